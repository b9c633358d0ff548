namespace ArchiveMigration.Engine.Reports.Page.Chart;

/// <summary>
/// The drawing: bytes an hour above, share of Microsoft's limits below, over one axis of time. Throttled spans and those in which somebody waited for room are
/// hatched, not only coloured. Every column says its numbers to whoever points at it, and the same numbers stand in a table below.
/// </summary>
internal static class ThroughputChart
{
    /// <summary>So many columns fit.</summary>
    public const int MostColumns = 160;

    private const double Width = 760;
    private const double Left = 58;
    private const double RateTop = 14;
    private const double RateHeight = 150;
    private const double ShareTop = 190;
    private const double ShareHeight = 60;
    private const double Bottom = ShareTop + ShareHeight;
    private const double Height = Bottom + 22;

    public static void Write(PageWriter page, IReadOnlyList<IReadOnlyList<ThroughputColumn>> stretches, IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)> waits)
    {
        var axis = new TimeAxis(stretches, Left, Width - Left - 6);
        var top = RateScale.Top(Math.Max(1, stretches.Max(stretch => stretch.Max(column => column.BytesPerHour))));
        page.Write($"<svg class=\"chart\" viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-labelledby=\"chart-title chart-desc\">\n<title id=\"chart-title\">Throughput and share of Microsoft's ceiling over time</title>\n<desc id=\"chart-desc\">Bytes an hour of all users together above, the share of Microsoft's limits that was used below. The sentence before it tells the most and the average; the table after it has the numbers.</desc>\n");
        Patterns(page);
        Waits(page, axis, waits);
        Grid(page, axis, top);
        foreach (var stretch in stretches)
        {
            Throttled(page, axis, stretch);
            Steps(page, "rate", axis, stretch, column => RateTop + (RateHeight * (1 - (column.BytesPerHour / top))), RateTop + RateHeight);
            Steps(page, "share", axis, stretch, column => Bottom - (ShareHeight * column.Share), Bottom);
        }

        Tips(page, axis, stretches);
        page.Write($"</svg>\n");
    }

    /// <summary>The hatching, once for the drawing and its legend.</summary>
    private static void Patterns(PageWriter page) => page.Write(
        $"<defs><pattern id=\"hatch-throttled\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect width=\"6\" height=\"6\" class=\"wash throttled\"/><path d=\"M0 0V6\" class=\"hatch throttled\"/></pattern><pattern id=\"hatch-waiting\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\"><rect width=\"6\" height=\"6\" class=\"wash waiting\"/><circle cx=\"3\" cy=\"3\" r=\"1\" class=\"dot waiting\"/></pattern></defs>\n");

    private static void Grid(PageWriter page, TimeAxis axis, double top)
    {
        foreach (var part in (double[])[0, 0.5, 1])
        {
            var y = RateTop + (RateHeight * (1 - part));
            page.Write($"<path class=\"grid\" d=\"M{Left} {y}H{Width - 6}\"/><text class=\"y\" x=\"{Left - 6}\" y=\"{y + 4}\">{(part == 0 ? "0" : Wording.Rate(top * part))}</text>\n");
        }

        foreach (var (part, text) in ((double, string)[])[(0, "0 %"), (1, "100 %")])
        {
            var y = Bottom - (ShareHeight * part);
            page.Write($"<path class=\"grid{(part == 1 ? " ceiling" : string.Empty)}\" d=\"M{Left} {y}H{Width - 6}\"/><text class=\"y\" x=\"{Left - 6}\" y=\"{y + 4}\">{text}</text>\n");
        }

        page.Write($"<text class=\"name\" x=\"{Left}\" y=\"{ShareTop - 6}\">Share of Microsoft's ceiling</text>\n");
        foreach (var (x, text) in axis.Labels())
        {
            page.Write($"<path class=\"tick\" d=\"M{x} {Bottom}v5\"/><text class=\"x\" x=\"{x}\" y=\"{Bottom + 17}\">{text}</text>\n");
        }

        foreach (var (left, right, from, to) in axis.Pauses)
        {
            page.Write($"<g class=\"pause\"><title>No run for {Wording.Duration(to - from)}, until {Wording.Moment(to)}</title><rect x=\"{left}\" y=\"{RateTop}\" width=\"{right - left}\" height=\"{Bottom - RateTop}\"/><text x=\"{(left + right) / 2}\" y=\"{RateTop + (RateHeight / 2)}\">⋯</text></g>\n");
        }
    }

    private static void Waits(PageWriter page, TimeAxis axis, IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)> waits)
    {
        foreach (var (from, to) in waits)
        {
            var (left, right) = (axis.X(from), axis.X(to));
            if (right - left > 0.5)
            {
                page.Write($"<rect class=\"span-waiting\" x=\"{left}\" y=\"{RateTop}\" width=\"{right - left}\" height=\"{Bottom - RateTop}\"/>\n");
            }
        }
    }

    private static void Throttled(PageWriter page, TimeAxis axis, IReadOnlyList<ThroughputColumn> stretch)
    {
        for (var index = 0; index < stretch.Count; index++)
        {
            var first = index;
            while (index < stretch.Count && stretch[index].IsThrottled)
            {
                index++;
            }

            if (index > first)
            {
                var (left, right) = (axis.X(stretch[first].StartUtc), axis.X(stretch[index - 1].EndUtc));
                page.Write($"<rect class=\"span-throttled\" x=\"{left}\" y=\"{RateTop}\" width=\"{right - left}\" height=\"{Bottom - RateTop}\"/>\n");
            }
        }
    }

    private static void Steps(PageWriter page, string name, TimeAxis axis, IReadOnlyList<ThroughputColumn> stretch, Func<ThroughputColumn, double> y, double floor)
    {
        page.Write($"<path class=\"{name}\" d=\"M{axis.X(stretch[0].StartUtc)} {floor}");
        foreach (var column in stretch)
        {
            page.Write($"V{y(column)}H{axis.X(column.EndUtc)}");
        }

        page.Write($"V{floor}Z\"/>\n");
    }

    private static void Tips(PageWriter page, TimeAxis axis, IReadOnlyList<IReadOnlyList<ThroughputColumn>> stretches)
    {
        page.Write($"<g class=\"tips\">");
        foreach (var column in stretches.SelectMany(static stretch => stretch))
        {
            var left = axis.X(column.StartUtc);
            page.Write($"<rect x=\"{left}\" y=\"{RateTop}\" width=\"{axis.X(column.EndUtc) - left}\" height=\"{Bottom - RateTop}\"><title>{Wording.Span(column.StartUtc, column.EndUtc)}: {Wording.Rate(column.BytesPerHour)}, {Wording.Percent(column.Share * 100)} of the ceiling{(column.IsThrottled ? ", throttled" : string.Empty)}</title></rect>");
        }

        page.Write($"</g>\n");
    }
}
