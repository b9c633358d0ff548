namespace ArchiveMigration.Engine.Mailboxes;

/// <summary>What can be tried at a mailbox without changing anything, to see whether it is allowed.</summary>
public enum MailboxProbe
{
    /// <summary>Listing folders.</summary>
    ReadFolders,

    /// <summary>Listing items.</summary>
    ReadItems,

    /// <summary>Exporting items.</summary>
    ExportItems,

    /// <summary>Creating folders.</summary>
    WriteFolders,

    /// <summary>Opening an import session.</summary>
    ImportItems,
}
