namespace ArchiveMigration.Engine.Ledger;

/// <summary>A source folder as the ledger knows it.</summary>
/// <param name="Key">The ledger's number of it.</param>
/// <param name="SourceFolderId">The service's id at the source.</param>
/// <param name="Path">Its path, as <see cref="Mailboxes.MailboxFolder.Path"/>.</param>
/// <param name="DestinationFolderId">Where its items go, once known.</param>
public sealed record LedgerFolder(long Key, string SourceFolderId, string Path, string? DestinationFolderId)
{
    /// <summary>The path of the folder its items go to; null while that is not known.</summary>
    public string? DestinationPath { get; init; }

    /// <summary>
    /// Once the folder was listed whole: the latest time of change (UTC) that any of its items was shown with, as the service told it, cut to the second. Only what was
    /// changed after it needs to be asked for; what was moved in or deleted shows in a list of ids only.
    /// </summary>
    public DateTimeOffset? ChangedUpToUtc { get; init; }
}
