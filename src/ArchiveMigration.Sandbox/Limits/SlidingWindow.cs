namespace ArchiveMigration.Sandbox.Limits;

/// <summary>A sum of amounts over the last while. Not safe for concurrent callers.</summary>
internal sealed class SlidingWindow
{
    private readonly Queue<(DateTimeOffset Time, long Amount)> entries = new();
    private long sum;

    /// <summary>
    /// Takes an amount when it fits. An amount larger than the whole limit passes when nothing else was taken,
    /// as a single item of 150 MB must.
    /// </summary>
    /// <param name="now">The time of the request.</param>
    /// <param name="window">How long an amount counts.</param>
    /// <param name="limit">How much fits.</param>
    /// <param name="amount">How much is asked for.</param>
    /// <param name="wait">After a refusal, how long until it fits.</param>
    public bool TryTake(DateTimeOffset now, TimeSpan window, long limit, long amount, out TimeSpan wait)
    {
        while (entries.TryPeek(out var oldest) && oldest.Time + window <= now)
        {
            sum -= oldest.Amount;
            entries.Dequeue();
        }

        if (sum == 0 || sum + amount <= limit)
        {
            Add(now, amount);
            wait = TimeSpan.Zero;
            return true;
        }

        wait = WaitFor(now, window, limit, amount);
        return false;
    }

    /// <summary>Counts an amount that was only known afterwards.</summary>
    public void Add(DateTimeOffset now, long amount)
    {
        entries.Enqueue((now, amount));
        sum += amount;
    }

    private TimeSpan WaitFor(DateTimeOffset now, TimeSpan window, long limit, long amount)
    {
        var left = sum;
        var last = now;
        foreach (var (time, taken) in entries)
        {
            left -= taken;
            last = time;
            if (left == 0 || left + amount <= limit)
            {
                break;
            }
        }

        return last + window - now;
    }
}
