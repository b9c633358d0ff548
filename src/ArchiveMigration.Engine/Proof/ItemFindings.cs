using System.Globalization;
using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Ledger.Store;

namespace ArchiveMigration.Engine.Proof;

/// <summary>Names the items that the match left over, with what it takes to find them.</summary>
internal sealed class ItemFindings(ProofContext context, FindingList findings)
{
    /// <summary>A source row's columns, beside those of the destination where an item has both.</summary>
    private const string SourceColumns = "source.folder, source.shard, source.class, source.size, source.state, source.ledger, source.item_id";

    /// <summary>Adds all of them.</summary>
    public async Task AddAsync(CancellationToken cancellationToken)
    {
        await AddMissingAsync(ProofFindingKind.Missing, "source.state = 0", cancellationToken).ConfigureAwait(false);
        await AddMissingAsync(ProofFindingKind.NotMigrated, "source.state <> 0", cancellationToken).ConfigureAwait(false);
        await AddMovedAsync(ProofFindingKind.InOtherFolder, "source.pair <> extra.pair", cancellationToken).ConfigureAwait(false);
        await AddMovedAsync(ProofFindingKind.ClassDiffers, "source.pair = extra.pair", cancellationToken).ConfigureAwait(false);
        AddExtra(ProofFindingKind.Added, "NOT extra.at_source", cancellationToken);
        AddExtra(ProofFindingKind.Duplicate, "extra.at_source", cancellationToken);
    }

    /// <summary>Those of folders that are missing as a whole are told with the folder.</summary>
    private async Task AddMissingAsync(ProofFindingKind kind, string which, CancellationToken cancellationToken)
    {
        var from = $"FROM missing JOIN source USING (seq) WHERE source.pair >= 0 AND {which} AND seq NOT IN (SELECT source FROM moved)";
        foreach (var item in Rows($"SELECT {SourceColumns} {from} ORDER BY seq", from, kind, Read, cancellationToken))
        {
            var known = await KnownAsync(item, cancellationToken).ConfigureAwait(false);
            findings.Add(Describe(kind, item, known) with
            {
                DestinationItemId = known?.DestinationItemId,
                Detail = kind == ProofFindingKind.NotMigrated ? WhyOpen(known)
                    : known?.DecidedUtc is { } decided ? string.Create(
                        CultureInfo.InvariantCulture, $"{(known.Disposition == Disposition.Imported ? "Imported" : "Found there")} on {decided:yyyy-MM-dd HH:mm:ss} UTC, and not there now.")
                    : null,
            });
        }
    }

    private async Task AddMovedAsync(ProofFindingKind kind, string which, CancellationToken cancellationToken)
    {
        var from = $"FROM moved JOIN source ON source.seq = moved.source JOIN extra ON extra.seq = moved.destination JOIN destination ON destination.seq = moved.destination WHERE {which}";
        foreach (var (item, place) in Rows(
            $"SELECT {SourceColumns}, destination.pair, destination.shard, destination.class, destination.item_id {from} ORDER BY source.seq",
            from,
            kind,
            static row => (Read(row), (Pair: row.GetInt32(7), Shard: row.GetInt32(8), Class: row.GetInt32(9), Id: row.GetText(10))),
            cancellationToken))
        {
            findings.Add(Describe(kind, item, await KnownAsync(item, cancellationToken).ConfigureAwait(false)) with
            {
                DestinationFolder = context.Folders.Destination[place.Pair].Path,
                DestinationShard = context.Store.Shards[place.Shard],
                DestinationItemId = place.Id,
                Detail = kind == ProofFindingKind.ClassDiffers ? $"At the destination its class is {context.Store.Classes[place.Class]}."
                    : context.Folders[item.Folder] is { } right ? $"It belongs in '{context.Folders.Destination[right].Path}'."
                    : null,
            });
        }
    }

    private void AddExtra(ProofFindingKind kind, string which, CancellationToken cancellationToken)
    {
        var from = $"FROM extra JOIN destination USING (seq) WHERE extra.what = {Leftovers.Added} AND {which}";
        foreach (var item in Rows(
            $"SELECT destination.pair, destination.shard, destination.class, destination.size, destination.created, destination.item_id {from} ORDER BY seq",
            from,
            kind,
            row => new ProofFinding
            {
                Kind = kind,
                DestinationFolder = context.Folders.Destination[row.GetInt32(0)].Path,
                DestinationShard = context.Store.Shards[row.GetInt32(1)],
                ItemClass = context.Store.Classes[row.GetInt32(2)],
                Size = row.GetInt64(3),
                CreatedUtc = row.GetUtcOrNull(4),
                DestinationItemId = row.GetText(5),
            },
            cancellationToken))
        {
            findings.Add(item);
        }
    }

    private List<T> Rows<T>(string select, string from, ProofFindingKind kind, Func<Microsoft.Data.Sqlite.SqliteDataReader, T> read, CancellationToken cancellationToken)
    {
        var room = findings.RoomFor(kind);
        var (rows, all) = context.Store.Work(
            session => (session.Query($"{select} LIMIT {room}", read), (long)session.Scalar($"SELECT count(*) {from}")!),
            cancellationToken);
        findings.AddUnlisted(kind, all - rows.Count);
        return rows;
    }

    private ProofFinding Describe(ProofFindingKind kind, SourceRow item, LedgerItem? known) => new()
    {
        Kind = kind,
        Folder = context.Folders.Source[item.Folder].Path,
        DestinationFolder = context.Folders[item.Folder] is { } pair ? context.Folders.Destination[pair].Path : null,
        ItemClass = context.Store.Classes[item.Class],
        Size = item.Size,
        SourceShard = context.Store.Shards[item.Shard],
        SourceItemId = item.Id ?? known?.Source.Id,
    };

    private async Task<LedgerItem?> KnownAsync(SourceRow item, CancellationToken cancellationToken)
    {
        if (item.Ledger == 0)
        {
            return null;
        }

        foreach (var disposition in (Disposition[])(item.State == ProofTables.Arrived ? [Disposition.Imported, Disposition.AlreadyPresent] : [Disposition.Pending, Disposition.Vanished, Disposition.Excluded]))
        {
            var found = await context.Ledger.ReadItemsAsync(context.User.Id, disposition, item.Ledger - 1, 1, cancellationToken).ConfigureAwait(false);
            if (found.Count > 0 && found[0].Key == item.Ledger)
            {
                return found[0];
            }
        }

        return null;
    }

    private static string WhyOpen(LedgerItem? known) => known?.Disposition switch
    {
        null => "It came to the source after the last pass.",
        Disposition.Excluded => $"A rule left it out that the project has no more ({known.ExcludedBy}); the next pass copies it.",
        Disposition.Vanished => "It was gone from the source during the last pass, and is there again.",
        _ => "The last pass saw it and did not come to copy it.",
    };

    private static SourceRow Read(Microsoft.Data.Sqlite.SqliteDataReader row)
        => new(row.GetInt32(0), row.GetInt32(1), row.GetInt32(2), row.GetInt64(3), row.GetInt32(4), row.GetInt64(5), row.GetText(6));

    private sealed record SourceRow(int Folder, int Shard, int Class, long Size, int State, long Ledger, string? Id);
}
