using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Ledger.Store;

namespace ArchiveMigration.Engine.Passes;

/// <summary>
/// What a run does beside its work, once a second: hears whether another session asks it to stop, looks whether the service answers, and gives a sign of life.
/// </summary>
internal sealed class RunWatch : IAsyncDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private readonly RunnerHold hold;
    private readonly TimeProvider time;
    private readonly PeriodicTimer timer;
    private readonly Task watching;

    /// <param name="hold">The run's hold on the store.</param>
    /// <param name="time">The clock.</param>
    /// <param name="onStop">Called with each request to stop.</param>
    /// <param name="onLost">Called once when another machine has taken the hold over.</param>
    /// <param name="onTick">Called every second.</param>
    public RunWatch(RunnerHold hold, TimeProvider time, Action<StopRequest> onStop, Action onLost, Func<Task> onTick)
    {
        this.hold = hold;
        this.time = time;
        timer = new PeriodicTimer(Every, time);
        watching = Task.Run(() => WatchAsync(onStop, onLost, onTick));
    }

    public async ValueTask DisposeAsync()
    {
        timer.Dispose();
        await watching.ConfigureAwait(false);
    }

    private async Task WatchAsync(Action<StopRequest> onStop, Action onLost, Func<Task> onTick)
    {
        var beaten = time.GetUtcNow();
        while (await timer.WaitForNextTickAsync().ConfigureAwait(false))
        {
            try
            {
                foreach (var request in hold.TakeStopRequests())
                {
                    onStop(request);
                }

                await onTick().ConfigureAwait(false);

                // Any jump of the clock counts as time for a sign of life too.
                var now = time.GetUtcNow();
                if ((now - beaten).Duration() >= RunnerPlate.BeatEvery)
                {
                    beaten = now;
                    if (!hold.Beat())
                    {
                        onLost();
                        return;
                    }
                }
            }
            catch (MigrationException)
            {
                // A store that cannot be read or written, a user that was removed: the passes meet it and say so; here the next look is as good.
            }
        }
    }
}
