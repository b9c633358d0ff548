namespace ArchiveMigration.Engine.Exchange.Pacing;

/// <summary>
/// What was spent of a budget within the last while, in memory that does not grow. When the service counts a request is not
/// published; it is somewhere between the request's start and its end. So an amount counts from its start on, and leaves a
/// whole window after its end. Times are ticks of a clock that never goes back. Not safe for concurrent callers.
/// </summary>
internal sealed class RollingWindow
{
    /// <summary>Fine enough to lose a few tenths of a percent only.</summary>
    private const int Slots = 600;

    /// <summary>Slots that are read as one.</summary>
    private const int SlotsInSpan = 20;

    /// <summary>A thousandth more than the window, for clocks that differ.</summary>
    private const int MarginShare = 1000;

    private readonly long slotTicks;
    private readonly long span;
    private readonly long[] ended;
    private long sum;
    private long open;
    private long oldest;
    private long latest;

    public RollingWindow(TimeSpan window)
    {
        slotTicks = Math.Max(1, window.Ticks / Slots);
        span = window.Ticks + (window.Ticks / MarginShare);
        ended = new long[(span / slotTicks) + 3];
    }

    /// <summary>What counts at this moment.</summary>
    public long Used => sum + open;

    /// <summary>Lets go of what is older than the window.</summary>
    public void Advance(long now)
    {
        if (LeavesAt(latest) <= now)
        {
            Array.Clear(ended);
            sum = 0;
            oldest = latest = now / slotTicks;
        }

        for (; LeavesAt(oldest) <= now; oldest++)
        {
            sum -= ended[oldest % ended.Length];
            ended[oldest % ended.Length] = 0;
        }
    }

    /// <summary>An amount whose request begins, or turns out to be more or (negative) less.</summary>
    public void Open(long amount) => open += amount;

    /// <summary>An amount whose request has ended. Call <see cref="Advance"/> first.</summary>
    public void Close(long amount, long now)
    {
        open -= amount;
        sum += amount;
        latest = now / slotTicks;
        ended[latest % ended.Length] += amount;
    }

    /// <summary>When no more than a target will count; null when that depends on requests that are still under way.</summary>
    public long? WhenUsedIsAtMost(long target)
    {
        long left = Used;
        if (left <= target)
        {
            return 0;
        }

        if (open > target)
        {
            return null;
        }

        long slot = oldest;
        while (true)
        {
            left -= ended[slot % ended.Length];
            if (left <= target)
            {
                return LeavesAt(slot);
            }

            slot++;
        }
    }

    /// <summary>What counts at this moment, oldest first, in spans of which there are few: each as if all of it had ended at its end, and what is under way as if it ended now.</summary>
    public IReadOnlyList<(long At, long Amount)> Read(long now)
    {
        List<(long At, long Amount)> spans = [];
        for (long slot = oldest; slot <= latest; slot++)
        {
            Add(Math.Min(now, ((slot / SlotsInSpan) + 1) * SlotsInSpan * slotTicks), ended[slot % ended.Length]);
        }

        Add(now, open);
        return spans;

        void Add(long at, long amount)
        {
            if (spans is [.., var last] && last.At == at)
            {
                spans[^1] = (at, last.Amount + amount);
            }
            else if (amount > 0)
            {
                spans.Add((at, amount));
            }
        }
    }

    // A slot leaves as if all of it had ended at its end.
    private long LeavesAt(long slot) => ((slot + 1) * slotTicks) + span;
}
