namespace ArchiveMigration.Engine.Mailboxes;

/// <summary>What requests to a mailbox are waiting for.</summary>
public enum PaceWait
{
    /// <summary>Nothing: none waits, or only for one of those in flight.</summary>
    None,

    /// <summary>The service asked to be left alone for a while.</summary>
    Throttled,

    /// <summary>The limit of requests is used up at this moment.</summary>
    RequestLimit,

    /// <summary>The limit of uploaded bytes is used up at this moment.</summary>
    UploadLimit,
}
