namespace ArchiveMigration.Engine.Reports.Page;

/// <summary>The few numbers that are asked for first.</summary>
internal static class TotalsSection
{
    public static void Write(PageWriter page, MigrationReport report)
    {
        page.Write($"<section aria-labelledby=\"totals\">\n<h2 id=\"totals\">Totals</h2>\n<dl class=\"tiles\">\n");
        Tile(page, "Users", Wording.Number(report.Users.Count), $"{Wording.Number(report.Users.Count(user => user.Status == MigrationStatus.Completed))} completed");
        Tile(page, "Items arrived", Wording.Number(report.SyncedItems), $"of {Wording.Number(report.TotalItems)}");
        Tile(page, "Failed", Wording.Number(report.FailedItemCount), report.FailedItemCount > 0 ? Wording.Size(report.Users.Sum(user => user.FailedItemSize)) : null);
        Tile(page, "Size", Wording.Size(report.Users.Sum(user => user.SyncedItemSize)), $"{Wording.Size(report.Users.Sum(user => user.BytesTransferred))} moved");
        if (report.Work.Count > 0)
        {
            Tile(page, "Working time", Wording.Duration(report.WorkDuration), $"within {Wording.Duration(report.Work[^1].EndUtc - report.Work[0].StartUtc)}");
            Tile(page, "Rate", Wording.Rate(report.WorkDuration > TimeSpan.Zero ? report.Users.Sum(user => user.BytesTransferred) / report.WorkDuration.TotalHours : 0), "all users together");
        }

        if (report.CeilingShare is { } share)
        {
            Tile(page, "Of Microsoft's ceiling", Wording.Percent(share), "used while copying");
        }

        page.Write($"</dl>\n</section>\n");
    }

    private static void Tile(PageWriter page, string name, string value, string? more)
        => page.Write($"<div class=\"tile\"><dt>{name}</dt><dd><b>{value}</b> <span class=\"dim\">{more}</span></dd></div>\n");
}
