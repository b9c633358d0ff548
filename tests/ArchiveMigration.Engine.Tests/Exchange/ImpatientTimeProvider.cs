namespace ArchiveMigration.Engine.Tests.Exchange;

/// <summary>
/// A clock on which every wait is over at once, its length passed and written down. Timeouts (of cancellation sources) are
/// no waits: they never fire, unless a test runs them out.
/// </summary>
internal sealed class ImpatientTimeProvider : TimeProvider
{
    private readonly Lock guard = new();
    private readonly List<TimeSpan> waits = [];
    private readonly List<Timer> timeouts = [];
    private TimeSpan passed;

    /// <summary>Every wait that was asked for, in order.</summary>
    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (guard)
            {
                return [.. waits];
            }
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (guard)
        {
            return System.GetUtcNow() + passed;
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public void Advance(TimeSpan by)
    {
        lock (guard)
        {
            passed += by;
        }
    }

    /// <summary>Lets every timeout that is running now run out.</summary>
    public void RunTimeoutsOut()
    {
        List<Timer> running;
        lock (guard)
        {
            running = [.. timeouts.Where(timeout => timeout.IsRunning)];
        }

        running.ForEach(timeout => timeout.Fire());
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(() => callback(state)) { IsRunning = dueTime != Timeout.InfiniteTimeSpan };
        if (state is CancellationTokenSource)
        {
            lock (guard)
            {
                timeouts.Add(timer);
            }

            return timer;
        }

        lock (guard)
        {
            waits.Add(dueTime);
            passed += dueTime;
        }

        ThreadPool.QueueUserWorkItem(_ => timer.Fire());
        return timer;
    }

    private sealed class Timer(Action fire) : ITimer
    {
        private readonly Lock guard = new();

        public bool IsRunning { get; set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (guard)
            {
                IsRunning = dueTime != Timeout.InfiniteTimeSpan;
            }

            return true;
        }

        public void Fire()
        {
            lock (guard)
            {
                if (!IsRunning)
                {
                    return;
                }

                IsRunning = false;
            }

            fire();
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
