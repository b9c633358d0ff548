using System.Collections.Concurrent;
using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Passes;
using ArchiveMigration.Engine.Progress;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Tests.Ledger;
using ArchiveMigration.Engine.Tests.Mailboxes;

namespace ArchiveMigration.Engine.Tests.Passes;

/// <summary>Destinations that are full and get room later.</summary>
public sealed class QuotaTests
{
    private static readonly MigrationException Full = new(ErrorIds.QuotaExceeded, MigrationErrorKind.Limit, "There is no room left.");

    private readonly ManualTimeProvider time = new();

    [Fact]
    public async Task A_user_whose_archive_is_full_waits_and_continues_by_itself_when_there_is_room()
    {
        await using var rig = new Rig(time: time);
        var (source, destination) = Fill(rig, "carla", items: 30);
        var room = 10;
        destination.OnImport = _ => destination.Items.Count >= Volatile.Read(ref room) ? throw Full : Task.CompletedTask;
        var run = rig.RunAsync(waitForQuota: true);

        await WaitingAsync(rig, probes: 0);
        Assert.Equal(10, destination.Items.Count);
        var listings = (source.ListingCount, destination.ListingCount);
        var passes = (await rig.StatisticsAsync()).PassCount;

        // Still full: nothing but one import is tried, and no pass is counted.
        var imports = destination.ImportCount;
        time.Advance(TimeSpan.FromMinutes(20));
        await WaitingAsync(rig, probes: 1);
        Assert.Equal(imports + 1, destination.ImportCount);
        Assert.Equal(listings, (source.ListingCount, destination.ListingCount));
        Assert.Equal(passes, (await rig.StatisticsAsync()).PassCount);

        Volatile.Write(ref room, 1000);
        time.Advance(TimeSpan.FromHours(1));
        var result = await run.WaitAsync(TimeSpan.FromMinutes(2));

        Assert.Equal((MigrationStatus.Completed, 0), (result.Status, result.ExitCode));
        Assert.Equal(Texts(source), Texts(destination));
        Assert.Null(result.Users[0].WaitingSinceUtc);
    }

    [Fact]
    public async Task What_was_listed_before_is_copied_without_listing_it_again_and_what_is_new_comes_after()
    {
        await using var rig = new Rig(time: time);
        var (source, destination) = Fill(rig, "carla", items: 30);
        var inbox = source.Folders[0];
        var room = 10;
        destination.OnImport = _ => destination.Items.Count >= Volatile.Read(ref room) ? throw Full : Task.CompletedTask;
        var run = rig.RunAsync(waitForQuota: true);
        await WaitingAsync(rig, probes: 0);
        var listings = source.ListingCount;
        source.AddItem(inbox, "came while it waited");

        Volatile.Write(ref room, 20);
        time.Advance(TimeSpan.FromMinutes(20));
        await WaitingAsync(rig, probes: 1);
        Assert.Equal(20, destination.Items.Count);
        Assert.Equal(listings, source.ListingCount);

        Volatile.Write(ref room, 1000);
        time.Advance(TimeSpan.FromHours(1));
        await UntilAsync(() =>
        {
            // What was copied first gets its time to show before the rest is looked for.
            time.Advance(TimeSpan.FromSeconds(10));
            return run.IsCompleted;
        });
        await run;
        Assert.Equal(Texts(source), Texts(destination));
        Assert.True(source.ListingCount > listings);
    }

    [Fact]
    public async Task After_room_for_many_the_waiting_begins_anew_and_it_is_tried_soon_again()
    {
        await using var rig = new Rig(time: time);
        var (_, destination) = Fill(rig, "carla", items: 1200);
        var room = 10;
        destination.OnImport = _ => destination.Items.Count >= Volatile.Read(ref room) ? throw Full : Task.CompletedTask;
        using var stop = new CancellationTokenSource();
        var run = rig.RunAsync(waitForQuota: true, stop: stop.Token);
        await WaitingAsync(rig, probes: 0);
        time.Advance(TimeSpan.FromMinutes(20));
        await WaitingAsync(rig, probes: 1);

        Volatile.Write(ref room, 1100);
        time.Advance(TimeSpan.FromHours(1));
        await WaitingAsync(rig, probes: 2);

        var statistics = await rig.StatisticsAsync();
        Assert.Equal(time.GetUtcNow(), statistics.WaitingSinceUtc);
        Assert.InRange(statistics.NextProbeUtc!.Value - time.GetUtcNow(), TimeSpan.FromMinutes(13), TimeSpan.FromMinutes(17));
        await stop.CancelAsync();
        await run.WaitAsync(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task It_is_tried_with_the_largest_item_because_a_tiny_one_may_fit_into_what_is_left()
    {
        await using var rig = new Rig(time: time);
        var (source, destination) = Fill(rig, "carla", items: 5);
        source.AddItem(source.Folders[0], "large", size: 100_000);
        source.AddItem(source.Folders[0], "last");
        var tried = new ConcurrentQueue<string>();
        destination.OnImport = text =>
        {
            tried.Enqueue(text);
            throw Full;
        };
        using var stop = new CancellationTokenSource();
        var run = rig.RunAsync(waitForQuota: true, stop: stop.Token);
        await WaitingAsync(rig, probes: 0);
        tried.Clear();

        time.Advance(TimeSpan.FromMinutes(20));
        await WaitingAsync(rig, probes: 1);

        Assert.Equal(["large"], tried);
        await stop.CancelAsync();
        await run.WaitAsync(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task The_place_of_one_who_waits_goes_to_the_next()
    {
        await using var rig = new Rig(new ProjectOptions { MaxConcurrentMigrations = 1 }, time);
        var (_, carla) = Fill(rig, "carla", items: 5);
        var (annaSource, anna) = Fill(rig, "anna", items: 5);
        var isFull = true;
        carla.OnImport = _ => Volatile.Read(ref isFull) ? throw Full : Task.CompletedTask;
        var run = rig.RunAsync(waitForQuota: true);

        await UntilAsync(() => rig.Events.OfType<MigrationEvent.UserEnded>().Any());

        Assert.Equal(Texts(annaSource), Texts(anna));
        Assert.False(run.IsCompleted);
        Volatile.Write(ref isFull, false);
        time.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal(MigrationStatus.Completed, (await run.WaitAsync(TimeSpan.FromMinutes(2))).Status);
        Assert.Equal(5, carla.Items.Count);
    }

    [Fact]
    public async Task It_is_said_once_what_is_full_what_is_done_and_what_happens_next()
    {
        await using var rig = new Rig(time: time);
        var (_, destination) = Fill(rig, "carla", items: 30);
        destination.OnImport = _ => destination.Items.Count >= 10 ? throw Full : Task.CompletedTask;
        using var stop = new CancellationTokenSource();
        var run = rig.RunAsync(waitForQuota: true, stop: stop.Token);
        await WaitingAsync(rig, probes: 0);
        time.Advance(TimeSpan.FromMinutes(20));
        await WaitingAsync(rig, probes: 1);

        Assert.Equal([true, false], rig.Events.OfType<MigrationEvent.UserWaiting>().Select(waiting => waiting.IsNew));
        var detail = rig.Events.OfType<MigrationEvent.UserWaiting>().First().Detail;
        Assert.Contains("The destination archive is full", detail, StringComparison.Ordinal);
        Assert.Contains("10 items are done, the rest (20 items", detail, StringComparison.Ordinal);
        Assert.Contains("waits and continues by itself. Others are not affected.", detail, StringComparison.Ordinal);
        await using var second = new MigrationEngine(rig.StorePath, rig.Services, time);
        var statistics = Assert.Single(await second.GetStatisticsAsync("Merger", default));
        Assert.Equal((MigrationStatus.WaitingForQuota, detail), (statistics.Status, statistics.StatusDetail));
        Assert.Equal(new ManualTimeProvider().GetUtcNow(), statistics.WaitingSinceUtc);
        Assert.InRange(statistics.NextProbeUtc!.Value - time.GetUtcNow(), TimeSpan.FromMinutes(27), TimeSpan.FromMinutes(33));

        await stop.CancelAsync();
        var result = await run.WaitAsync(TimeSpan.FromMinutes(2));

        Assert.Equal((MigrationStatus.Stopped, 3), (result.Status, result.ExitCode));
        Assert.Equal(MigrationStatus.WaitingForQuota, result.Users[0].Status);
        Assert.Null((await rig.StatisticsAsync()).NextProbeUtc);
        Assert.Contains("the next start looks first", result.Users[0].StatusDetail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_waiting_the_next_run_tries_one_item_first_and_lists_nothing_while_it_is_still_full()
    {
        await using var rig = new Rig();
        var (source, destination) = Fill(rig, "carla", items: 30);
        var room = 10;
        destination.OnImport = _ => destination.Items.Count >= room ? throw Full : Task.CompletedTask;
        Assert.Equal((MigrationStatus.WaitingForQuota, 3), Outcome(await rig.RunAsync()));
        await rig.ReopenAsync();
        var listings = (source.ListingCount, destination.ListingCount);
        var imports = destination.ImportCount;

        Assert.Equal((MigrationStatus.WaitingForQuota, 3), Outcome(await rig.RunAsync()));

        Assert.Equal(listings, (source.ListingCount, destination.ListingCount));
        Assert.Equal(imports + 1, destination.ImportCount);
        room = 1000;
        Assert.Equal((MigrationStatus.Completed, 0), Outcome(await rig.RunAsync()));
        Assert.Equal(Texts(source), Texts(destination));
    }

    [Fact]
    public async Task An_import_whose_answer_was_lost_beside_the_refusals_is_looked_for_before_it_waits()
    {
        await using var rig = new Rig(time: time);
        var (source, destination) = Fill(rig, "carla", items: 30);
        var room = 10;
        destination.OnImport = _ => destination.Items.Count >= Volatile.Read(ref room) ? throw Full : Task.CompletedTask;
        destination.OnImported = text =>
        {
            if (text is "item 3" or "item 7")
            {
                throw new MigrationException(ErrorIds.ImportUncertain, MigrationErrorKind.Connection, "The answer was lost.") { IsTransient = true };
            }
        };
        var run = rig.RunAsync(waitForQuota: true);
        await UntilAsync(() =>
        {
            time.Advance(TimeSpan.FromMilliseconds(100));
            return rig.Events.OfType<MigrationEvent.UserWaiting>().Any() && time.IsWaitedFor(TimeSpan.FromMinutes(10));
        });
        Assert.Equal(20, (await rig.StatisticsAsync()).PendingItemCount);

        Volatile.Write(ref room, 1000);
        destination.OnImported = _ => { };
        time.Advance(TimeSpan.FromMinutes(20));
        await EndAsync(run);

        Assert.Equal(Texts(source), Texts(destination));
    }

    [Fact]
    public async Task A_probe_whose_answer_is_lost_makes_no_second_item()
    {
        await using var rig = new Rig(time: time);
        var (source, destination) = Fill(rig, "carla", items: 12);
        var isFull = true;
        destination.OnImport = _ => Volatile.Read(ref isFull) && destination.Items.Count >= 10 ? throw Full : Task.CompletedTask;
        var run = rig.RunAsync(waitForQuota: true);
        await WaitingAsync(rig, probes: 0);
        Volatile.Write(ref isFull, false);
        var lost = 0;
        destination.OnImported = _ =>
        {
            if (Interlocked.Exchange(ref lost, 1) == 0)
            {
                throw new MigrationException(ErrorIds.ImportUncertain, MigrationErrorKind.Connection, "The answer was lost.") { IsTransient = true };
            }
        };

        time.Advance(TimeSpan.FromMinutes(20));

        await EndAsync(run);
        Assert.Equal(Texts(source), Texts(destination));
    }

    [Fact]
    public async Task A_process_that_died_while_it_tried_leaves_no_second_item()
    {
        await using var rig = new Rig();
        var (source, destination) = Fill(rig, "carla", items: 12);
        var isFull = true;
        destination.OnImport = _ => isFull && destination.Items.Count >= 10 ? throw Full : Task.CompletedTask;
        await rig.RunAsync();
        isFull = false;

        // Killed after the import and before its record: the store is as it was when the item was sent.
        string? copy = null;
        destination.OnImported = _ =>
        {
            if (copy is null)
            {
                using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={rig.StorePath};Pooling=False");
                connection.Open();
                copy = rig.StorePath + ".copy";
                using var backup = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={copy};Pooling=False");
                connection.BackupDatabase(backup);
                throw new OperationCanceledException();
            }
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rig.RunAsync());
        destination.OnImported = _ => { };
        await using var next = new MigrationEngine(copy, rig.Services);
        await next.RunAsync("Merger", new RunRequest { SettleTime = TimeSpan.Zero }, rig, default).WaitAsync(TimeSpan.FromMinutes(2));

        Assert.Equal(Texts(source), Texts(destination));
    }

    [Fact]
    public async Task An_archive_that_is_full_before_its_folders_are_made_waits_too()
    {
        await using var rig = new Rig(time: time);
        var (source, destination) = Fill(rig, "carla", items: 3);
        destination.OnCreateFolder = () => throw Full;
        var run = rig.RunAsync(waitForQuota: true);
        await WaitingAsync(rig, probes: 0);
        destination.OnCreateFolder = () => { };

        time.Advance(TimeSpan.FromMinutes(20));
        await EndAsync(run);

        Assert.Equal(MigrationStatus.Completed, (await run).Status);
        Assert.Equal(Texts(source), Texts(destination));
    }

    [Fact]
    public async Task A_user_removed_while_it_waits_ends_nothing()
    {
        await using var rig = new Rig(time: time);
        var (_, carla) = Fill(rig, "carla", items: 3);
        carla.OnImport = _ => throw Full;
        var run = rig.RunAsync(waitForQuota: true);
        await WaitingAsync(rig, probes: 0);
        rig.Engine.Catalog.RemoveUser(rig.Engine.Catalog.GetUsers("Merger").Single().Id);

        time.Advance(TimeSpan.FromMinutes(20));

        await run.WaitAsync(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public void It_is_tried_soon_at_first_then_ever_more_rarely_and_not_by_all_in_the_same_minute()
    {
        var waits = Enumerable.Range(0, 12).Select(probes => QuotaSchedule.After(probes, 1).TotalMinutes).ToArray();

        Assert.InRange(waits[0], 13.5, 16.5);
        Assert.InRange(waits[3], 108, 132);
        Assert.All(waits[5..], wait => Assert.InRange(wait, 324, 396));
        Assert.True(Enumerable.Range(1, 20).Select(user => QuotaSchedule.After(0, user)).Distinct().Count() > 10);
    }

    [Theory]
    [InlineData(1, "up to a day", "1 to 31 days")]
    [InlineData(200L << 30, "at least 7 days", "7 to 37 days")]
    public void The_estimate_is_what_the_limits_allow_and_what_Microsoft_admits(long left, string copying, string inAll)
    {
        var tally = new UserTally([new TallyRow(ItemCategory.Mail, Disposition.Imported, 1_203_114, 100L << 30), new TallyRow(ItemCategory.Mail, Disposition.Pending, 5, left)], 1, 0, []);

        var text = QuotaNotice.Of(MailboxKind.Archive, tally, isWaitedFor: true);

        Assert.StartsWith("The destination archive is full (100 GB in it came from here). Exchange enlarges an auto-expanding archive within days. 1,203,114 items are done", text, StringComparison.Ordinal);
        Assert.Contains(copying, text, StringComparison.Ordinal);
        Assert.Contains(inAll, text, StringComparison.Ordinal);
        Assert.DoesNotContain("30 days", QuotaNotice.Of(MailboxKind.Primary, tally, isWaitedFor: true), StringComparison.Ordinal);
    }

    private static (InMemoryMailbox Source, InMemoryMailbox Destination) Fill(Rig rig, string name, int items)
    {
        var (source, destination) = rig.AddUser(name);
        var inbox = source.AddFolder("Inbox");
        for (var number = 0; number < items; number++)
        {
            source.AddItem(inbox, $"item {number}");
        }

        return (source, destination);
    }

    private static string[] Texts(InMemoryMailbox mailbox) => [.. mailbox.Items.Select(item => item.Text).Order(StringComparer.Ordinal)];

    private static (MigrationStatus, int) Outcome(ProjectRunResult result) => (result.Status, result.ExitCode);

    /// <summary>Lets short waits pass until the run ends.</summary>
    private Task EndAsync(Task run) => UntilAsync(() =>
    {
        time.Advance(TimeSpan.FromMilliseconds(100));
        return run.IsCompleted;
    });

    /// <summary>Until the run waits after so many tries, its timer set.</summary>
    private async Task WaitingAsync(Rig rig, int probes) => await UntilAsync(() => rig.Events.OfType<MigrationEvent.UserWaiting>().Count() == probes + 1 && time.IsWaitedFor(TimeSpan.FromMinutes(10)));

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!condition())
        {
            await Task.Delay(2, patience.Token);
        }
    }
}
