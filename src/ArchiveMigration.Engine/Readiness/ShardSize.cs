namespace ArchiveMigration.Engine.Readiness;

/// <summary>What one mailbox of a source archive holds; an archive that was not auto-expanded has just one.</summary>
/// <param name="ShardId">The service's id of the mailbox.</param>
/// <param name="FolderCount">Folders whose items are there.</param>
/// <param name="ItemCount">Items, as the service counts them.</param>
/// <param name="Size">Bytes; null when the service does not tell.</param>
public sealed record ShardSize(string ShardId, int FolderCount, long ItemCount, long? Size);
