using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Ledger.Store;
using ArchiveMigration.Engine.Passes;
using ArchiveMigration.FastTransfer.Mapping;

namespace ArchiveMigration.Engine.Tests.Ledger;

public sealed class SqliteLedgerTests : LedgerTests, IDisposable
{
    private readonly StoreFolder folder = new();
    private readonly StoreDatabase database;
    private readonly SqliteLedger ledger;

    public SqliteLedgerTests()
    {
        using (var store = folder.OpenWithProject())
        {
            var users = store.Catalog.AddUsers("Merger", [StoreFolder.User("anna@contoso.com"), StoreFolder.User("bert@contoso.com")]);
            (User, OtherUser) = (users[0].User.Id, users[1].User.Id);
        }

        database = new StoreDatabase(folder.StorePath);
        ledger = new SqliteLedger(database, Time);
    }

    protected override ILedger Ledger => ledger;

    protected override long User { get; }

    protected override long OtherUser { get; }

    [Fact]
    public async Task Flushed_outcomes_are_in_the_file_though_the_process_may_be_killed_now()
    {
        var (pass, inbox) = await BeginAsync();
        await ListAsync(pass, inbox, Item("a"));
        await DecideAsync(pass, "a", Disposition.Imported);
        Assert.Equal(Disposition.Pending, InTheFile());

        await Ledger.FlushAsync(default);

        Assert.Equal(Disposition.Imported, InTheFile());
    }

    [Fact]
    public async Task What_runs_come_to_over_time_is_kept_by_project_in_spans_of_ten_seconds()
    {
        var began = Time.GetUtcNow();
        var (anna, inbox) = await BeginAsync();
        var bert = await Ledger.BeginPassAsync(OtherUser, PassKind.Full, default);
        await ListAsync(anna, inbox, Item("a"), Item("b"));
        var keys = (await Ledger.ReadPendingAsync(User, 0, 10, default)).Select(item => item.Key).ToArray();
        await Ledger.RecordOutcomeAsync(Imported(anna, keys[0]) with { BytesTransferred = 40 }, default);
        await Ledger.RecordPaceAsync(anna, new PassPace { BytesUploaded = 60, RequestCount = 3, CopyTime = TimeSpan.FromSeconds(8) }, default);
        await Ledger.RecordPaceAsync(bert, new PassPace { BytesUploaded = 7, RequestCount = 2, CopyTime = TimeSpan.FromSeconds(1) }, default);
        Time.Advance(TimeSpan.FromSeconds(25));
        await Ledger.RecordOutcomeAsync(Imported(anna, keys[1]) with { BytesTransferred = 2 }, default);
        await Ledger.RecordPaceAsync(anna, new PassPace { BytesUploaded = 65, RequestCount = 4, CopyTime = TimeSpan.FromSeconds(18), LimitTime = TimeSpan.FromSeconds(5) }, default);

        var spans = await Ledger.ReadThroughputAsync("merger", default);

        Assert.Equal(
            [
                new ThroughputSample { AtUtc = began, ItemCount = 1, BytesTransferred = 40, BytesUploaded = 67, RequestCount = 5, CopyTime = TimeSpan.FromSeconds(9) },
                new ThroughputSample { AtUtc = began.AddSeconds(20), ItemCount = 1, BytesTransferred = 2, BytesUploaded = 5, RequestCount = 1, CopyTime = TimeSpan.FromSeconds(10), LimitTime = TimeSpan.FromSeconds(5) },
            ],
            spans);
    }

    [Fact]
    public async Task Throughput_is_told_the_more_coarsely_the_older_it_is_and_nothing_of_it_is_lost()
    {
        var (pass, _) = await BeginAsync();
        var began = Time.GetUtcNow();
        var span = TimeSpan.FromSeconds(10);
        const int count = 3 * 360;
        for (var number = 1; number <= count; number++)
        {
            await Ledger.RecordPaceAsync(
                pass, new PassPace { RequestCount = number, CopyTime = number * span, CeilingTime = number * span / 2, ThrottledTime = number * span / 10 }, default);
            Time.Advance(span);
        }

        var spans = await Ledger.ReadThroughputAsync("merger", default);

        Assert.Equal(count, spans.Sum(span => span.RequestCount));
        Assert.Equal(count * span / 2, TimeSpan.FromTicks(spans.Sum(span => span.CeilingTime.Ticks)));
        Assert.Equal(count * span / 10, TimeSpan.FromTicks(spans.Sum(span => span.ThrottledTime.Ticks)));
        Assert.Equal(count * span, TimeSpan.FromTicks(spans.Sum(span => span.Duration.Ticks)));
        Assert.Equal([TimeSpan.FromMinutes(1), span], spans.Select(span => span.Duration).Distinct());
        Assert.InRange(spans.Count, 420, 840);
        Assert.All(spans.Zip(spans.Skip(1)), pair => Assert.Equal(pair.First.AtUtc + pair.First.Duration, pair.Second.AtUtc));
        Assert.Equal(began, spans[0].AtUtc);
    }

    [Fact]
    public async Task Throughput_of_weeks_is_told_by_ten_minutes_and_by_hours()
    {
        var (pass, _) = await BeginAsync();
        const int hours = 24 * 17;
        for (var number = 1; number <= hours * 6; number++)
        {
            await Ledger.RecordPaceAsync(pass, new PassPace { RequestCount = number }, default);
            Time.Advance(TimeSpan.FromMinutes(10));
        }

        var spans = await Ledger.ReadThroughputAsync("merger", default);

        Assert.Equal(hours * 6, spans.Sum(span => span.RequestCount));
        Assert.Contains(spans, span => span.Duration == TimeSpan.FromHours(1));
        Assert.Contains(spans, span => span.Duration == TimeSpan.FromMinutes(10));
        Assert.InRange(spans.Count, 1_800, 2_300);
    }

    [Fact]
    public async Task Outcomes_are_written_after_a_fifth_of_a_second()
    {
        var (pass, inbox) = await BeginAsync();
        await ListAsync(pass, inbox, Item("a"), Item("b"));
        var keys = (await Ledger.ReadPendingAsync(User, 0, 10, default)).Select(item => item.Key).ToArray();
        await Ledger.RecordOutcomeAsync(Imported(pass, keys[0]), default);
        Time.Advance(TimeSpan.FromMilliseconds(199));
        Assert.Equal(Disposition.Pending, InTheFile());

        Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(SpinWait.SpinUntil(() => InTheFile() == Disposition.Imported, TimeSpan.FromMinutes(2)));

        await Ledger.RecordOutcomeAsync(Imported(pass, keys[1]), default);
        Time.Advance(TimeSpan.FromMilliseconds(200));
        Assert.True(SpinWait.SpinUntil(() => Count("SELECT count(*) FROM item WHERE disposition = 1") == 2, TimeSpan.FromMinutes(2)));
    }

    [Fact]
    public async Task Many_outcomes_are_written_without_waiting()
    {
        var (pass, inbox) = await BeginAsync();
        await ListAsync(pass, inbox, [.. Enumerable.Range(0, OutcomeQueue.BatchSize).Select(number => Item($"i{number}"))]);

        foreach (var item in await Ledger.ReadPendingAsync(User, 0, OutcomeQueue.BatchSize, default))
        {
            await Ledger.RecordOutcomeAsync(Imported(pass, item.Key), default);
        }

        Assert.True(SpinWait.SpinUntil(() => Count("SELECT count(*) FROM item WHERE disposition = 1") == OutcomeQueue.BatchSize, TimeSpan.FromMinutes(2)));
    }

    [Fact]
    public async Task An_outcome_whose_time_is_up_while_others_are_written_is_written_next()
    {
        var (pass, inbox) = await BeginAsync();
        await ListAsync(pass, inbox, Item("a"), Item("b"));
        var keys = (await Ledger.ReadPendingAsync(User, 0, 10, default)).Select(item => item.Key).ToArray();
        using var slow = new SlowError();
        await Ledger.RecordOutcomeAsync(new ItemOutcome { PassId = pass, ItemKey = keys[0], Disposition = Disposition.Failed, Error = slow.Error }, default);
        Time.Advance(TimeSpan.FromMilliseconds(200));
        slow.WaitUntilRead();

        await Ledger.RecordOutcomeAsync(Imported(pass, keys[1]), default);
        Time.Advance(TimeSpan.FromMilliseconds(200));
        slow.Release();

        Assert.True(SpinWait.SpinUntil(
            () =>
            {
                Time.Advance(TimeSpan.FromMilliseconds(200));
                return Count("SELECT count(*) FROM item WHERE disposition = 1") == 1;
            },
            TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task Outcomes_from_many_threads_are_all_kept_and_counted_once()
    {
        var (pass, inbox) = await BeginAsync();
        await ListAsync(pass, inbox, [.. Enumerable.Range(0, 9000).Select(number => Item($"i{number}"))]);
        var items = await Ledger.ReadPendingAsync(User, 0, 9000, default);

        await Parallel.ForEachAsync(items, async (item, token) => await Ledger.RecordOutcomeAsync(Imported(pass, item.Key), token));

        var tally = await Ledger.ReadTallyAsync(User, default);
        Assert.Equal([new TallyRow(ItemCategory.Mail, Disposition.Imported, 9000, 9000)], tally.Rows);
        Assert.Equal(90_000, tally.BytesTransferred);
    }

    [Fact]
    public async Task Outcomes_that_could_not_be_written_are_told_of_and_kept()
    {
        var (pass, inbox) = await BeginAsync();
        await ListAsync(pass, inbox, Item("a"), Item("b"));
        var keys = (await Ledger.ReadPendingAsync(User, 0, 10, default)).Select(item => item.Key).ToArray();
        FillDisk();
        await Ledger.RecordOutcomeAsync(Imported(pass, keys[0], new string('x', 10_000_000)), default);
        Assert.Equal(ErrorIds.StoreFull, (await Assert.ThrowsAsync<MigrationException>(() => Ledger.FlushAsync(default))).ErrorId);
        Assert.Equal(ErrorIds.StoreFull, (await Assert.ThrowsAsync<MigrationException>(() => Ledger.ReadTallyAsync(User, default))).ErrorId);

        Time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(SpinWait.SpinUntil(() => Record.ExceptionAsync(() => Ledger.RecordOutcomeAsync(Imported(pass, keys[1]), default).AsTask()).Result is not null, TimeSpan.FromMinutes(2)));

        FreeDisk();
        await Ledger.FlushAsync(default);
        Assert.Equal(2, Count("SELECT count(*) FROM item WHERE disposition = 1"));
        Assert.True((await Ledger.ReadTallyAsync(User, default)).BytesTransferred >= 20);
        await Ledger.RecordOutcomeAsync(Imported(pass, keys[1]), default);
    }

    [Fact]
    public async Task Closing_writes_what_is_queued()
    {
        var (pass, inbox) = await BeginAsync();
        await ListAsync(pass, inbox, Item("a"));
        await DecideAsync(pass, "a", Disposition.Imported);

        ledger.Dispose();

        Assert.Equal(Disposition.Imported, InTheFile());
    }

    [Fact]
    public async Task Another_process_reads_while_this_one_writes()
    {
        var (pass, inbox) = await BeginAsync();
        using var reader = folder.Open();
        for (var number = 0; number < 20; number++)
        {
            await ListAsync(pass, inbox, Item($"i{number}"));
            Assert.Equal(number + 1, Assert.Single((await reader.Ledger.ReadTallyAsync(User, default)).Rows).Count);
        }
    }

    [Fact]
    public async Task Nothing_is_recorded_for_a_user_who_was_removed()
    {
        var (pass, inbox) = await BeginAsync();
        await ListAsync(pass, inbox, Item("a"), Item("b"));
        var key = (await Ledger.ReadPendingAsync(User, 0, 10, default))[0].Key;
        var mapped = Imported(pass, key + 1, new ItemMapping(ItemMappingOutcome.NotMapped, Reason: "odd")) with { LegacyAddresses = [new LegacyAddress("/o=X", 1, 1, null)] };
        await Ledger.RecordOutcomeAsync(mapped, default);
        await Ledger.FlushAsync(default);
        using (var store = folder.Open())
        {
            store.Catalog.RemoveUser(User);
        }

        Func<Task>[] calls =
        [
            () => Ledger.BeginPassAsync(User, PassKind.Full, default),
            () => Ledger.RecordFolderAsync(pass, Folder("x", "/X"), default),
            () => Ledger.SetDestinationFolderAsync(inbox, Folder("D", "/D"), default),
            () => ListAsync(pass, inbox, Item("b")),
            () => Ledger.CompleteSourceFolderAsync(pass, inbox, default),
            () => Ledger.EndPassAsync(pass, MigrationStatus.Completed, null, default),
        ];
        foreach (var call in calls)
        {
            Assert.Equal(ErrorIds.UserNotFound, (await Assert.ThrowsAsync<MigrationException>(call)).ErrorId);
        }

        await Ledger.RecordOutcomeAsync(Imported(pass, key), default);
        await Ledger.RecordOutcomeAsync(mapped, default);
        await Ledger.FlushAsync(default);
        Assert.Equal(0, Count("SELECT (SELECT count(*) FROM mapping_tally) + (SELECT count(*) FROM not_mapped_item) + (SELECT count(*) FROM legacy_address) + (SELECT count(*) FROM item) + (SELECT count(*) FROM outcome) + (SELECT count(*) FROM tally) + (SELECT count(*) FROM pass) + (SELECT count(*) FROM folder) + (SELECT count(*) FROM removed_user)"));
    }

    public void Dispose()
    {
        ledger.Dispose();
        database.Dispose();
        folder.Dispose();
    }

    private static ItemOutcome Imported(long pass, long key, string? id = null)
        => new() { PassId = pass, ItemKey = key, Disposition = Disposition.Imported, BytesTransferred = 10, DestinationItemId = id };

    private void FillDisk() => database.Write(session => session.ScalarOnce("PRAGMA max_page_count = 1"));

    private void FreeDisk() => database.Write(session => session.ScalarOnce("PRAGMA max_page_count = 1000000"));

    /// <summary>As another process sees it.</summary>
    private Disposition InTheFile() => (Disposition)Count("SELECT disposition FROM item ORDER BY item_key LIMIT 1");

    private long Count(string sql)
    {
        using var other = new StoreDatabase(folder.StorePath);
        return other.Read(session => (long)session.ScalarOnce(sql)!);
    }

    /// <summary>An error that keeps whoever writes it down waiting in the middle of the transaction.</summary>
    private sealed class SlowError : IDisposable
    {
        private readonly ManualResetEventSlim read = new();
        private readonly ManualResetEventSlim released = new();

        public SlowError() => Error = new Waiting(this);

        public MigrationException Error { get; }

        public void WaitUntilRead() => read.Wait();

        public void Release() => released.Set();

        public void Dispose()
        {
            read.Dispose();
            released.Dispose();
        }

        private sealed class Waiting(SlowError owner) : MigrationException(ErrorIds.ItemCorrupt, MigrationErrorKind.InvalidData, "Corrupt.")
        {
            public override string Message
            {
                get
                {
                    owner.read.Set();
                    owner.released.Wait();
                    return base.Message;
                }
            }
        }
    }
}
