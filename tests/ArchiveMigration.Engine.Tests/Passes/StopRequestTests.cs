using ArchiveMigration.Engine.Passes;
using ArchiveMigration.Engine.Progress;

namespace ArchiveMigration.Engine.Tests.Passes;

/// <summary>Stops asked for by another session on the same store.</summary>
public sealed class StopRequestTests
{
    [Fact]
    public async Task A_run_that_another_session_asks_to_stop_ends_as_stopped_and_a_later_one_goes_on()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        var inbox = source.AddFolder("Inbox");
        for (var number = 0; number < 30; number++)
        {
            source.AddItem(inbox, $"item {number}");
        }

        await using var other = new MigrationEngine(rig.StorePath, rig.Services);
        StopTicket? ticket = null;
        destination.OnImport = async _ =>
        {
            if (destination.ImportCount >= 5)
            {
                ticket ??= other.AskToStop("merger", []);
                await HeardAsync(rig);
            }
        };

        var result = await rig.RunAsync();

        Assert.Equal((MigrationStatus.Stopped, 3), (result.Status, result.ExitCode));
        Assert.Equal("Merger", ticket?.Project);
        Assert.Equal(Environment.ProcessId, ticket?.Runner.ProcessId);
        Assert.True(await other.WaitForStopAsync(ticket!, TimeSpan.Zero, default));
        destination.OnImport = _ => Task.CompletedTask;
        Assert.Equal(MigrationStatus.Completed, (await rig.RunAsync()).Status);
        Assert.Equal(30, destination.Items.Count);
    }

    [Fact]
    public async Task One_user_is_stopped_and_the_others_are_finished()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        source.AddItem(source.AddFolder("Inbox"), "hers");
        var (otherSource, otherDestination) = rig.AddUser("bert");
        otherSource.AddItem(otherSource.AddFolder("Inbox"), "his");
        await using var other = new MigrationEngine(rig.StorePath, rig.Services);
        var asked = new TaskCompletionSource();
        destination.OnImport = async _ =>
        {
            other.AskToStop(null, ["anna@contoso.example"]);
            asked.SetResult();
            await HeardAsync(rig);
        };
        otherDestination.OnImport = _ => asked.Task;

        var result = await rig.RunAsync();

        Assert.Equal(MigrationStatus.Stopped, result.Status);
        Assert.Equal([MigrationStatus.Stopped, MigrationStatus.Completed], result.Users.Select(user => user.Status));
    }

    [Fact]
    public async Task A_user_stopped_before_its_turn_has_none_and_says_who_did_it()
    {
        await using var rig = new Rig(new() { MaxConcurrentMigrations = 1 });
        var (source, destination) = rig.AddUser("anna");
        source.AddItem(source.AddFolder("Inbox"), "hers");
        var (late, _) = rig.AddUser("bert");
        late.AddItem(late.AddFolder("Inbox"), "his");
        await using var other = new MigrationEngine(rig.StorePath, rig.Services);
        destination.OnImport = async _ =>
        {
            var ticket = other.AskToStop("Merger", ["bert@contoso.example"]);
            Assert.True(await other.WaitForStopAsync(ticket!, TimeSpan.FromMinutes(2), default));
        };

        var result = await rig.RunAsync();

        Assert.Equal([MigrationStatus.Completed, MigrationStatus.Stopped], result.Users.Select(user => user.Status));
        Assert.Equal(0, result.Users[1].PassCount);
        Assert.Contains($"{Environment.UserName} on {Environment.MachineName}", result.Users[1].StatusDetail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_to_a_run_that_has_ended_never_reaches_the_next_one()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        var inbox = source.AddFolder("Inbox");
        source.AddItem(inbox, "one");
        await using var other = new MigrationEngine(rig.StorePath, rig.Services);
        Assert.Null(other.AskToStop("Merger", []));
        Engine.Ledger.StoreRunner? first = null;
        destination.OnImport = _ => Task.Run(() => first = other.CurrentRunner);
        await rig.RunAsync();
        source.AddItem(inbox, "two");
        StopTicket? ticket = null;
        destination.OnImport = _ => Task.Run(() => ticket = other.AskToStop("Other project", []));

        using var store = Engine.Ledger.SqliteStore.Open(rig.StorePath, TimeProvider.System);
        Assert.False(store.AskToStop(first!, []));
        await Assert.ThrowsAsync<MigrationException>(() => Task.FromResult(other.AskToStop("Other project", [])));
        destination.OnImport = async _ =>
        {
            Assert.False(store.AskToStop(first!, []));
            await Task.Delay(1500); // Longer than the run takes to hear.
        };

        Assert.Equal(MigrationStatus.Completed, (await rig.RunAsync()).Status);
        Assert.Null(ticket);
    }

    private static async Task HeardAsync(Rig rig)
    {
        while (!rig.Events.OfType<MigrationEvent.UserProgress>().Any(shown => shown.Snapshot.Status == MigrationStatus.Stopping))
        {
            await Task.Delay(5);
        }
    }
}
