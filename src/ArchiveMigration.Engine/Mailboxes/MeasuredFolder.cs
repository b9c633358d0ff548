namespace ArchiveMigration.Engine.Mailboxes;

/// <summary>How much a folder holds and where, as the service counts, without its items being listed.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="ShardId">The mailbox that holds its items: the main one, or an auxiliary one of an auto-expanded archive.</param>
/// <param name="Size">Bytes of its items (PidTagMessageSizeExtended); null when the service does not tell.</param>
public sealed record MeasuredFolder(MailboxFolder Folder, string ShardId, long? Size);
