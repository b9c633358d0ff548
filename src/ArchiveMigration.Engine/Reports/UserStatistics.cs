using ArchiveMigration.Engine.Ledger;

namespace ArchiveMigration.Engine.Reports;

/// <summary>The statistics of one user: a row of Get-MigrationStatistics.</summary>
public sealed record UserStatistics : MigrationStatistics
{
    /// <summary>The project.</summary>
    public required string Project { get; init; }

    /// <summary>The source address.</summary>
    public required string SourceAddress { get; init; }

    /// <summary>The destination address.</summary>
    public required string DestinationAddress { get; init; }

    /// <summary>The name shown to people, when there is one.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Why it stands where it stands, in words.</summary>
    public string? StatusDetail { get; init; }

    /// <summary>Since when it waits for room at a full destination, UTC; null when it does not.</summary>
    public DateTimeOffset? WaitingSinceUtc { get; init; }

    /// <summary>When it is tried again whether there is room, UTC; null when no run waits for it: then the next start tries.</summary>
    public DateTimeOffset? NextProbeUtc { get; init; }

    /// <summary>The passes, oldest first.</summary>
    public IReadOnlyList<PassRecord> Passes { get; init; } = [];
}
