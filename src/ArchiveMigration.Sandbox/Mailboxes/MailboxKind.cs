namespace ArchiveMigration.Sandbox.Mailboxes;

/// <summary>What a mailbox is to its user.</summary>
public enum MailboxKind
{
    Primary,

    /// <summary>The in-place archive, or the main shard of an auto-expanded one.</summary>
    Archive,

    /// <summary>A further shard of an auto-expanded archive; no call lists it, only redirects tell its id.</summary>
    Auxiliary,
}
