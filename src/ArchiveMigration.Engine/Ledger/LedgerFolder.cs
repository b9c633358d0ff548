namespace ArchiveMigration.Engine.Ledger;

/// <summary>A source folder as the ledger knows it.</summary>
/// <param name="Key">The ledger's number of it.</param>
/// <param name="SourceFolderId">The service's id at the source.</param>
/// <param name="Path">Its path, as <see cref="Mailboxes.MailboxFolder.Path"/>.</param>
/// <param name="DestinationFolderId">Where its items go, once known.</param>
public sealed record LedgerFolder(long Key, string SourceFolderId, string Path, string? DestinationFolderId);
