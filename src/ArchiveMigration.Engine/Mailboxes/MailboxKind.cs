namespace ArchiveMigration.Engine.Mailboxes;

/// <summary>Which of a user's mailboxes.</summary>
public enum MailboxKind
{
    /// <summary>The primary mailbox.</summary>
    Primary,

    /// <summary>The in-place archive (online archive).</summary>
    Archive,
}
