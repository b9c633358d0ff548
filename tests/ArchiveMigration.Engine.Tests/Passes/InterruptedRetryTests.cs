using ArchiveMigration.Engine.Passes;
using ArchiveMigration.Engine.Passes.Schedule;
using ArchiveMigration.Engine.Progress;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Tests.Ledger;
using ArchiveMigration.Engine.Tests.Mailboxes;

namespace ArchiveMigration.Engine.Tests.Passes;

/// <summary>A retry that is interrupted stays a retry until it is done: two hundred items failed as corrupt, one as too large, and one is new since.</summary>
public sealed class InterruptedRetryTests : IAsyncDisposable
{
    private readonly ManualTimeProvider time = new();
    private readonly Rig rig;

    public InterruptedRetryTests() => rig = new Rig(new ProjectOptions { MaximumErrors = 1000 }, time);

    public ValueTask DisposeAsync() => rig.DisposeAsync();

    [Fact]
    public async Task The_same_command_after_a_stop_goes_on_with_the_retry_alone()
    {
        var (_, destination) = await FailAsync();
        using var stop = new CancellationTokenSource();
        destination.OnImported = _ => After(destination, 5, stop.Cancel);
        Assert.Equal(MigrationStatus.Stopped, (await EndAsync(rig.RunAsync(Retry, stop.Token))).Status);
        destination.OnImported = _ => { };
        Assert.InRange(destination.Items.Count, 5, 199);
        await rig.ReopenAsync();
        var forecast = (await rig.Engine.ForecastAsync("Merger", Retry, rig, default)).Users[0];
        Assert.Equal((200L - destination.Items.Count, 1), (forecast.CopyItemCount, forecast.LaterItemCount));

        var run = await EndAsync(rig.RunAsync(Retry));

        Assert.Equal((200, 1), (destination.Items.Count, run.Users[0].FailedItemCount));
        Assert.DoesNotContain(destination.Items, item => item.Text is "large" or "new since");
    }

    [Fact]
    public async Task So_does_the_same_command_after_a_kill()
    {
        var (_, destination) = await FailAsync();
        destination.OnImported = _ => After(destination, 5, () =>
        {
            rig.KeepStoreAsOfNow();
            throw new MigrationException(ErrorIds.StoreNotUsable, MigrationErrorKind.Store, "Killed.");
        });
        await Assert.ThrowsAsync<MigrationException>(() => EndAsync(rig.RunAsync(Retry)));
        destination.OnImported = _ => { };
        await rig.ReopenAfterKillAsync();

        await EndAsync(rig.RunAsync(Retry));

        Assert.Equal(Enumerable.Range(0, 200).Select(number => $"bad {number:000}"), destination.Items.Select(item => item.Text).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Quiet_hours_interrupt_it_and_the_same_run_goes_on_with_the_retry_alone()
    {
        var (source, destination) = await FailAsync();
        var tries = 0;
        source.OnExport = item => item.ItemClass == "IPM.Note.Worst" && Interlocked.Increment(ref tries) > 0 ? new MigrationException(ErrorIds.ItemCorrupt, MigrationErrorKind.InvalidData, "No.") : null;
        destination.OnImported = _ => After(destination, 5, () => time.Advance(TimeSpan.FromHours(1)));

        var run = await EndAsync(rig.RunAsync(Retry with { QuietHours = QuietHours.Parse("21-23", TimeZoneInfo.Utc) }));

        Assert.Contains(rig.Events, told => told is MigrationEvent.UserPaused);
        Assert.Equal(Enumerable.Range(1, 199).Select(number => $"bad {number:000}"), destination.Items.Select(item => item.Text).Order(StringComparer.Ordinal));
        Assert.Equal((1, 2), (tries, run.Users[0].FailedItemCount));
    }

    [Fact]
    public async Task An_outage_interrupts_it_and_the_same_run_goes_on_with_the_retry_alone()
    {
        var (_, destination) = await FailAsync();
        var isDown = false;
        destination.OnImport = _ => Volatile.Read(ref isDown) ? throw Lost() : Task.CompletedTask;
        destination.OnImported = _ => After(destination, 5, () =>
        {
            Volatile.Write(ref isDown, true);
            rig.Services.SignInFailures["Contoso"] = Lost();
        });
        var run = rig.RunAsync(Retry);
        await AdvanceUntilAsync(() => Warned().Contains("Waiting for the network", StringComparison.Ordinal));
        Volatile.Write(ref isDown, false);
        rig.Services.SignInFailures.Clear();

        var result = await EndAsync(run);

        Assert.InRange(result.Users[0].PassCount, 3, 9);
        Assert.Equal(200, destination.Items.Count);
        Assert.DoesNotContain(destination.Items, item => item.Text is "large" or "new since");
    }

    [Fact]
    public async Task A_full_pass_after_it_takes_everything()
    {
        var (_, destination) = await FailAsync();
        using var stop = new CancellationTokenSource();
        destination.OnImported = _ => After(destination, 5, stop.Cancel);
        await EndAsync(rig.RunAsync(Retry, stop.Token));
        destination.OnImported = _ => { };

        var run = await EndAsync(rig.RunAsync());

        Assert.Equal((201, PassKind.Full, 1), (destination.Items.Count, run.Users[0].LastPass, run.Users[0].FailedItemCount));
        Assert.Contains(destination.Items, item => item.Text == "new since");
    }

    private static RunRequest Retry => new() { Kind = PassKind.RetryErrors, ErrorId = ErrorIds.ItemCorrupt };

    private static MigrationException Lost() => new(ErrorIds.ConnectionFailed, MigrationErrorKind.Connection, "graph.microsoft.com could not be reached: no connection.") { IsTransient = true };

    private static void After(InMemoryMailbox destination, int items, Action what)
    {
        if (destination.Items.Count == items)
        {
            what();
        }
    }

    private string Warned() => string.Join(Environment.NewLine, rig.Events.OfType<MigrationEvent.Warning>().Select(warning => warning.Message));

    private async Task<(InMemoryMailbox Source, InMemoryMailbox Destination)> FailAsync()
    {
        var (source, destination) = rig.AddUser("anna");
        var inbox = source.AddFolder("Inbox");
        for (var number = 0; number < 200; number++)
        {
            source.AddItem(inbox, $"bad {number:000}", itemClass: number == 0 ? "IPM.Note.Worst" : "IPM.Note");
        }

        var large = source.AddItem(inbox, "large").Item.Id;
        source.OnExport = item => new MigrationException(item.Id == large ? ErrorIds.ItemTooLarge : ErrorIds.ItemCorrupt, MigrationErrorKind.InvalidData, "No.");
        var run = await EndAsync(rig.RunAsync());
        Assert.Equal(201, run.Users[0].FailedItemCount);
        source.OnExport = _ => null;
        source.AddItem(inbox, "new since");
        return (source, destination);
    }

    private async Task<ProjectRunResult> EndAsync(Task<ProjectRunResult> run)
    {
        await AdvanceUntilAsync(() => run.IsCompleted);
        return await run;
    }

    private async Task AdvanceUntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!condition())
        {
            time.Advance(TimeSpan.FromSeconds(20));
            await Task.Delay(1, patience.Token);
        }
    }
}
