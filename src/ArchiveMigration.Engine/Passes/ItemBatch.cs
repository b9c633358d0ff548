using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Passes;

/// <summary>
/// Groups pending items into export requests: up to 20 small ones of one shard, large ones alone. The reported size is only a
/// hint (a stream can be many times larger), so the groups stay well below what a request could carry.
/// </summary>
internal sealed class ItemBatch(int mostItems = MailboxLimits.MostItemsPerExport)
{
    private const long MostReportedBytes = 512 * 1024;

    private readonly List<LedgerItem> items = [];
    private long size;

    /// <summary>Adds an item; gives the finished batch that had no room for it, or null.</summary>
    public IReadOnlyList<LedgerItem>? Add(LedgerItem item)
    {
        var isFull = items.Count > 0
            && (items.Count >= mostItems || size + item.Source.Size > MostReportedBytes || items[0].Source.ShardId != item.Source.ShardId);
        var finished = isFull ? Take() : null;
        items.Add(item);
        size += item.Source.Size;
        return finished;
    }

    /// <summary>The items collected so far, or null when there are none.</summary>
    public IReadOnlyList<LedgerItem>? Take()
    {
        if (items.Count == 0)
        {
            return null;
        }

        var taken = items.ToArray();
        items.Clear();
        size = 0;
        return taken;
    }
}
