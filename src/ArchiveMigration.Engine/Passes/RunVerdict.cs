using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Engine.Passes;

/// <summary>What a pass or a run came to, as a state and in words.</summary>
internal static class RunVerdict
{
    /// <summary>Of a run, by what its users came to.</summary>
    public static MigrationStatus Of(IReadOnlyList<MigrationStatus> users, bool wasStopped)
    {
        if (wasStopped || users.Contains(MigrationStatus.Stopped))
        {
            return MigrationStatus.Stopped;
        }

        if (users.All(static status => status is MigrationStatus.Completed or MigrationStatus.Synced))
        {
            return users.Contains(MigrationStatus.Synced) ? MigrationStatus.Synced : MigrationStatus.Completed;
        }

        if (users.Contains(MigrationStatus.WaitingForQuota))
        {
            return MigrationStatus.WaitingForQuota;
        }

        return users.All(static status => status == MigrationStatus.Failed) ? MigrationStatus.Failed : MigrationStatus.CompletedWithErrors;
    }

    /// <summary>Of a user's pass that did what it was to do.</summary>
    public static (MigrationStatus Status, string? Detail) Of(MigrationUser user, PassKind kind, UserTally tally)
    {
        var failed = tally.CountOf(Disposition.Failed);
        var left = Left(user, kind, tally);
        return failed == 0
            ? (left is null ? MigrationStatus.Completed : MigrationStatus.Synced, left)
            : (MigrationStatus.CompletedWithErrors, $"{failed:N0} {(failed == 1 ? "item" : "items")} failed: see Get-ArchiveMigrationItem -Disposition Failed.{(left is null ? string.Empty : $" {left}")}");
    }

    /// <summary>Of a user's pass that failed.</summary>
    public static (MigrationStatus Status, string? Detail) Of(MigrationException failure)
    {
        var detail = failure.WithTicket(string.IsNullOrEmpty(failure.Remedy) ? failure.Message : $"{failure.Message} {failure.Remedy}");
        var goesOnByItself = failure.IsTransient || failure.ErrorId is ErrorIds.FolderNotFound;
        return (goesOnByItself ? MigrationStatus.Stopped : MigrationStatus.Failed, detail);
    }

    /// <summary>What is left for a later pass; null = nothing.</summary>
    private static string? Left(MigrationUser user, PassKind kind, UserTally tally)
    {
        if (kind == PassKind.Trial)
        {
            return $"A trial: {tally.CountOf(Disposition.Imported) + tally.CountOf(Disposition.AlreadyPresent):N0} items are at the destination. Start-ArchiveMigration {user.Project} migrates all.";
        }

        var waiting = tally.CountOf(Disposition.Pending);
        return waiting == 0 ? null : $"{waiting:N0} {(waiting == 1 ? "item waits" : "items wait")} for a later pass: Start-ArchiveMigration {user.Project}.";
    }
}
