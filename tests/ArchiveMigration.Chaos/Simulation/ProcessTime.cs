namespace ArchiveMigration.Chaos.Simulation;

/// <summary>The clock as one simulated process sees it.</summary>
internal sealed class ProcessTime(SimulatedClock clock) : TimeProvider
{
    private readonly List<SimulatedTimer> timers = [];
    private bool isKilled;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => clock.Now;

    public override long GetTimestamp() => clock.Now.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SimulatedTimer(clock, callback, state) { IsHurried = isKilled };
        timers.Add(timer);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Nothing of the process is worth waiting for any more.</summary>
    public void Kill()
    {
        isKilled = true;
        foreach (var timer in timers)
        {
            timer.IsHurried = true;
            if (timer.IsSet)
            {
                timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
            }
        }
    }
}
