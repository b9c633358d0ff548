using System.Globalization;

namespace ArchiveMigration.Engine.Reports.Page.Chart;

/// <summary>Where a moment lies in the drawing: stretches side by side, as wide as they are long, with a narrow gap for each pause.</summary>
internal sealed class TimeAxis
{
    private const double Gap = 34;
    private const double LeastStretch = 30;
    private const double LeastLabel = 92;

    private static readonly TimeSpan[] Ticks =
    [
        TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1), TimeSpan.FromHours(3),
        TimeSpan.FromHours(6), TimeSpan.FromHours(12), TimeSpan.FromDays(1), TimeSpan.FromDays(2), TimeSpan.FromDays(7), TimeSpan.FromDays(14), TimeSpan.FromDays(30), TimeSpan.FromDays(90),
    ];

    private readonly List<(DateTimeOffset From, DateTimeOffset To, double Left, double Width)> stretches = [];

    /// <param name="columns">What is drawn.</param>
    /// <param name="left">The left edge.</param>
    /// <param name="width">The room for all.</param>
    public TimeAxis(IReadOnlyList<IReadOnlyList<ThroughputColumn>> columns, double left, double width)
    {
        var spans = columns.Select(stretch => (From: stretch[0].StartUtc, To: stretch[^1].EndUtc)).ToList();
        var room = width - (Gap * (spans.Count - 1)) - (LeastStretch * spans.Count);
        var whole = spans.Sum(span => (span.To - span.From).TotalSeconds);
        foreach (var (from, to) in spans)
        {
            var wide = LeastStretch + (room * (to - from).TotalSeconds / whole);
            stretches.Add((from, to, left, wide));
            left += wide + Gap;
        }
    }

    /// <summary>The pauses: from where to where, and from when to when.</summary>
    public IEnumerable<(double Left, double Right, DateTimeOffset From, DateTimeOffset To)> Pauses
        => stretches.Zip(stretches.Skip(1), static (before, after) => (before.Left + before.Width, after.Left, before.To, after.From));

    /// <summary>Where a moment lies; one in a pause, at the pause's nearer end.</summary>
    public double X(DateTimeOffset moment)
    {
        foreach (var (from, to, left, width) in stretches)
        {
            if (moment <= to)
            {
                return moment <= from ? left : left + (width * ((moment - from) / (to - from)));
            }
        }

        return stretches[^1].Left + stretches[^1].Width;
    }

    /// <summary>Moments to write at the axis, the day with the first of each.</summary>
    public IEnumerable<(double X, string Text)> Labels()
    {
        var seconds = stretches.Sum(stretch => (stretch.To - stretch.From).TotalSeconds);
        var tick = Ticks.FirstOrDefault(tick => stretches.Sum(stretch => stretch.Width) / (seconds / tick.TotalSeconds) >= LeastLabel, Ticks[^1]);
        var day = DateTime.MinValue;
        var last = double.MinValue;
        foreach (var (from, to, left, _) in stretches)
        {
            // The begin of each stretch, then whole hours, days and so on.
            var next = (from.UtcTicks / tick.Ticks * tick.Ticks) + tick.Ticks;
            foreach (var moment in Enumerable.Range(0, 1 + (int)Math.Max(0, (to.UtcTicks - next + tick.Ticks - 1) / tick.Ticks)).Select(number => number == 0 ? from : new DateTimeOffset(next + ((number - 1) * tick.Ticks), TimeSpan.Zero)))
            {
                var x = X(moment);
                if (last > double.MinValue && (x - last < LeastLabel || x > stretches[^1].Left + stretches[^1].Width - (LeastLabel * 0.7)))
                {
                    continue;
                }

                last = x;
                yield return (x, moment.UtcDateTime.ToString(moment.UtcDateTime.Date == day ? "HH:mm" : "d MMM HH:mm", CultureInfo.InvariantCulture));
                day = moment.UtcDateTime.Date;
            }
        }
    }
}
