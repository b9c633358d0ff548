using ArchiveMigration.Engine.Passes;
using ArchiveMigration.Engine.Passes.Schedule;
using ArchiveMigration.Engine.Progress;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Tests.Ledger;

namespace ArchiveMigration.Engine.Tests.Passes;

/// <summary>A run that waits for its time, and pauses in quiet hours. The clock stands at 20:00 UTC until it is moved.</summary>
public sealed class ScheduledRunTests : IAsyncDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(20);

    private readonly ManualTimeProvider time = new();
    private readonly Rig rig;

    public ScheduledRunTests() => rig = new Rig(new ProjectOptions { MaxConcurrentMigrations = 2 }, time);

    public ValueTask DisposeAsync() => rig.DisposeAsync();

    [Fact]
    public async Task A_run_waits_for_its_time_and_takes_users_along_that_were_added_meanwhile()
    {
        var (_, destination) = Fill("anna", 2);
        var start = time.GetUtcNow().AddHours(1);
        var run = rig.RunAsync(new RunRequest { StartAfter = start });
        await UntilAsync(() => Waits() == 1);
        var (_, late) = Fill("late", 3);

        for (var waited = TimeSpan.Zero; waited < TimeSpan.FromMinutes(59); waited += Step)
        {
            time.Advance(Step);
            await Task.Yield();
        }

        Assert.False(run.IsCompleted);
        Assert.Empty(destination.Items);
        Assert.Equal("Merger", rig.Engine.CurrentRunner?.Project);
        await EndAsync(run);

        Assert.Equal(MigrationStatus.Completed, (await run).Status);
        Assert.Equal((2, 3), (destination.Items.Count, late.Items.Count));
        Assert.Null(rig.Events.OfType<MigrationEvent.RunWaiting>().Last().Notice);
    }

    [Fact]
    public async Task A_run_that_waits_for_its_time_can_be_stopped()
    {
        Fill("anna", 2);
        using var stop = new CancellationTokenSource();
        var run = rig.RunAsync(new RunRequest { StartAfter = time.GetUtcNow().AddDays(3) }, stop.Token);
        await UntilAsync(() => Waits() == 1);

        await stop.CancelAsync();

        var result = await run;
        Assert.Equal((MigrationStatus.Stopped, 3, MigrationStatus.Queued), (result.Status, result.ExitCode, result.Users[0].Status));
    }

    [Fact]
    public async Task Verifying_does_not_wait_for_the_end_of_quiet_hours()
    {
        Fill("anna", 2);

        var result = await rig.RunAsync(new RunRequest { Kind = PassKind.Verify, QuietHours = QuietHours.Parse("19-23", TimeZoneInfo.Utc) }).WaitAsync(TimeSpan.FromMinutes(2));

        Assert.Equal((MigrationStatus.Completed, 0), (result.Status, Waits()));
    }

    [Fact]
    public async Task Quiet_hours_let_what_is_in_hand_finish_start_nobody_and_end_by_themselves()
    {
        var (source, destination) = Fill("anna", 400);
        var (_, other) = Fill("bert", 2);
        rig.Engine.Catalog.UpdateProject(rig.Engine.Catalog.GetProject("Merger") with { Options = new ProjectOptions { MaxConcurrentMigrations = 1 } });
        var clock = 0;
        destination.OnImported = _ =>
        {
            if (Interlocked.Increment(ref clock) == 30)
            {
                time.Advance(TimeSpan.FromHours(1));
            }
        };
        var run = rig.RunAsync(new RunRequest { QuietHours = QuietHours.Parse("21-23", TimeZoneInfo.Utc), UpdateChanged = false });
        await UntilAsync(() => rig.Events.OfType<MigrationEvent.UserPaused>().Any());
        var inHand = destination.Items.Count;

        Assert.InRange(inHand, 30, 399);
        var anna = (await rig.Engine.GetStatisticsAsync("Merger", default))[0];
        Assert.Equal(MigrationStatus.Syncing, anna.Status);
        Assert.Equal("Quiet hours (21-23) until 2026-11-22 23:00 UTC: nothing is copied. It goes on by itself.", anna.StatusDetail);
        for (var waited = TimeSpan.Zero; waited < TimeSpan.FromMinutes(100); waited += Step)
        {
            time.Advance(Step);
            await Task.Yield();
        }

        Assert.False(run.IsCompleted);
        Assert.Equal((inHand, 0), (destination.Items.Count, other.Items.Count));
        var listings = source.ListingCount;
        await EndAsync(run);

        Assert.Equal(MigrationStatus.Completed, (await run).Status);
        Assert.Equal((400, 2), (destination.Items.Count, other.Items.Count));
        Assert.Equal(400, destination.Items.Select(item => item.Text).Distinct().Count());
        Assert.True(source.ListingCount > listings);
    }

    [Fact]
    public async Task A_run_that_is_stopped_in_quiet_hours_says_so_of_its_users()
    {
        Fill("anna", 2);
        using var stop = new CancellationTokenSource();
        var (_, destination) = Fill("bert", 400);
        var clock = 0;
        destination.OnImported = _ =>
        {
            if (Interlocked.Increment(ref clock) == 30)
            {
                time.Advance(TimeSpan.FromHours(1));
            }
        };
        var run = rig.RunAsync(new RunRequest { QuietHours = QuietHours.Parse("21-23", TimeZoneInfo.Utc) }, stop.Token);
        await UntilAsync(() => rig.Events.OfType<MigrationEvent.UserPaused>().Any(pause => pause.User.StartsWith("bert", StringComparison.Ordinal)));

        await stop.CancelAsync();

        var result = await run;
        Assert.Equal((MigrationStatus.Stopped, MigrationStatus.Stopped), (result.Status, result.Users[1].Status));
        Assert.StartsWith("Stopped in quiet hours.", result.Users[1].StatusDetail, StringComparison.Ordinal);
    }

    private int Waits() => rig.Events.OfType<MigrationEvent.RunWaiting>().Count(wait => wait.Notice is not null);

    private (Mailboxes.InMemoryMailbox Source, Mailboxes.InMemoryMailbox Destination) Fill(string name, int items)
    {
        var (source, destination) = rig.AddUser(name);
        var inbox = source.AddFolder("Inbox");
        for (var number = 0; number < items; number++)
        {
            source.AddItem(inbox, $"{name} {number}");
        }

        return (source, destination);
    }

    private Task EndAsync(Task run) => UntilAsync(() =>
    {
        time.Advance(Step);
        return run.IsCompleted;
    });

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (var deadline = DateTime.UtcNow.AddMinutes(2); !condition(); await Task.Delay(5))
        {
            Assert.True(DateTime.UtcNow < deadline, "It never came to that.");
        }
    }
}
