using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Ledger.Store;

namespace ArchiveMigration.Engine.Proof;

/// <summary>
/// Lays the ledger beside the source's listing: what was decided about each listed item, and which items it knows that are not listed any more. What
/// is at the destination is never taken from here; only an item without any key is looked for under the id that was recorded for its copy.
/// </summary>
/// <param name="context">What was read.</param>
/// <param name="even">Folders of which nothing has to be looked at; null = there are none.</param>
internal sealed class LedgerLook(ProofContext context, EvenFolders? even)
{
    private const int PageSize = 5000;

    /// <summary>What came to the destination last, so that it wins where the ledger knows an id twice.</summary>
    private static readonly (Disposition Disposition, int State)[] Order =
    [
        (Disposition.Vanished, ProofTables.Open),
        (Disposition.Excluded, ProofTables.Open),
        (Disposition.Failed, ProofTables.Failed),
        (Disposition.Pending, ProofTables.Open),
        (Disposition.AlreadyPresent, ProofTables.Arrived),
        (Disposition.Imported, ProofTables.Arrived),
    ];

    /// <summary>Looks through all that the ledger knows of the user.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        context.Store.Work(static session => session.Run("CREATE INDEX IF NOT EXISTS source_by_id ON source (id); DELETE FROM gone"), cancellationToken);
        foreach (var (disposition, state) in Order)
        {
            var after = 0L;
            while (await context.Ledger.ReadKnownAsync(context.User.Id, disposition, after, PageSize, cancellationToken).ConfigureAwait(false) is { Count: > 0 } page)
            {
                after = page[^1].Key;
                foreach (var key in context.Store.Work(session => Mark(session, page, state), cancellationToken))
                {
                    await KeepGoneAsync(key, disposition, cancellationToken).ConfigureAwait(false);
                }
            }
        }

        context.Store.Work(ForgetRelisted, cancellationToken);
    }

    /// <summary>Marks the listed items.</summary>
    /// <returns>Those that are not listed.</returns>
    private List<long> Mark(StoreSession session, IReadOnlyList<KnownItem> page, int state)
    {
        List<long> gone = [];
        // Whatever the ledger says: what the rules leave out now is excluded, unless it was copied before they did.
        var mark = session.Prepared("UPDATE source SET state = iif(state = 4 AND ?1 <> 0, 4, ?1), ledger = ?2, reason = iif(state = 4 AND ?1 <> 0, reason, ?3) WHERE id = ?4");
        foreach (var item in page)
        {
            if (even?.IsEven(item.FolderKey) == true)
            {
                continue;
            }

            if (mark.Set(1, state).Set(2, item.Key).Set(3, state != ProofTables.Failed || item.ErrorId is null ? 0 : 1 + context.Store.Reasons.NumberOf(item.ErrorId)).Set(4, item.IdHash).Execute() == 0)
            {
                gone.Add(item.Key);
            }
            else if (item.DestinationItemId is { } copy)
            {
                session.Prepared("UPDATE source SET key = ?1 WHERE id = ?2 AND keyed = 0").Set(1, ProofStore.KeyOfId(copy)).Set(2, item.IdHash).Execute();
            }
        }

        return gone;
    }

    private async Task KeepGoneAsync(long key, Disposition disposition, CancellationToken cancellationToken)
    {
        var item = (await context.Ledger.ReadItemsAsync(context.User.Id, disposition, key - 1, 1, cancellationToken).ConfigureAwait(false))[0];
        long? searchKey = !ProofStore.HasNoKey(item.Source) ? context.Store.KeyOf(item.Source) : item.DestinationItemId is { } copy ? ProofStore.KeyOfId(copy) : null;
        context.Store.Work(
            session => session.Execute(
                "INSERT OR REPLACE INTO gone VALUES ($ledger, $disposition, $key, $class, $folder, $shard, $pair)",
                ("$ledger", item.Key),
                ("$disposition", (int)disposition),
                ("$key", searchKey),
                ("$class", context.Store.Classes.NumberOf(item.Source.ItemClass)),
                ("$folder", item.FolderPath),
                ("$shard", context.Store.Shards.NumberOf(item.Source.ShardId)),
                ("$pair", item.DestinationFolderId is { } folder ? context.Folders.DestinationOf(folder) : null)),
            cancellationToken);
    }

    /// <summary>An item that was moved to another folder or shard of the source has a new id there: it is not gone as long as a listed item that the ledger does not know has its key.</summary>
    private static void ForgetRelisted(StoreSession session) => session.Run(
        """
        DELETE FROM gone WHERE ledger IN (
            SELECT old.ledger
            FROM (SELECT ledger, key, class, row_number() OVER (PARTITION BY key, class ORDER BY ledger DESC) AS number FROM gone WHERE key IS NOT NULL) AS old
            JOIN (
                SELECT key, class, row_number() OVER (PARTITION BY key, class ORDER BY seq) AS number
                FROM (SELECT min(seq) AS seq, key, class FROM source WHERE state = 2 AND keyed <> 0 AND EXISTS (SELECT 1 FROM gone) GROUP BY id)) AS listed
                USING (key, class, number))
        """);
}
