using ArchiveMigration.Engine.Progress;
using ArchiveMigration.Engine.Tests.Ledger;
using ArchiveMigration.Engine.Tests.Passes;
using ArchiveMigration.Engine.Undo;
using static ArchiveMigration.Engine.Tests.Undo.UndoTests;

namespace ArchiveMigration.Engine.Tests.Undo;

/// <summary>An undo that is stopped, killed or cut off: nothing is lost from sight, and the same command goes on.</summary>
public sealed class BrokenOffUndoTests
{
    [Fact]
    public async Task A_stopped_undo_goes_on_where_it_was()
    {
        await using var rig = new Rig();
        var (source, destination) = Fill(rig, 40);
        await rig.RunAsync();
        using var stop = new CancellationTokenSource();
        var deleted = 0;
        destination.OnDeleted = _ =>
        {
            if (Interlocked.Increment(ref deleted) == 10)
            {
                stop.Cancel();
            }
        };

        var first = await UndoAsync(rig, stop: stop.Token);

        Assert.Equal(UndoStatus.Stopped, first.Status);
        Assert.InRange(first.RemovedItemCount, 10, 20);
        Assert.Equal(MigrationStatus.Stopped, (await rig.StatisticsAsync()).Status);
        Assert.Equal(destination.Items.Count, (await rig.StatisticsAsync()).SyncedItemCount);

        destination.OnDeleted = _ => { };
        var second = await UndoAsync(rig);
        Assert.Equal(UndoStatus.Undone, second.Status);
        Assert.Empty(destination.Items);
        Assert.Equal(40, source.Items.Count);
        Assert.Equal(40, (await rig.StatisticsAsync()).PendingItemCount);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_a_kill_the_next_undo_removes_the_rest_and_a_start_loses_and_doubles_nothing(bool startsBetween)
    {
        await using var rig = new Rig();
        var (source, destination) = Fill(rig, 30);
        await rig.RunAsync();
        var deleted = 0;
        destination.OnDeleted = _ =>
        {
            if (Interlocked.Increment(ref deleted) == 10)
            {
                rig.KeepStoreAsOfNow();
                throw new InvalidOperationException("Killed.");
            }
        };
        await Assert.ThrowsAsync<InvalidOperationException>(() => UndoAsync(rig));
        destination.OnDeleted = _ => { };
        await rig.ReopenAfterKillAsync();

        if (startsBetween)
        {
            await rig.RunAsync();
            Assert.Equal(Texts(source), Texts(destination));
        }

        var undone = await UndoAsync(rig);

        Assert.Equal(UndoStatus.Undone, undone.Status);
        Assert.Empty(destination.Items);
        await rig.RunAsync();
        Assert.Equal(Texts(source), Texts(destination));
    }

    [Fact]
    public async Task A_lost_answer_leaves_the_item_to_the_next_undo()
    {
        await using var rig = new Rig();
        var (source, destination) = Fill(rig, 3);
        await rig.RunAsync();
        destination.OnDeleted = _ => throw new MigrationException(ErrorIds.ConnectionFailed, MigrationErrorKind.Connection, "Lost.") { IsTransient = true };

        var first = await UndoAsync(rig, new UndoRequest { MaximumOutage = TimeSpan.Zero });

        Assert.Equal(UndoStatus.Failed, first.Status);
        destination.OnDeleted = _ => { };
        await rig.RunAsync();
        Assert.Equal(Texts(source), Texts(destination));
        await UndoAsync(rig);
        Assert.Empty(destination.Items);
    }

    [Theory]
    [InlineData(20, UndoStatus.Undone)]
    [InlineData(90, UndoStatus.Failed)]
    public async Task An_outage_is_waited_for_an_hour_and_then_it_goes_on(int minutes, UndoStatus expected)
    {
        var time = new ManualTimeProvider();
        await using var rig = new Rig(time: time);
        var (_, destination) = Fill(rig, 40);
        var asked = 0;
        var back = DateTimeOffset.MaxValue;
        var run = rig.RunAsync();
        await EndAsync(run);
        destination.OnDelete = _ =>
        {
            back = Interlocked.Increment(ref asked) == 10 ? time.GetUtcNow().AddMinutes(minutes) : back;
            rig.Services.SignInFailures["Fabrikam"] = Lost();
            return asked >= 10 && time.GetUtcNow() < back ? throw Lost() : Task.CompletedTask;
        };

        var undo = UndoAsync(rig);
        await EndAsync(undo);

        var undone = await undo;
        Assert.Equal((expected, 40 - destination.Items.Count), (undone.Status, (int)undone.RemovedItemCount));
        Assert.Equal(expected == UndoStatus.Undone, destination.Items.Count == 0);
        Assert.Equal(expected == UndoStatus.Failed, undone.Detail!.Contains("could not be reached for 1 h", StringComparison.Ordinal));
        Assert.Contains(rig.Events.OfType<MigrationEvent.Warning>(), warning => warning.Message.StartsWith("Waiting for the network", StringComparison.Ordinal));

        Task EndAsync(Task work) => UntilAsync(() =>
        {
            time.Advance(TimeSpan.FromSeconds(10));
            if (time.GetUtcNow() >= back)
            {
                rig.Services.SignInFailures.Clear();
            }

            return work.IsCompleted;
        });
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            await Task.Delay(2, patience.Token);
        }
    }

    private static MigrationException Lost() => new(ErrorIds.ConnectionFailed, MigrationErrorKind.Connection, "graph.microsoft.com could not be reached: no connection.") { IsTransient = true };

    private static (Mailboxes.InMemoryMailbox Source, Mailboxes.InMemoryMailbox Destination) Fill(Rig rig, int items)
    {
        var (source, destination) = rig.AddUser("anna");
        var inbox = source.AddFolder("Inbox");
        for (var number = 0; number < items; number++)
        {
            source.AddItem(inbox, $"item {number:000}");
        }

        return (source, destination);
    }

    private static IEnumerable<string> Texts(Mailboxes.InMemoryMailbox mailbox) => mailbox.Items.Select(item => item.Text).Order(StringComparer.Ordinal);
}
