using ArchiveMigration.Engine.Reports;

namespace ArchiveMigration.Engine.Passes;

/// <summary>How a run over a project ended.</summary>
public sealed record ProjectRunResult
{
    /// <summary>The project.</summary>
    public required string Project { get; init; }

    /// <summary>The pass that was run.</summary>
    public required PassKind Kind { get; init; }

    /// <summary>Completed, Synced (the pass did what it was to do, and items are left for a later one), CompletedWithErrors, Failed (every user failed), Stopped, or WaitingForQuota (a full destination; nobody was stopped).</summary>
    public required MigrationStatus Status { get; init; }

    /// <summary>When it began, UTC.</summary>
    public required DateTimeOffset StartedUtc { get; init; }

    /// <summary>When it ended, UTC.</summary>
    public required DateTimeOffset EndedUtc { get; init; }

    /// <summary>The users that took part, with their counts over all passes.</summary>
    public required IReadOnlyList<UserStatistics> Users { get; init; }

    /// <summary>The file with the log of the run, JSON lines; null when none was wanted.</summary>
    public string? LogPath { get; init; }

    /// <summary>For scheduled scripts: 0 all done that the pass was to do, 2 done with failed items or users, 3 stopped early or waiting for room, and can go on.</summary>
    public int ExitCode => Status switch
    {
        MigrationStatus.Completed or MigrationStatus.Synced => 0,
        MigrationStatus.Stopped or MigrationStatus.WaitingForQuota => 3,
        _ => 2,
    };
}
