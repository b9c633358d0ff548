namespace ArchiveMigration.Engine.Mailboxes;

/// <summary>That an item is there, and whether it is still as it was.</summary>
/// <param name="Id">The service's id, valid in <paramref name="ShardId"/>.</param>
/// <param name="ShardId">The mailbox that holds it.</param>
/// <param name="ChangeKey">Its version; any change gives a new one.</param>
public readonly record struct ItemVersion(string Id, string ShardId, string? ChangeKey);
