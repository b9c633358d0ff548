using ArchiveMigration.Engine.Ledger.Store;
using Microsoft.Data.Sqlite;

namespace ArchiveMigration.Engine.Proof;

/// <summary>
/// Goes through both listings once, sorted by folder, search key and class, and pairs them as multisets: of copies of one item as many are verified as the
/// destination's folder holds, those first that the ledger has there. One row is in memory at a time, and the counts.
/// </summary>
internal sealed class ItemMatch
{
    private readonly MatchTally tally = new();
    private readonly ProofContext context;
    private readonly StoreSession session;
    private readonly PreparedStatement addMissing;
    private readonly PreparedStatement addSurplus;
    private readonly PreparedStatement addContent;
    private readonly List<long> drawn = [];
    private (long Pair, long Key, long Class) group;
    private long held;
    private long asked;
    private long groups;
    private long lastId;
    private bool isFirst = true;
    private bool lastWasSource;

    private ItemMatch(ProofContext context, StoreSession session)
    {
        (this.context, this.session) = (context, session);
        addMissing = session.Prepared("INSERT INTO missing (seq, key, class, pair) VALUES (?1, ?2, ?3, ?4)");
        addSurplus = session.Prepared("INSERT INTO surplus (pair, key, class, items, at_source) VALUES (?1, ?2, ?3, ?4, ?5)");
        addContent = session.Prepared("INSERT INTO content (grp, side, seq) VALUES (?1, ?2, ?3)");
    }

    /// <summary>Matches; what is left over is in the tables missing and surplus, what is drawn for a comparison of contents in content.</summary>
    public static MatchTally Run(ProofContext context, StoreSession session, CancellationToken cancellationToken)
    {
        session.Run(ProofTables.Leftovers);
        var match = new ItemMatch(context, session);
        session.ForEach(
            """
            SELECT 0 AS side, pair, key, class, 0 AS state, id, item_id IS NULL AS plain, seq, shard, 0 AS folder, 1 AS keyed, 0 AS reason FROM destination
            UNION ALL
            SELECT 1, pair, key, class, state, id, item_id IS NULL, seq, shard, folder, keyed, reason FROM source
            ORDER BY pair, key, class, side, state, id, plain
            """,
            row =>
            {
                cancellationToken.ThrowIfCancellationRequested();
                match.Take(row);
            });
        match.EndGroup();
        return match.tally;
    }

    private void Take(SqliteDataReader row)
    {
        var isSource = row.GetInt64(0) != 0;
        var place = (row.GetInt64(1), row.GetInt64(2), row.GetInt64(3));
        var id = row.GetInt64(5);
        if (isFirst || place != group)
        {
            EndGroup();
            group = place;
        }
        else if (id == lastId && isSource == lastWasSource)
        {
            return; // Listed twice, as happens when pages shift, or read a second time.
        }

        (lastId, lastWasSource, isFirst) = (id, isSource, false);
        if (isSource)
        {
            TakeSource(row);
        }
        else
        {
            TakeDestination(row);
        }
    }

    private void TakeDestination(SqliteDataReader row)
    {
        held++;
        tally.DestinationOf((int)group.Pair).Items++;
        if (context.Draw.Draws(group.Key))
        {
            drawn.Add(row.GetInt64(7));
        }
    }

    private void TakeSource(SqliteDataReader row)
    {
        var counts = tally.SourceOf(row.GetInt32(9), row.GetInt32(8));
        counts.Listed++;
        asked++;
        if (asked <= held)
        {
            counts.Verified++;
            tally.DestinationOf((int)group.Pair).Matched++;
            tally.VerifiedWithoutSearchKey += row.GetInt64(10) == 0 ? 1 : 0;
            if (context.Draw.Draws(group.Key))
            {
                addContent.Set(1, groups).Set(2, 0).Set(3, row.GetInt64(7)).Execute();
            }

            return;
        }

        switch (row.GetInt32(4))
        {
            case ProofTables.Failed:
                counts.Failed++;
                Count(tally.FailedBy, row.GetInt32(11), "unknown");
                break;
            case ProofTables.Excluded:
                counts.Excluded++;
                Count(tally.ExcludedBy, row.GetInt32(11), "rule");
                break;
            default:
                counts.Unexplained++;
                addMissing.Set(1, row.GetInt64(7)).Set(2, group.Key).Set(3, group.Class).Set(4, group.Pair).Execute();
                break;
        }
    }

    private void EndGroup()
    {
        if (held > asked)
        {
            addSurplus.Set(1, group.Pair).Set(2, group.Key).Set(3, group.Class).Set(4, held - asked).Set(5, asked > 0 ? 1 : 0).Execute();
        }

        // Of several copies nobody knows which is whose: all of them are compared with all.
        if (asked > 0)
        {
            foreach (var copy in drawn)
            {
                addContent.Set(1, groups).Set(2, 1).Set(3, copy).Execute();
            }
        }

        drawn.Clear();
        groups++;
        (held, asked) = (0, 0);
    }

    private void Count(SortedDictionary<string, long> counts, int reason, string otherwise)
    {
        var name = reason == 0 ? otherwise : context.Store.Reasons[reason - 1];
        counts[name] = counts.GetValueOrDefault(name) + 1;
    }
}
