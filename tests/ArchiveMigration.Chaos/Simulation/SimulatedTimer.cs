namespace ArchiveMigration.Chaos.Simulation;

/// <summary>A timer of a <see cref="SimulatedClock"/>; each setting of it has a number, so that an earlier one counts for nothing.</summary>
internal sealed class SimulatedTimer(SimulatedClock clock, TimerCallback callback, object? state) : ITimer
{
    private TimeSpan period = Timeout.InfiniteTimeSpan;
    private bool isEnded;

    public int Setting { get; private set; }

    /// <summary>Whether it waits for its moment.</summary>
    public bool IsSet { get; private set; }

    /// <summary>The process it belongs to was killed: from now on it fires at once and once only, so that what waits for it can end.</summary>
    public bool IsHurried { get; set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (isEnded)
        {
            return false;
        }

        Setting++;
        this.period = IsHurried || period <= TimeSpan.Zero ? Timeout.InfiniteTimeSpan : period;
        IsSet = dueTime != Timeout.InfiniteTimeSpan;
        if (IsSet)
        {
            clock.Enter(this, Setting, IsHurried ? TimeSpan.Zero : dueTime);
        }

        return true;
    }

    public void Fire()
    {
        IsSet = false;
        if (period != Timeout.InfiniteTimeSpan)
        {
            Change(period, period);
        }

        callback(state);
    }

    public void Dispose()
    {
        isEnded = true;
        IsSet = false;
        Setting++;
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
