using System.Runtime.CompilerServices;
using ArchiveMigration.Engine.Ledger.Store;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Proof.Content;

/// <summary>Reads what was drawn for a comparison out of the tables, in portions that one export request can carry.</summary>
internal static class ContentGroups
{
    private const int RowsAtOnce = 1000;
    private const long MostReportedBytes = 512 * 1024;

    /// <summary>Portions of whole groups; those of one portion lie in the same shards. Copies beyond an export's limit are a portion of their own.</summary>
    public static async IAsyncEnumerable<IReadOnlyList<ContentGroup>> ReadAsync(ProofContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<ContentGroup> portion = [];
        var size = 0L;
        await foreach (var group in GroupsAsync(context, cancellationToken).ConfigureAwait(false))
        {
            if (portion.Count > 0 && (!FitsWith(portion, group) || size + SizeOf(group) > MostReportedBytes))
            {
                yield return portion;
                (portion, size) = ([], 0);
            }

            portion.Add(group);
            size += SizeOf(group);
        }

        if (portion.Count > 0)
        {
            yield return portion;
        }
    }

    private static async IAsyncEnumerable<ContentGroup> GroupsAsync(ProofContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        ContentGroup? group = null;
        var (number, last) = (0L, -1L);
        while (context.Store.Work(session => Rows(session, number), cancellationToken) is { Count: > 0 } rows)
        {
            foreach (var row in rows)
            {
                if (row.Group != last || group is null)
                {
                    if (group is { Source.Count: > 0 })
                    {
                        yield return group;
                    }

                    (group, last) = (new ContentGroup(), row.Group);
                }

                number = row.Number;
                (row.IsSource ? group.Source : group.Destination).Add(new ContentGroup.Entry(
                    new MailboxItem { Id = row.Id, ShardId = context.Store.Shards[row.Shard], ItemClass = context.Store.Classes[row.Class], Size = row.Size },
                    row.Folder,
                    row.Shard,
                    row.Ledger,
                    row.Class));
            }
        }

        if (group is { Source.Count: > 0 })
        {
            yield return group;
        }
    }

    private static List<Row> Rows(StoreSession session, long after) => session.Query(
        """
        SELECT content.number, content.grp, content.side = 0,
            ifnull(source.item_id, destination.item_id), ifnull(source.shard, destination.shard), ifnull(source.class, destination.class), ifnull(source.size, destination.size),
            ifnull(source.folder, destination.pair), ifnull(source.ledger, 0)
        FROM content
        LEFT JOIN source ON content.side = 0 AND source.seq = content.seq
        LEFT JOIN destination ON content.side = 1 AND destination.seq = content.seq
        WHERE content.number > $after ORDER BY content.number LIMIT $count
        """,
        static row => new Row(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2) != 0, row.GetString(3), row.GetInt32(4), row.GetInt32(5), row.GetInt64(6), row.GetInt32(7), row.GetInt64(8)),
        ("$after", after),
        ("$count", RowsAtOnce));

    private static bool FitsWith(List<ContentGroup> portion, ContentGroup group)
        => portion.Sum(static known => known.Source.Count) + group.Source.Count <= MailboxLimits.MostItemsPerExport
            && portion.Sum(static known => known.Destination.Count) + group.Destination.Count <= MailboxLimits.MostItemsPerExport
            && portion[0].Source[0].Shard == group.Source[0].Shard
            && (portion[0].Destination.Count == 0 || group.Destination.Count == 0 || portion[0].Destination[0].Shard == group.Destination[0].Shard);

    private static long SizeOf(ContentGroup group) => group.Source.Sum(static entry => entry.Item.Size);

    private sealed record Row(long Number, long Group, bool IsSource, string Id, int Shard, int Class, long Size, int Folder, long Ledger);
}
