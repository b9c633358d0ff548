using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Readiness;

/// <summary>What a mailbox holds, added up from its folders.</summary>
internal sealed record MailboxMeasure(IReadOnlyList<ShardSize> Shards)
{
    public int FolderCount => Shards.Sum(shard => shard.FolderCount);

    public long ItemCount => Shards.Sum(shard => shard.ItemCount);

    /// <summary>Bytes; null as soon as one folder with items does not tell.</summary>
    public long? Size => Shards.Any(shard => shard.Size is null) ? null : Shards.Sum(shard => shard.Size ?? 0);

    public static MailboxMeasure Of(IReadOnlyList<MeasuredFolder> folders) => new(
        folders.GroupBy(folder => folder.ShardId, StringComparer.OrdinalIgnoreCase).Select(shard => new ShardSize(
            shard.Key,
            shard.Count(),
            shard.Sum(folder => (long)folder.Folder.ItemCount),
            shard.Any(IsUnknown) ? null : shard.Sum(folder => folder.Size ?? 0))).ToArray());

    // An empty folder needs no size.
    private static bool IsUnknown(MeasuredFolder folder) => folder.Size is null && folder.Folder.ItemCount > 0;
}
