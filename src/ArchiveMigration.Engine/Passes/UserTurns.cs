using System.Threading.Channels;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Engine.Passes;

/// <summary>
/// Gives the users of a run their turns, so many at once. A turn may end with the wish for another one later: until then it takes no
/// place, and when its time has come it goes before those who never had one.
/// </summary>
/// <param name="users">Who.</param>
/// <param name="turn">A user's turn: gives the time after which it wants another one, or null when it is done. It ends itself, without throwing, when its token does.</param>
/// <param name="mostAtOnce">How many at once; asked again for each turn.</param>
/// <param name="time">The clock.</param>
internal sealed class UserTurns(IReadOnlyList<MigrationUser> users, Func<MigrationUser, CancellationToken, Task<TimeSpan?>> turn, Func<int> mostAtOnce, TimeProvider time)
{
    private readonly object gate = new();
    private readonly LinkedList<MigrationUser> queued = new(users);
    private readonly Queue<MigrationUser> due = new();
    private readonly Dictionary<long, CancellationTokenSource> active = [];
    private readonly Dictionary<long, CancellationTokenSource> waiting = [];
    private readonly HashSet<long> dropped = [];
    private readonly Channel<bool> changes = Channel.CreateUnbounded<bool>();

    /// <summary>Runs until nobody wants another turn or <paramref name="stop"/>; then those at work end theirs.</summary>
    /// <exception cref="Exception">What a turn threw: it ends the others' too.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await using var wake = ended.Token.UnsafeRegister(_ => Changed(), null).ConfigureAwait(false);
        List<Task> running = [];
        try
        {
            while (true)
            {
                var most = ended.IsCancellationRequested ? 0 : mostAtOnce();
                while (running.Count < most && Next(ended.Token) is { } next)
                {
                    var task = TakeTurnAsync(next.User, next.Own, ended.Token);
                    running.Add(task);

                    // Only once it has ended: whoever is told from within it may look before it has, and would not be told again.
                    _ = task.ContinueWith(_ => Changed(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
                }

                if (running.Count == 0 && (ended.IsCancellationRequested || HasNobody()))
                {
                    return;
                }

                await changes.Reader.ReadAsync(CancellationToken.None).ConfigureAwait(false);
                foreach (var done in running.Where(task => task.IsCompleted).ToList())
                {
                    running.Remove(done);
                    await done.ConfigureAwait(false);
                }
            }
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Ends a user's turn, or its waiting for one.</summary>
    /// <returns>Whether it was at work, so that it ends its turn itself.</returns>
    public bool Stop(long userId)
    {
        lock (gate)
        {
            // Not awaited: what it sets off runs elsewhere.
            if (active.TryGetValue(userId, out var turnNow))
            {
                _ = turnNow.CancelAsync();
                return true;
            }

            if (waiting.TryGetValue(userId, out var wait))
            {
                _ = wait.CancelAsync();
            }
            else if (queued.Concat(due).FirstOrDefault(user => user.Id == userId) is { } next)
            {
                queued.Remove(next);
                dropped.Add(userId);
            }

            return false;
        }
    }

    private (MigrationUser User, CancellationTokenSource Own)? Next(CancellationToken stop)
    {
        lock (gate)
        {
            while (due.TryDequeue(out var user) || TryTakeFirst(out user))
            {
                if (!dropped.Contains(user!.Id))
                {
                    return (user, active[user.Id] = CancellationTokenSource.CreateLinkedTokenSource(stop));
                }
            }

            return null;
        }
    }

    private bool TryTakeFirst(out MigrationUser? user)
    {
        user = queued.First?.Value;
        if (user is not null)
        {
            queued.RemoveFirst();
        }

        return user is not null;
    }

    private bool HasNobody()
    {
        lock (gate)
        {
            return queued.Count == 0 && due.Count == 0 && waiting.Count == 0;
        }
    }

    private async Task TakeTurnAsync(MigrationUser user, CancellationTokenSource own, CancellationToken stop)
    {
        TimeSpan? again = null;
        try
        {
            // The caller may have many to start.
            await Task.Yield();
            again = await turn(user, own.Token).ConfigureAwait(false);
        }
        finally
        {
            lock (gate)
            {
                active.Remove(user.Id);
                if (again is { } wait && !own.IsCancellationRequested)
                {
                    WaitFor(user, wait, stop);
                }
            }

            own.Dispose();
        }
    }

    private void WaitFor(MigrationUser user, TimeSpan wait, CancellationToken stop)
    {
        var own = waiting[user.Id] = CancellationTokenSource.CreateLinkedTokenSource(stop);
        _ = Task.Delay(wait, time, own.Token).ContinueWith(
            delay =>
            {
                lock (gate)
                {
                    waiting.Remove(user.Id);
                    if (delay.IsCompletedSuccessfully)
                    {
                        due.Enqueue(user);
                    }
                }

                own.Dispose();
                Changed();
            },
            CancellationToken.None,
            TaskContinuationOptions.None,
            TaskScheduler.Default);
    }

    private void Changed() => changes.Writer.TryWrite(true);
}
