using ArchiveMigration.Engine.Ledger.Store;
using Microsoft.Data.Sqlite;

namespace ArchiveMigration.Engine.Proof;

/// <summary>
/// Goes through both listings once, sorted by folder, key and class, and pairs them as multisets: of copies of one item as many are verified as the
/// destination's folder holds, those first whose second key is there, and then those that the ledger has there. In memory are the counts, and of one item's copies
/// those that are not paired yet.
/// </summary>
internal sealed class ListingMatch
{
    private readonly MatchTally tally = new();
    private readonly ProofContext context;
    private readonly StoreSession session;
    private readonly PreparedStatement addMissing;
    private readonly PreparedStatement addSurplus;
    private readonly PreparedStatement addContent;
    private readonly List<long> drawn = [];
    private readonly List<Copy> waiting = [];
    private (long Pair, long Key, long Class) group;
    private long? second;
    private long free;
    private long surplus;
    private long asked;
    private long groups;
    private long lastId;
    private bool isFirst = true;
    private bool lastWasSource;

    private ListingMatch(ProofContext context, StoreSession session)
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
        var match = new ListingMatch(context, session);
        session.ForEach(
            """
            SELECT 0 AS side, pair, key, class, 0 AS state, id, item_id IS NULL AS plain, seq, shard, 0 AS folder, 1 AS keyed, 0 AS reason, second FROM destination
            UNION ALL
            SELECT 1, pair, key, class, state, id, item_id IS NULL, seq, shard, folder, keyed, reason, second FROM source
            ORDER BY pair, key, class, second, side, state, id, plain
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
        long? of = row.IsDBNull(12) ? null : row.GetInt64(12);
        if (isFirst || place != group)
        {
            EndGroup();
            (group, second) = (place, of);
        }
        else if (id == lastId && isSource == lastWasSource)
        {
            return; // Listed twice, as happens when pages shift, or read a second time.
        }
        else if (of != second)
        {
            (surplus, free, second) = (surplus + free, 0, of);
        }

        (lastId, lastWasSource, isFirst) = (id, isSource, false);
        if (isSource)
        {
            TakeSource(new Copy(row.GetInt64(7), row.GetInt32(9), row.GetInt32(8), row.GetInt32(4), row.GetInt32(10), row.GetInt32(11)));
        }
        else
        {
            free++;
            tally.DestinationOf((int)group.Pair).Items++;
            if (context.Draw.Draws(group.Key))
            {
                drawn.Add(row.GetInt64(7));
            }
        }
    }

    private void TakeSource(Copy copy)
    {
        asked++;
        tally.SourceOf(copy.Folder, copy.Shard).Listed++;
        if (free > 0)
        {
            free--;
            Verify(copy);
        }
        else
        {
            waiting.Add(copy);
        }
    }

    private void EndGroup()
    {
        surplus += free;
        foreach (var copy in waiting.OrderBy(static copy => copy.State))
        {
            if (surplus > 0)
            {
                surplus--;
                Verify(copy);
            }
            else
            {
                LeaveOver(copy);
            }
        }

        if (surplus > 0)
        {
            addSurplus.Set(1, group.Pair).Set(2, group.Key).Set(3, group.Class).Set(4, surplus).Set(5, asked > 0 ? 1 : 0).Execute();
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
        waiting.Clear();
        groups++;
        (free, surplus, asked) = (0, 0, 0);
    }

    private void Verify(Copy copy)
    {
        tally.SourceOf(copy.Folder, copy.Shard).Verified++;
        tally.DestinationOf((int)group.Pair).Matched++;
        tally.VerifiedWithoutSearchKey += copy.Keyed == ProofTables.BySearchKey ? 0 : 1;
        if (context.Draw.Draws(group.Key))
        {
            addContent.Set(1, groups).Set(2, 0).Set(3, copy.Seq).Execute();
        }
    }

    private void LeaveOver(Copy copy)
    {
        var counts = tally.SourceOf(copy.Folder, copy.Shard);
        switch (copy.State)
        {
            case ProofTables.Failed:
                counts.Failed++;
                Count(tally.FailedBy, copy.Reason, "unknown");
                break;
            case ProofTables.Excluded:
                counts.Excluded++;
                Count(tally.ExcludedBy, copy.Reason, "rule");
                break;
            default:
                counts.Unexplained++;
                addMissing.Set(1, copy.Seq).Set(2, group.Key).Set(3, group.Class).Set(4, group.Pair).Execute();
                break;
        }
    }

    private void Count(SortedDictionary<string, long> counts, int reason, string otherwise)
    {
        var name = reason == 0 ? otherwise : context.Store.Reasons[reason - 1];
        counts[name] = counts.GetValueOrDefault(name) + 1;
    }

    private readonly record struct Copy(long Seq, int Folder, int Shard, int State, int Keyed, int Reason);
}
