namespace ArchiveMigration.Engine.Reports.Page;

/// <summary>The few numbers that are asked for first.</summary>
internal static class TotalsSection
{
    public static void Write(PageWriter page, MigrationReport report)
    {
        var totals = report.Totals;
        page.Write($"<section aria-labelledby=\"totals\">\n<h2 id=\"totals\">Totals</h2>\n<dl class=\"tiles\">\n");
        Tile(page, "Users", Wording.Number(totals.UserCount), $"{Wording.Number(totals.CompletedUserCount)} completed");
        Tile(page, "Items arrived", Wording.Number(totals.SyncedItemCount), $"of {Wording.Number(totals.TotalItemCount)}");
        Tile(page, "Failed", Wording.Number(totals.FailedItemCount), totals.FailedItemCount > 0 ? Wording.Size(totals.FailedItemSize) : null);
        Tile(page, "Size", Wording.Size(totals.SyncedItemSize), $"{Wording.Size(totals.BytesTransferred)} moved");
        if (totals is { FirstPassStartedUtc: { } first, PassCount: > 0 })
        {
            var last = totals.ActiveUserCount > 0 ? report.MadeUtc : report.Work is [.., var span] ? span.EndUtc : first;
            Tile(page, "Working time", Wording.Duration(totals.OverallDuration), $"within {Wording.Duration(last - first)}");
            Tile(page, "Rate", Wording.Rate(totals.AverageBytesTransferredPerHour), "all users together");
        }

        if (totals.CeilingShare is { } share)
        {
            Tile(page, "Ceiling used", Wording.Percent(share), "of Microsoft's limits");
        }

        if (totals.EstimatedRemainingTime is { } left && left > TimeSpan.Zero)
        {
            Tile(page, "Time left", Wording.Duration(left), "estimated");
        }

        page.Write($"</dl>\n</section>\n");
    }

    private static void Tile(PageWriter page, string name, string value, string? more)
        => page.Write($"<div class=\"tile\"><dt>{name}</dt><dd><b>{value}</b> <span class=\"dim\">{more}</span></dd></div>\n");
}
