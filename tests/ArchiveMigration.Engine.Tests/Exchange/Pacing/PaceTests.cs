using ArchiveMigration.Engine.Exchange.Pacing;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Tests.Exchange.Pacing;

/// <summary>A budget against a service that counts at any moment between a request's start and its end, and refuses nothing: it only looks on.</summary>
public class PaceTests
{
    private const long Second = TimeSpan.TicksPerSecond;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void No_window_of_the_service_ever_holds_more_than_the_limit_and_nearly_all_of_it_is_used(int seed)
    {
        const long limit = 150_000_000;
        var random = new Random(seed);
        Simulation run = Run(limit, windows: 12, () => (random.NextInt64(1, 3_000_000), random.NextInt64(0, 3 * Second), random.NextDouble()));

        Assert.InRange(MostInAnyWindow(run.Counted), 1, limit);

        // Seen over whole windows from the first request on, as the service's own limit would have it.
        Assert.InRange(run.Counted.Where(entry => entry.At <= 12 * Window.Ticks).Sum(entry => entry.Amount) / (12.0 * limit), 0.97, 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Nor_does_it_when_another_process_goes_on_where_one_was_killed(int seed)
    {
        const long limit = 150_000_000;
        var random = new Random(seed);
        Simulation run = Run(limit, windows: 6, () => (random.NextInt64(1, 3_000_000), random.NextInt64(0, 3 * Second), random.NextDouble()), () => random.Next(500) == 0);

        Assert.InRange(MostInAnyWindow(run.Counted), 1, limit);
        Assert.InRange(run.Counted.Where(entry => entry.At <= 6 * Window.Ticks).Sum(entry => entry.Amount) / (6.0 * limit), 0.9, 1);
    }

    [Fact]
    public void Small_requests_reach_the_limit_too()
    {
        Simulation run = Run(5_000, windows: 8, () => (1, Second / 10, 0.5));

        Assert.InRange(MostInAnyWindow(run.Counted), 1, 5_000);
        Assert.InRange(run.Counted.Count(entry => entry.At <= 8 * Window.Ticks) / (8.0 * 5_000), 0.98, 1);
    }

    [Fact]
    public void Half_a_window_goes_at_once_and_then_waits_become_short_and_regular()
    {
        Simulation run = Run(1000, windows: 20, () => (1, Second / 100, 0.5));

        Assert.InRange(run.Counted.Count(entry => entry.At < 10 * Second), 500, 600);
        long longest = run.Counted.Where(entry => entry.At > 10 * Window.Ticks).Select(entry => entry.At).Order().Pairs().Max(pair => pair.Second - pair.First);
        Assert.InRange(longest, 0, 5 * Second);
    }

    [Fact]
    public void A_limit_lower_than_published_is_found_and_left_again()
    {
        var share = new AdaptiveShare(Window);
        share.Lower(10 * Second, sentAt: 9 * Second);
        share.Lower(11 * Second, sentAt: 9 * Second); // Was under way already.
        Assert.Equal(0.75, share.At(11 * Second), 0.01);
        share.Lower(20 * Second, sentAt: 15 * Second);
        Assert.Equal(0.5625, share.At(20 * Second), 0.01);

        Assert.Equal(0.6625, share.At((20 * Second) + Window.Ticks), 0.01);
        Assert.Equal(1, share.At((20 * Second) + (5 * Window.Ticks)));

        for (int i = 0; i < 50; i++)
        {
            share.Lower((10_000 + i) * Second, (10_000 + i) * Second);
        }

        Assert.InRange(share.At(10_050 * Second), 0.05, 0.1); // Never nothing.
    }

    [Fact]
    public void A_refused_budget_asks_for_less_and_then_for_more()
    {
        var budget = new PaceBudget(1000, Window);
        budget.Refused(Second, Second);

        Assert.Equal(750, budget.LimitAt(Second));
        Assert.Equal(850, budget.LimitAt(Second + Window.Ticks));
        Assert.Equal(1000, budget.LimitAt(Second + (10 * Window.Ticks)));
    }

    [Fact]
    public void The_memory_of_a_window_does_not_grow()
    {
        var window = new RollingWindow(Window);
        window.Open(2_000_000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (long i = 0; i < 1_000_000; i++)
        {
            window.Advance(i * Second / 100);
            window.Close(1, i * Second / 100);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.InRange(window.Used, 1_000_000 + 30_000, 1_000_000 + 30_200);
    }

    [Theory]
    [InlineData(60, 0.5, 1)]
    [InlineData(600, 1, 2)]
    public void A_share_of_the_ceiling_is_measured_over_whole_windows(int seconds, double byBytes, double windows)
    {
        var pace = new MailboxPace { BytesUploaded = (long)(150_000_000 * byBytes * windows), RequestCount = 10 };

        Assert.Equal(byBytes, pace.ShareOfCeiling(TimeSpan.FromSeconds(seconds)), 0.001);
    }

    /// <summary>Four at a time, each as soon as the budget lets it. Who is killed leaves what was counted until then, and its book.</summary>
    private static Simulation Run(long limit, int windows, Func<(long Amount, long Takes, double CountedAt)> next, Func<bool>? isKilled = null)
    {
        var budget = new PaceBudget(limit, Window);
        var underWay = new PriorityQueue<long, long>();
        List<(long At, long Amount)> counted = [];
        long now = 0;
        (long amount, long takes, double countedAt) = next();
        while (now < windows * Window.Ticks)
        {
            budget.Advance(now);
            while (underWay.TryPeek(out long ended, out long end) && end <= now)
            {
                underWay.Dequeue();
                budget.Close(ended, now);
            }

            long? when = underWay.Count < 4 ? budget.WhenRoomFor(amount, now) : null;
            if (when <= now && isKilled?.Invoke() == true)
            {
                IReadOnlyList<(long At, long Amount)> book = budget.Read(now);
                budget = new PaceBudget(limit, Window);
                foreach ((long at, long spent) in book)
                {
                    budget.Recall(spent, at);
                }

                underWay.Clear();
                counted.RemoveAll(entry => entry.At > now);
                continue;
            }

            if (when <= now)
            {
                budget.Open(amount, now);
                underWay.Enqueue(amount, now + takes);
                counted.Add((now + (long)(takes * countedAt), amount));
                (amount, takes, countedAt) = next();
                continue;
            }

            long nextEnd = underWay.TryPeek(out _, out long first) ? first : long.MaxValue;
            now = Math.Max(now + (Second / 1000), Math.Min(when ?? long.MaxValue, nextEnd));
        }

        return new Simulation(counted);
    }

    private static long MostInAnyWindow(List<(long At, long Amount)> counted)
    {
        List<(long At, long Amount)> sorted = [.. counted.OrderBy(entry => entry.At)];
        long most = 0;
        long sum = 0;
        int oldest = 0;
        foreach ((long at, long amount) in sorted)
        {
            sum += amount;
            for (; sorted[oldest].At <= at - Window.Ticks; oldest++)
            {
                sum -= sorted[oldest].Amount;
            }

            most = Math.Max(most, sum);
        }

        return most;
    }

    private sealed record Simulation(List<(long At, long Amount)> Counted);
}

file static class Sequences
{
    public static IEnumerable<(T First, T Second)> Pairs<T>(this IEnumerable<T> values) => values.Zip(values.Skip(1));
}
