namespace ArchiveMigration.Engine.Mailboxes;

/// <summary>What an import gave.</summary>
/// <param name="Id">The new item's id.</param>
/// <param name="ChangeKey">Its version.</param>
/// <param name="ShardId">The mailbox it is in.</param>
public sealed record ImportedItem(string Id, string? ChangeKey, string ShardId);
