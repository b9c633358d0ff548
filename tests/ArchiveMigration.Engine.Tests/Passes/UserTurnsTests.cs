using System.Collections.Concurrent;
using ArchiveMigration.Engine.Passes;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Tests.Ledger;

namespace ArchiveMigration.Engine.Tests.Passes;

public sealed class UserTurnsTests
{
    private readonly ManualTimeProvider time = new();
    private readonly ConcurrentQueue<long> log = new();
    private readonly ConcurrentDictionary<long, TaskCompletionSource<TimeSpan?>> open = new();

    [Fact]
    public async Task So_many_work_at_once_and_each_place_goes_to_the_next()
    {
        var turns = Turns(3, atOnce: 2);
        var run = turns.RunAsync(default);
        await Until(() => open.ContainsKey(1) && open.ContainsKey(2));
        Assert.False(open.ContainsKey(3));

        End(1, null);
        await Until(() => open.ContainsKey(3));
        End(2, null);
        End(3, null);

        await run.WaitAsync(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task Who_waits_takes_no_place_and_when_due_goes_before_those_who_never_had_one()
    {
        var turns = Turns(3, atOnce: 1);
        var run = turns.RunAsync(default);
        await Until(() => open.ContainsKey(1));
        End(1, TimeSpan.FromMinutes(15));
        await Until(() => open.ContainsKey(2));

        time.Advance(TimeSpan.FromMinutes(15));
        await Task.Delay(50); // What must not happen has no event to wait for.
        Assert.False(open.ContainsKey(1));
        End(2, null);
        await Until(() => open.ContainsKey(1));
        End(1, null);
        await Until(() => open.ContainsKey(3));
        End(3, null);

        await run.WaitAsync(TimeSpan.FromMinutes(2));
        Assert.Equal([1, 2, 1, 3], log);
    }

    [Fact]
    public async Task It_goes_on_as_long_as_anybody_waits()
    {
        var turns = Turns(1, atOnce: 5);
        var run = turns.RunAsync(default);
        for (var turn = 0; turn < 3; turn++)
        {
            await Until(() => open.ContainsKey(1));
            End(1, TimeSpan.FromHours(6));
            await Until(() => time.IsWaitedFor(TimeSpan.FromHours(1)));
            Assert.False(run.IsCompleted);
            time.Advance(TimeSpan.FromHours(6));
        }

        await Until(() => open.ContainsKey(1));
        End(1, null);
        await run.WaitAsync(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task A_stop_ends_turns_and_waiting_at_once_and_starts_nobody()
    {
        using var stop = new CancellationTokenSource();
        var turns = Turns(3, atOnce: 1);
        var run = turns.RunAsync(stop.Token);
        await Until(() => open.ContainsKey(1));
        End(1, TimeSpan.FromHours(6));
        await Until(() => open.ContainsKey(2));

        await stop.CancelAsync();

        await run.WaitAsync(TimeSpan.FromMinutes(2));
        Assert.Equal([1, 2], log);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public async Task One_user_can_be_taken_out_at_work_or_before_its_turn(long who, bool isActive)
    {
        var turns = Turns(3, atOnce: 1);
        var run = turns.RunAsync(default);
        await Until(() => open.ContainsKey(1));

        Assert.Equal(isActive, turns.Stop(who));

        foreach (var other in new long[] { 1, 2, 3 }.Where(user => user != who))
        {
            await Until(() => open.ContainsKey(other));
            End(other, null);
        }

        await run.WaitAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(isActive ? [1, 2, 3] : [1, 3], log);
    }

    [Fact]
    public async Task One_user_can_be_taken_out_while_it_waits()
    {
        var turns = Turns(1, atOnce: 1);
        var run = turns.RunAsync(default);
        await Until(() => open.ContainsKey(1));
        End(1, TimeSpan.FromHours(6));
        await Until(() => time.IsWaitedFor(TimeSpan.FromHours(1)));

        turns.Stop(1);

        await run.WaitAsync(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task What_a_turn_throws_ends_the_others_and_comes_out()
    {
        var turns = Turns(3, atOnce: 2);
        var run = turns.RunAsync(default);
        await Until(() => open.ContainsKey(1) && open.ContainsKey(2));

        open[1].SetException(new MigrationException(ErrorIds.StoreFull, MigrationErrorKind.Store, "full"));

        Assert.Equal(ErrorIds.StoreFull, (await Assert.ThrowsAsync<MigrationException>(() => run.WaitAsync(TimeSpan.FromMinutes(2)))).ErrorId);
        Assert.DoesNotContain(3, log);
    }

    private static async Task Until(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!condition())
        {
            await Task.Delay(1, patience.Token);
        }
    }

    private void End(long user, TimeSpan? again)
    {
        Assert.True(open.TryRemove(user, out var turn));
        turn.SetResult(again);
    }

    private UserTurns Turns(int count, int atOnce) => new(
        [.. Enumerable.Range(1, count).Select(id => new MigrationUser { Id = id, Project = "P", SourceAddress = $"{id}@a.example", DestinationAddress = $"{id}@b.example" })],
        async (user, token) =>
        {
            log.Enqueue(user.Id);
            var turn = open[user.Id] = new TaskCompletionSource<TimeSpan?>(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var stopped = token.UnsafeRegister(_ => turn.TrySetResult(null), null);
            return await turn.Task;
        },
        () => atOnce,
        time);
}
