using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Ledger.Store;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Passes;
using FsCheck;
using FsCheck.Fluent;

namespace ArchiveMigration.Engine.Tests.Ledger;

/// <summary>Whatever is done in whatever order, the real ledger answers like the model, and its tallies equal a recount.</summary>
public sealed class LedgerPropertyTests : IDisposable
{
    private static readonly Disposition[] Dispositions = Enum.GetValues<Disposition>();
    private static readonly string[] Classes = ["IPM.Note", "IPM.Contact", "IPM.Appointment"];
    private static readonly string?[] Versions = ["v1", "v2", null];

    private readonly StoreFolder folder = new();
    private readonly StoreDatabase database;

    public LedgerPropertyTests()
    {
        folder.OpenWithProject().Dispose();
        database = new StoreDatabase(folder.StorePath);
    }

    [Fact]
    public void Any_sequence_of_operations_leaves_it_as_it_leaves_the_model()
    {
        var operations = Gen.Choose(0, int.MaxValue - 1).ListOf().Resize(80);
        Prop.ForAll(Arb.From(operations, Shorter), sequence => RunAsync(sequence).GetAwaiter().GetResult()).QuickCheckThrowOnFailure();
    }

    public void Dispose()
    {
        database.Dispose();
        folder.Dispose();
    }

    private static IEnumerable<List<int>> Shorter(List<int> sequence)
        => Enumerable.Range(0, sequence.Count).Reverse().Select(left => sequence.Where((_, index) => index != left).ToList());

    private async Task<bool> RunAsync(List<int> sequence)
    {
        using var store = folder.Open();
        var name = Guid.NewGuid().ToString();
        var users = store.Catalog.AddUsers("Merger", [StoreFolder.User($"a{name}@contoso.com"), StoreFolder.User($"b{name}@contoso.com")]).Select(added => added.User.Id).ToArray();
        using var real = new SqliteLedger(database, folder.Time);
        var twins = new LedgerTwins(real, new InMemoryLedger(folder.Time), users);
        foreach (var operation in sequence)
        {
            folder.Time.Advance(TimeSpan.FromSeconds(operation % 3));
            await DoAsync(twins, new Dice(operation));
        }

        await twins.CompareAsync();
        database.Read(Recount);
        return true;
    }

    private static Task DoAsync(LedgerTwins twins, Dice dice)
    {
        var operation = dice.Next(19);
        twins.User = dice.Next(2);
        var source = dice.Next(3);
        var destination = source == 2 ? "D1" : "D0";
        return operation switch
        {
            0 => twins.BeginPassAsync(dice.Seed % 3 == 0 ? PassKind.Full : PassKind.RetryErrors),
            1 => twins.EndPassAsync(dice.Seed % 2 == 0 ? MigrationStatus.Completed : MigrationStatus.Stopped),
            14 => twins.SameAsync((ledger, side) => ledger.BeginRetryAsync(side.Pass, side.User, dice.Seed % 3 == 0 ? "itemCORRUPT" : dice.Seed % 3 == 1 ? "Other" : null, default)),
            2 or 3 or 4 => twins.ListAsync(source, destination, Items(dice)),
            5 => twins.SameAsync((ledger, side) => ledger.CompleteSourceFolderAsync(side.Pass, side.Folders[source], default), folder: source),
            6 => twins.SameAsync((ledger, side) => ledger.CompleteSourceFoldersAsync(side.Pass, default)),
            7 => twins.SameAsync((ledger, side) => ledger.ResetFailedAsync(side.Pass, side.User, dice.Seed % 3 == 0 ? "itemCORRUPT" : dice.Seed % 3 == 1 ? "Other" : null, default)),
            8 => twins.SameAsync(async (ledger, side) =>
            {
                await ledger.BeginDestinationListingAsync(destination, side.User, default);
                await ledger.RecordDestinationItemsAsync(destination, side.User, Items(new Dice(dice.Seed)), default);
                return await ledger.MatchDestinationAsync(side.Pass, destination, side.User, default);
            }),
            9 => twins.SameAsync((ledger, side) => ledger.MatchDestinationAsync(side.Pass, destination, side.User, default)),
            10 or 11 => twins.BeginImportAsync(dice.Next(8)),
            17 => twins.SweepAsync(source, Items(dice)),
            18 => twins.SameAsync((ledger, side) => ledger.CountUnseenAsync(side.Pass, side.Folders[source], default), folder: source),
            12 => twins.SameAsync((ledger, side) => ledger.CountUnrecognisableAsync(side.User, default)),
            13 => twins.SameAsync((ledger, side) => ledger.HasPendingAsync(destination, side.User, default)),
            _ => twins.DecideAsync(Dispositions[dice.Next(6)], Dispositions[dice.Next(6)], dice.Next(8)),
        };
    }

    private static List<MailboxItem> Items(Dice dice) => [.. Enumerable.Range(0, dice.Next(6)).Select(_ => Item(dice))];

    private static MailboxItem Item(Dice dice)
    {
        var id = dice.Next(10);
        return new MailboxItem
        {
            Id = $"i{id}",
            ShardId = dice.Next(5) == 0 ? "aux" : "main",
            ItemClass = Classes[dice.Next(3)],
            Size = dice.Next(3) * 1000,
            SearchKey = id >= 6 ? null : [(byte)(id / 3)],
            SecondKey = dice.Next(3) is var second and > 0 ? second : null,
            ChangeKey = Versions[dice.Next(3)],
            LastModifiedUtc = dice.Next(2) == 0 ? null : DateTimeOffset.UnixEpoch.AddDays(dice.Next(2)),
            DatedUtc = dice.Next(2) == 0 ? null : DateTimeOffset.UnixEpoch.AddDays(-dice.Next(2)),
        };
    }

    private static bool Recount(StoreSession session)
    {
        Func<Microsoft.Data.Sqlite.SqliteDataReader, (long, long, long, long, long, long)> count = static row => (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5));
        Assert.Equal(
            session.Query("SELECT user_id, folder_key, category, disposition, count(*), sum(size) FROM item GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4", count),
            session.Query("SELECT user_id, folder_key, category, disposition, count, size FROM tally WHERE count <> 0 OR size <> 0 ORDER BY 1, 2, 3, 4", count));
        Func<Microsoft.Data.Sqlite.SqliteDataReader, (long, string, long, long)> rule = static row => (row.GetInt64(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3));
        Assert.Equal(
            session.Query("SELECT user_id, error_id, count(*), sum(size) FROM item JOIN outcome USING (item_key) WHERE disposition = 3 GROUP BY 1, 2 ORDER BY 1, 2", rule),
            session.Query("SELECT * FROM rule_tally WHERE count <> 0 OR size <> 0 ORDER BY 1, 2", rule));
        Assert.Equal(
            session.Query("SELECT user_id, sum(mapping = 1), sum(ifnull(mapped_count, 0)), sum(mapping = 2), sum(ifnull(left_count, 0)), sum(ifnull(untagged, 0)) FROM outcome JOIN item USING (item_key) WHERE mapping > 0 OR left_count > 0 OR untagged > 0 GROUP BY 1 ORDER BY 1", count),
            session.Query("SELECT * FROM mapping_tally WHERE mapped_items + not_mapped_items + left_addresses + untagged_items > 0 ORDER BY 1", count));
        return true;
    }

    /// <summary>Small numbers drawn from one: so that a failing sequence is a list of numbers, and a shorter list does the same things.</summary>
    private sealed class Dice(int seed)
    {
        private readonly Random random = new(seed);

        public int Seed => seed;

        public int Next(int sides) => random.Next(sides);
    }
}
