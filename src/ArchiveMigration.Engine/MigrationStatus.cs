namespace ArchiveMigration.Engine;

/// <summary>Where a user's migration stands, in Exchange's words.</summary>
public enum MigrationStatus
{
    /// <summary>Added, never run.</summary>
    Queued,

    /// <summary>Credentials and mailboxes are being checked.</summary>
    Validating,

    /// <summary>Folders are walked and items copied.</summary>
    Syncing,

    /// <summary>The last pass ended with every item at the destination or excluded by a rule.</summary>
    Completed,

    /// <summary>The last pass did what it was to do, and items are left for a later one: after a trial, or a pass over old items only.</summary>
    Synced,

    /// <summary>The last pass ended; some items failed.</summary>
    CompletedWithErrors,

    /// <summary>The last pass could not be done.</summary>
    Failed,

    /// <summary>A stop was asked for; items in hand are being finished.</summary>
    Stopping,

    /// <summary>Stopped before the end; the next start continues.</summary>
    Stopped,

    /// <summary>The destination is full; the rest waits until there is room. It goes on by itself in a run that waits for it, otherwise with the next start.</summary>
    WaitingForQuota,

    /// <summary>Added, but nothing says to whom it goes: no run takes it before it has a destination.</summary>
    Unmatched,
}
