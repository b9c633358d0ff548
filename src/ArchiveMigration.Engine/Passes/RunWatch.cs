using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Ledger.Store;

namespace ArchiveMigration.Engine.Passes;

/// <summary>
/// What a run does beside its work, once a second: hears whether another session asks it to stop, and gives a sign of life.
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
    public RunWatch(RunnerHold hold, TimeProvider time, Action<StopRequest> onStop, Action onLost)
    {
        this.hold = hold;
        this.time = time;
        timer = new PeriodicTimer(Every, time);
        watching = Task.Run(() => WatchAsync(onStop, onLost));
    }

    public async ValueTask DisposeAsync()
    {
        timer.Dispose();
        await watching.ConfigureAwait(false);
    }

    private async Task WatchAsync(Action<StopRequest> onStop, Action onLost)
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
            catch (MigrationException store) when (store.Kind == MigrationErrorKind.Store)
            {
                // A store that cannot be read or written is met by the passes, which say so; here the next look is as good.
            }
        }
    }
}
