namespace ArchiveMigration.Chaos.Kills;

/// <summary>
/// A clock that runs faster, so that a worker does not spend its short life waiting for a throttle to pass. Waits below a second are left as they are:
/// in them lies what a kill shall meet, such as the pause before outcomes are written.
/// </summary>
internal sealed class QuickTime(double factor) : TimeProvider
{
    private readonly DateTimeOffset began = TimeProvider.System.GetUtcNow();
    private readonly long beganAt = TimeProvider.System.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => began + (TimeProvider.System.GetElapsedTime(beganAt) * factor);

    public override long GetTimestamp() => (long)((TimeProvider.System.GetTimestamp() - beganAt) * factor);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new Quick(TimeProvider.System.CreateTimer(callback, state, Shorten(dueTime), Shorten(period)), this);

    private TimeSpan Shorten(TimeSpan wait) => wait <= TimeSpan.FromSeconds(1) ? wait : wait / factor;

    private sealed class Quick(ITimer timer, QuickTime time) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(time.Shorten(dueTime), time.Shorten(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
