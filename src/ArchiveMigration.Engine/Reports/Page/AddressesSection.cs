namespace ArchiveMigration.Engine.Reports.Page;

/// <summary>What the mapping of addresses and the removal of retention tags did and left: such items have arrived, so nobody needs to act before reading them.</summary>
internal static class AddressesSection
{
    public static void Write(PageWriter page, MigrationReport report)
    {
        if (!report.HasMapping && !report.HasTagRemoval)
        {
            return;
        }

        var totals = report.Totals;
        page.Write($"<section aria-labelledby=\"addresses\">\n<h2 id=\"addresses\">{Heading(report)}</h2>\n<p>");
        if (report.HasMapping)
        {
            page.Write($"{totals.MappedAddressCount} addresses were mapped in {totals.MappedItemCount} items.");
        }

        if (totals.UnmappedAddressCount > 0)
        {
            page.Write($" {totals.UnmappedAddressCount} were left as they are, since they stand in something that is not understood.");
        }

        if (report.HasTagRemoval)
        {
            page.Write($" Retention tags were removed from {Wording.Count(totals.UntaggedItemCount, "item")}.");
        }

        page.Write($"</p>\n");
        if (report.NotMappedItems.Count > 0)
        {
            Items(page, report, totals.NotMappedItemCount);
        }

        page.Write($"</section>\n");
    }

    private static string Heading(MigrationReport report) => !report.HasTagRemoval ? "Addresses" : report.HasMapping ? "Addresses and retention tags" : "Retention tags";

    private static void Items(PageWriter page, MigrationReport report, long count)
    {
        page.Write($"<div class=\"scroll\"><table>\n<caption>{Wording.Count(count, "item")} arrived byte for byte, with {(report.HasTagRemoval ? report.HasMapping ? "old addresses and retention tags" : "their retention tags" : "old addresses")}</caption>\n");
        page.Write($"<thead><tr><th scope=\"col\">User</th><th scope=\"col\">Folder</th><th scope=\"col\" class=\"wide\">Class</th><th scope=\"col\" class=\"n wide\">Size</th><th scope=\"col\">Not mapped because</th></tr></thead>\n<tbody>\n");
        foreach (var (user, item) in report.NotMappedItems)
        {
            page.Write($"<tr><td class=\"name\">{user}</td><td class=\"name\">{item.FolderPath}</td><td class=\"wide\">{item.Source.ItemClass}</td>");
            page.Number(Wording.Size(item.Source.Size), isWide: true);
            page.Write($"<td>{item.Mapping?.Reason}</td></tr>\n");
        }

        page.Write($"</tbody>\n</table></div>\n");
        if (count > report.NotMappedItems.Count)
        {
            page.Write($"<p class=\"dim\">");
            page.Prose($"{Wording.Number(count - report.NotMappedItems.Count)} more: Get-ArchiveMigrationItem {PowerShellText.Literal(report.Project.Name)} -NotMapped lists them all.");
            page.Write($"</p>\n");
        }
    }
}
