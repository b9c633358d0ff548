using ArchiveMigration.Engine.Passes;
using ArchiveMigration.Engine.Progress;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Reports;
using ArchiveMigration.Engine.Tests.Ledger;
using ArchiveMigration.Engine.Tests.Mailboxes;

namespace ArchiveMigration.Engine.Tests.Passes;

/// <summary>The network goes and comes back: a cable, a closed lid, an hour without Microsoft 365.</summary>
public sealed class OutageTests : IAsyncDisposable
{
    private readonly ManualTimeProvider time = new();
    private readonly Rig rig;
    private bool isDown;
    private int timesDown;

    public OutageTests() => rig = new Rig(new ProjectOptions { MaxConcurrentMigrations = 2 }, time);

    public ValueTask DisposeAsync() => rig.DisposeAsync();

    [Fact]
    public async Task All_wait_together_in_a_state_that_says_so_and_go_on_when_it_is_back()
    {
        var users = new[] { "anna", "bert", "carla" }.Select(Fill).ToArray();
        users[0].Destination.OnImported = _ => GoDown(users[0].Destination.Items.Count >= 5);
        var run = rig.RunAsync();
        await WaitingAsync();

        time.Advance(TimeSpan.FromSeconds(2));
        await UntilAsync(async () => (await StatisticsAsync()).Count(user => user is { Status: MigrationStatus.Syncing } && user.StatusDetail?.StartsWith("Waiting for the network", StringComparison.Ordinal) == true) == 2);
        Assert.Equal(MigrationStatus.Queued, (await StatisticsAsync())[2].Status);
        await PassAsync(TimeSpan.FromMinutes(20));
        Assert.False(run.IsCompleted);

        ComeBack();
        await EndAsync(run);

        Assert.Equal(MigrationStatus.Completed, (await run).Status);
        Assert.All(users, user => Assert.Equal(Texts(user.Source), Texts(user.Destination)));
        Assert.Single(rig.Events.OfType<MigrationEvent.Warning>(), warning => warning.Message.Contains("Waiting for the network", StringComparison.Ordinal));
        Assert.All(await StatisticsAsync(), user => Assert.Null(user.StatusDetail));
    }

    [Fact]
    public async Task After_the_longest_wait_the_run_ends_as_stopped_starts_nobody_else_and_the_next_one_goes_on()
    {
        var users = new[] { "anna", "bert", "carla" }.Select(Fill).ToArray();
        users[0].Destination.OnImported = _ => GoDown(users[0].Destination.Items.Count >= 5);
        var run = rig.RunAsync();
        await WaitingAsync();

        await EndAsync(run, step: TimeSpan.FromMinutes(1));

        var result = await run;
        Assert.Equal((MigrationStatus.Stopped, 3), (result.Status, result.ExitCode));
        Assert.Equal([MigrationStatus.Stopped, MigrationStatus.Stopped, MigrationStatus.Queued], result.Users.Select(user => user.Status));
        Assert.Contains("could not be reached for 1 h", result.Users[0].StatusDetail, StringComparison.Ordinal);
        ComeBack();
        var next = rig.RunAsync();
        await EndAsync(next);
        Assert.Equal(MigrationStatus.Completed, (await next).Status);
        Assert.All(users, user => Assert.Equal(Texts(user.Source), Texts(user.Destination)));
    }

    [Fact]
    public async Task A_night_with_the_lid_closed_is_no_outage()
    {
        var (source, destination) = Fill("anna");
        destination.OnImported = _ => GoDown(destination.Items.Count >= 5);
        var run = rig.RunAsync();
        await WaitingAsync();

        time.Advance(TimeSpan.FromHours(9));
        await PassAsync(TimeSpan.FromMinutes(5));
        Assert.False(run.IsCompleted);
        ComeBack();
        await EndAsync(run);

        Assert.Equal(MigrationStatus.Completed, (await run).Status);
        Assert.Equal(Texts(source), Texts(destination));
    }

    [Fact]
    public async Task A_lid_that_is_closed_in_the_midst_of_a_question_is_no_outage_either()
    {
        var (source, destination) = Fill("anna");
        destination.OnImported = _ => GoDown(destination.Items.Count >= 5);
        var run = rig.RunAsync();
        await WaitingAsync();
        var slept = 0;
        rig.Services.OnSignIn = () => time.Advance(Interlocked.Exchange(ref slept, 1) == 0 ? TimeSpan.FromHours(9) : TimeSpan.Zero);

        await PassAsync(TimeSpan.FromMinutes(5));
        await UntilAsync(() => Volatile.Read(ref slept) == 1);
        await PassAsync(TimeSpan.FromMinutes(5));
        Assert.False(run.IsCompleted);
        ComeBack();
        await EndAsync(run);

        Assert.Equal(MigrationStatus.Completed, (await run).Status);
        Assert.Equal(Texts(source), Texts(destination));
    }

    [Fact]
    public async Task What_was_on_its_way_when_the_line_broke_is_there_once()
    {
        var (source, destination) = Fill("anna");
        destination.OnImported = _ =>
        {
            if (destination.Items.Count >= 5)
            {
                GoDown(true, ErrorIds.ImportUncertain);
            }
        };
        var run = rig.RunAsync();
        await WaitingAsync();

        ComeBack();
        destination.OnImported = _ => { };
        await EndAsync(run);

        Assert.Equal(MigrationStatus.Completed, (await run).Status);
        Assert.Equal(Texts(source), Texts(destination));
    }

    [Fact]
    public async Task A_user_that_gets_no_further_though_the_service_answers_is_stopped_after_some_tries()
    {
        var (_, destination) = Fill("anna");
        destination.OnImport = _ => throw Lost(ErrorIds.ServiceUnavailable);
        var run = rig.RunAsync();

        await EndAsync(run);

        var user = Assert.Single((await run).Users);
        Assert.Equal(MigrationStatus.Stopped, user.Status);
        Assert.InRange(user.PassCount, 2, 5);
    }

    [Fact]
    public async Task Without_patience_it_ends_at_once()
    {
        var (_, destination) = Fill("anna");
        destination.OnImported = _ => GoDown(true);

        var result = await rig.Engine.RunAsync("Merger", new RunRequest { MaximumOutage = TimeSpan.Zero }, rig, default).WaitAsync(TimeSpan.FromMinutes(2));

        Assert.Equal(MigrationStatus.Stopped, result.Status);
        Assert.Equal(1, result.Users[0].PassCount);
    }

    [Fact]
    public async Task A_stop_ends_the_waiting_within_seconds()
    {
        var (_, destination) = Fill("anna");
        destination.OnImported = _ => GoDown(true);
        using var stop = new CancellationTokenSource();
        var run = rig.RunAsync(stop: stop.Token);
        await WaitingAsync();

        await stop.CancelAsync();

        Assert.Equal(MigrationStatus.Stopped, (await run.WaitAsync(TimeSpan.FromMinutes(2))).Status);
    }

    private static string[] Texts(InMemoryMailbox mailbox) => [.. mailbox.Items.Select(item => item.Text).Order(StringComparer.Ordinal)];

    private static MigrationException Lost(string errorId) => new(errorId, MigrationErrorKind.Connection, "graph.microsoft.com could not be reached: no connection.") { IsTransient = true };

    private static Task UntilAsync(Func<bool> condition) => UntilAsync(() => Task.FromResult(condition()));

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!await condition())
        {
            await Task.Delay(2, patience.Token);
        }
    }

    private (InMemoryMailbox Source, InMemoryMailbox Destination) Fill(string name)
    {
        var (source, destination) = rig.AddUser(name);
        var inbox = source.AddFolder("Inbox");
        Enumerable.Range(0, 60).ToList().ForEach(number => source.AddItem(inbox, $"{name} {number}"));
        source.OnExport = _ => Volatile.Read(ref isDown) ? throw Lost(ErrorIds.ConnectionFailed) : null;
        destination.OnImport = async _ =>
        {
            await Task.Delay(1);
            if (Volatile.Read(ref isDown))
            {
                throw Lost(ErrorIds.ConnectionFailed);
            }
        };
        return (source, destination);
    }

    private void GoDown(bool really, string? with = null)
    {
        if (!really || Interlocked.Exchange(ref timesDown, 1) > 0)
        {
            return;
        }

        Volatile.Write(ref isDown, true);
        rig.Services.SignInFailures["Contoso"] = Lost(ErrorIds.ConnectionFailed);
        if (with is not null)
        {
            throw Lost(with);
        }
    }

    private void ComeBack()
    {
        Volatile.Write(ref isDown, false);
        rig.Services.SignInFailures.Clear();
    }

    private Task<IReadOnlyList<UserStatistics>> StatisticsAsync() => rig.Engine.GetStatisticsAsync("Merger", default);

    /// <summary>Until the first question whether it is back is due.</summary>
    private Task WaitingAsync() => UntilAsync(() => time.IsWaitedFor(TimeSpan.FromSeconds(4)));

    private async Task PassAsync(TimeSpan span)
    {
        for (var end = time.GetUtcNow() + span; time.GetUtcNow() < end; time.Advance(TimeSpan.FromSeconds(10)))
        {
            await Task.Delay(2);
        }
    }

    private Task EndAsync(Task run, TimeSpan? step = null) => UntilAsync(() =>
    {
        time.Advance(step ?? TimeSpan.FromSeconds(1));
        return run.IsCompleted;
    });
}
