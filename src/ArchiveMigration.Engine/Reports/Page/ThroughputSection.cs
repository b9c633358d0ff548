using ArchiveMigration.Engine.Reports.Page.Chart;

namespace ArchiveMigration.Engine.Reports.Page;

/// <summary>Throughput and share of Microsoft's ceiling over time: a drawing, what it shows in words, and the numbers in a table.</summary>
internal static class ThroughputSection
{
    private const int MostRows = 24;

    /// <summary>Fewer columns than this are a block that shows nothing: the totals tell all of a trial of some seconds.</summary>
    private const int LeastColumns = 4;

    public static void Write(PageWriter page, MigrationReport report)
    {
        var stretches = ThroughputColumns.Of(report.Throughput, ThroughputChart.MostColumns);
        if (stretches.Sum(static stretch => stretch.Count) < LeastColumns)
        {
            return;
        }

        page.Write($"<section aria-labelledby=\"throughput\">\n<h2 id=\"throughput\">Throughput over time</h2>\n<p>{Describe(report, stretches)}</p>\n");
        Lost(page, report.Totals);
        Drawing(page, report, stretches);
        page.Write($"</section>\n");
    }

    private static void Drawing(PageWriter page, MigrationReport report, IReadOnlyList<IReadOnlyList<ThroughputColumn>> stretches)
    {
        var waits = Waits(report);
        page.Write($"<figure>\n<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Throughput over time, drawing\">\n");
        ThroughputChart.Write(page, stretches, waits);
        page.Write($"</div>\n<figcaption>");
        Legend(page, stretches, waits.Count > 0);
        page.Write($"</figcaption>\n</figure>\n");
        Table(page, report);
    }

    private static string Describe(MigrationReport report, IReadOnlyList<IReadOnlyList<ThroughputColumn>> stretches)
    {
        var best = stretches.SelectMany(static stretch => stretch).MaxBy(static column => column.BytesPerHour)!;
        return $"All users together, {Wording.Rate(report.Totals.AverageBytesTransferredPerHour)} on average over {Wording.Duration(report.Totals.OverallDuration)} of work. The most was {Wording.Rate(best.BytesPerHour)} at {Wording.Moment(best.StartUtc)}.";
    }

    private static void Legend(PageWriter page, IReadOnlyList<IReadOnlyList<ThroughputColumn>> stretches, bool hasWaits)
    {
        page.Write($"<span><svg class=\"key\" aria-hidden=\"true\" viewBox=\"0 0 16 12\"><rect class=\"rate\" width=\"16\" height=\"12\"/></svg> all users together, each step {Wording.Duration(stretches[0][0].Duration)}</span>");
        if (stretches.Any(static stretch => stretch.Any(static column => column.IsThrottled)))
        {
            page.Write($"<span><svg class=\"key\" aria-hidden=\"true\" viewBox=\"0 0 16 12\"><rect class=\"span-throttled\" width=\"16\" height=\"12\"/></svg> throttled: the service asked for a pause</span>");
        }

        if (hasWaits)
        {
            page.Write($"<span><svg class=\"key\" aria-hidden=\"true\" viewBox=\"0 0 16 12\"><rect class=\"span-waiting\" width=\"16\" height=\"12\"/></svg> somebody waited for room at a full destination</span>");
        }

        if (stretches.Count > 1)
        {
            page.Write($"<span>⋯ no run</span>");
        }
    }

    private static void Lost(PageWriter page, ProjectStatistics totals)
    {
        (string What, TimeSpan Time)[] causes =
        [
            ("throttled by the service", totals.ThrottledDuration), ("held at Microsoft's limits", totals.LimitDuration), ("waiting for room at full destinations", totals.QuotaDuration),
        ];
        var lost = causes.Where(cause => cause.Time >= TimeSpan.FromSeconds(1)).Select(cause => $"{cause.What} {Wording.Duration(cause.Time)}").ToList();
        if (lost.Count > 0)
        {
            page.Write($"<p>Lost to waiting, all users added up: {string.Join(", ", lost)}.</p>\n");
        }
    }

    private static void Table(PageWriter page, MigrationReport report)
    {
        page.Write($"<details>\n<summary>The same as a table</summary>\n<div class=\"scroll\"><table>\n<caption>All users together, UTC</caption>\n<thead><tr><th scope=\"col\">When</th><th scope=\"col\" class=\"n\">Items</th><th scope=\"col\" class=\"n\">Moved</th><th scope=\"col\" class=\"n\">Rate</th><th scope=\"col\" class=\"n\">Ceiling</th><th scope=\"col\">Throttled</th></tr></thead>\n<tbody>\n");
        foreach (var column in ThroughputColumns.Of(report.Throughput, MostRows).SelectMany(static stretch => stretch))
        {
            page.Write($"<tr><th scope=\"row\">{Wording.Span(column.StartUtc, column.EndUtc)}</th>");
            page.Number(Wording.Number((long)Math.Round(column.Items)));
            page.Number(Wording.Size(column.Bytes));
            page.Number(Wording.Rate(column.BytesPerHour));
            page.Number(Wording.Percent(column.Share * 100));
            page.Write($"<td>{(column.IsThrottled ? "yes" : "–")}</td></tr>\n");
        }

        page.Write($"</tbody>\n</table></div>\n</details>\n");
    }

    /// <summary>When anybody waited for room; overlapping waits as one.</summary>
    private static List<(DateTimeOffset From, DateTimeOffset To)> Waits(MigrationReport report)
    {
        List<(DateTimeOffset From, DateTimeOffset To)> waits = [];
        foreach (var (from, to) in report.Users.SelectMany(user => PassTimes.QuotaWaits(user.Passes, report.MadeUtc, user.Status == MigrationStatus.WaitingForQuota)).OrderBy(wait => wait.From))
        {
            if (waits.Count > 0 && from <= waits[^1].To)
            {
                waits[^1] = (waits[^1].From, to > waits[^1].To ? to : waits[^1].To);
            }
            else
            {
                waits.Add((from, to));
            }
        }

        return waits;
    }
}
