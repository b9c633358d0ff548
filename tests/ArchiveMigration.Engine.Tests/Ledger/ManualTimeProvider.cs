namespace ArchiveMigration.Engine.Tests.Ledger;

/// <summary>A clock that stands still until it is moved; its timers fire when it passes them.</summary>
public sealed class ManualTimeProvider(DateTimeOffset now) : TimeProvider
{
    private readonly Lock guard = new();
    private readonly List<ManualTimer> timers = [];
    private DateTimeOffset now = now;

    public ManualTimeProvider()
        : this(new DateTimeOffset(2026, 11, 22, 20, 0, 0, TimeSpan.Zero))
    {
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (guard)
        {
            return now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    /// <summary>Whether somebody waits for so long or longer.</summary>
    public bool IsWaitedFor(TimeSpan atLeast)
    {
        lock (guard)
        {
            return timers.Exists(timer => timer.Due >= now + atLeast && timer.Due < DateTimeOffset.MaxValue);
        }
    }

    public void Advance(TimeSpan by)
    {
        List<ManualTimer> due;
        lock (guard)
        {
            now += by;
            due = timers.FindAll(timer => timer.Due <= now);
        }

        due.ForEach(timer => timer.Fire());
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        lock (guard)
        {
            timers.Add(timer);
        }

        return timer;
    }

    private sealed class ManualTimer(ManualTimeProvider clock, Action fire) : ITimer
    {
        private TimeSpan every = Timeout.InfiniteTimeSpan;

        public DateTimeOffset Due { get; private set; } = DateTimeOffset.MaxValue;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Due = dueTime == Timeout.InfiniteTimeSpan ? DateTimeOffset.MaxValue : clock.GetUtcNow() + dueTime;
            every = period;
            return true;
        }

        public void Fire()
        {
            // However far the clock was moved, a repeated timer fires once.
            Due = every > TimeSpan.Zero ? clock.GetUtcNow() + every : DateTimeOffset.MaxValue;
            fire();
        }

        public void Dispose()
        {
            lock (clock.guard)
            {
                clock.timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
