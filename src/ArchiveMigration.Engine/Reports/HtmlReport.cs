using System.Globalization;
using System.Net;
using System.Text;

namespace ArchiveMigration.Engine.Reports;

/// <summary>Writes a report as one self-contained page: no script, no other file, light and dark, prints well.</summary>
public static class HtmlReport
{
    private const string Style = """
        :root{color-scheme:light dark;--ink:#1b1f24;--dim:#57606a;--line:#d0d7de;--paper:#fff;--bad:#a40e26;--good:#116329;--accent:#0550ae}
        @media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--dim:#9da7b3;--line:#3d444d;--paper:#0d1117;--bad:#ff9492;--good:#7ee787;--accent:#79c0ff}}
        body{font:15px/1.5 system-ui,"Segoe UI",sans-serif;color:var(--ink);background:var(--paper);margin:2rem auto;max-width:80rem;padding:0 1rem}
        h1{font-size:1.5rem;margin:0}h2{font-size:1.1rem;margin:2rem 0 .5rem}p.dim,.dim{color:var(--dim)}
        .verdict{font-size:1.15rem;margin:.75rem 0;padding-left:.75rem;border-left:4px solid var(--good)}.verdict.bad{border-color:var(--bad)}
        .tiles{display:flex;flex-wrap:wrap;gap:.75rem;margin:1rem 0}.tile{border:1px solid var(--line);border-radius:6px;padding:.5rem .9rem;min-width:8rem}
        .tile b{display:block;font-size:1.25rem;font-variant-numeric:tabular-nums}
        .scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
        th,td{text-align:left;padding:.35rem .6rem;border-bottom:1px solid var(--line);vertical-align:top}th{color:var(--dim);font-weight:600}
        td.n,th.n{text-align:right;white-space:nowrap}.bad{color:var(--bad)}.good{color:var(--good)}
        @media print{body{margin:0;max-width:none}tr{break-inside:avoid}}
        """;

    /// <summary>Writes the page.</summary>
    public static async Task WriteAsync(MigrationReport report, TextWriter output, CancellationToken cancellationToken)
    {
        var page = new StringBuilder(16 * 1024);
        Head(page, report);
        Needs(page, report);
        Tiles(page, report);
        Users(page, report);
        NotMapped(page, report);
        page.Append("</body></html>\n");
        await output.WriteAsync(page, cancellationToken).ConfigureAwait(false);
    }

    private static void Head(StringBuilder page, MigrationReport report)
    {
        var project = report.Project;
        var isWell = report.Users.All(user => user.Status == MigrationStatus.Completed);
        page.Append("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
            .Append("<title>").Append(Text(project.Name)).Append(" – archive migration</title><style>").Append(Style).Append("</style></head><body>")
            .Append("<h1>").Append(Text(project.Name)).Append("</h1><p class=\"dim\">")
            .Append(Text(string.Join(" · ", new[] { project.Customer, $"{project.Source} → {project.Destination}", Time(report.MadeUtc) }.Where(part => !string.IsNullOrEmpty(part)))))
            .Append("</p><p class=\"verdict").Append(isWell ? string.Empty : " bad").Append("\">").Append(Text(report.Sentence)).Append("</p>");
    }

    private static void Needs(StringBuilder page, MigrationReport report)
    {
        var users = report.Users.Where(user => user.Status is MigrationStatus.Failed or MigrationStatus.Stopped).ToArray();
        if (users.Length == 0 && report.FailedItems.Count == 0)
        {
            return;
        }

        page.Append("<h2>Needs a person</h2>");
        if (users.Length > 0)
        {
            page.Append("<div class=\"scroll\"><table><thead><tr><th>User</th><th>Status</th><th>What happened, and what to do</th></tr></thead><tbody>");
            foreach (var user in users)
            {
                page.Append("<tr><td>").Append(Text(user.SourceAddress)).Append("</td><td class=\"bad\">").Append(user.Status)
                    .Append("</td><td>").Append(Text(user.StatusDetail ?? string.Empty)).Append("</td></tr>");
            }

            page.Append("</tbody></table></div>");
        }

        if (report.FailedItems.Count > 0)
        {
            page.Append("<h2>Failed items</h2><div class=\"scroll\"><table><thead><tr><th>User</th><th>Folder</th><th>Class</th><th class=\"n\">Size</th><th>Why</th></tr></thead><tbody>");
            foreach (var (user, item) in report.FailedItems)
            {
                var why = string.Join(" · ", new[] { item.ErrorMessage, item.ServiceCode, item.RequestId }.Where(part => !string.IsNullOrEmpty(part)));
                page.Append("<tr><td>").Append(Text(user)).Append("</td><td>").Append(Text(item.FolderPath)).Append("</td><td>").Append(Text(item.Source.ItemClass))
                    .Append("</td><td class=\"n\">").Append(Size(item.Source.Size)).Append("</td><td>").Append(Text(why)).Append("</td></tr>");
            }

            page.Append("</tbody></table></div>");
            if (report.FailedItemCount > report.FailedItems.Count)
            {
                page.Append("<p class=\"dim\">").Append(Number(report.FailedItemCount - report.FailedItems.Count)).Append(" more: Get-ArchiveMigrationItem -Disposition Failed lists them all.</p>");
            }
        }
    }

    private static void Tiles(StringBuilder page, MigrationReport report)
    {
        page.Append("<h2>Totals</h2><div class=\"tiles\">");
        Tile("Users", Number(report.Users.Count));
        Tile("Items", Number(report.TotalItems));
        Tile("At the destination", Number(report.SyncedItems));
        Tile("Failed", Number(report.FailedItemCount));
        Tile("Moved", Size(report.Users.Sum(user => user.BytesTransferred)));
        if (report.HasMapping)
        {
            Tile("Addresses mapped", Number(report.MappedAddressCount));
        }

        page.Append("</div>");

        void Tile(string name, string value) => page.Append("<div class=\"tile\"><b>").Append(value).Append("</b>").Append(name).Append("</div>");
    }

    private static void Users(StringBuilder page, MigrationReport report)
    {
        page.Append("<h2>Users</h2><div class=\"scroll\"><table><thead><tr><th>Source</th><th>Destination</th><th>Status</th><th class=\"n\">Folders</th><th class=\"n\">Items</th>")
            .Append("<th class=\"n\">Size</th><th class=\"n\">Failed</th><th class=\"n\">Excluded</th><th class=\"n\">Vanished</th><th class=\"n\">Time</th></tr></thead><tbody>");
        foreach (var user in report.Users)
        {
            page.Append("<tr><td>").Append(Text(user.SourceAddress)).Append("</td><td>").Append(Text(user.DestinationAddress))
                .Append("</td><td class=\"").Append(user.Status == MigrationStatus.Completed ? "good" : "bad").Append("\">").Append(user.Status);
            Cell(Number(user.FolderCount));
            Cell($"{Number(user.SyncedItemCount)}/{Number(user.TotalItemCount)}");
            Cell(Size(user.SyncedItemSize));
            Cell(Number(user.FailedItemCount));
            Cell(Number(user.ExcludedItemCount));
            Cell(Number(user.VanishedItemCount));
            Cell(user.TotalInProgressDuration.ToString(user.TotalInProgressDuration.Days == 0 ? @"h\:mm\:ss" : @"d'd 'hh\:mm\:ss", CultureInfo.InvariantCulture));
            page.Append("</td></tr>");
        }

        page.Append("</tbody></table></div>");

        void Cell(string value) => page.Append("</td><td class=\"n\">").Append(value);
    }

    /// <summary>What the mapping of addresses left, at the end: such items have arrived, so nobody needs to act before reading them.</summary>
    private static void NotMapped(StringBuilder page, MigrationReport report)
    {
        if (!report.HasMapping)
        {
            return;
        }

        page.Append("<h2>Addresses</h2><p>").Append(Number(report.MappedAddressCount)).Append(" addresses were mapped in ").Append(Number(report.MappedItemCount)).Append(" items.");
        if (report.UnmappedAddressCount > 0)
        {
            page.Append(' ').Append(Number(report.UnmappedAddressCount)).Append(" were left as they are, since they stand in something that is not understood.");
        }

        page.Append("</p>");
        if (report.NotMappedItems.Count == 0)
        {
            return;
        }

        page.Append("<p class=\"dim\">").Append(Number(report.NotMappedItemCount)).Append(" items arrived byte for byte, with their old addresses:</p>")
            .Append("<div class=\"scroll\"><table><thead><tr><th>User</th><th>Folder</th><th>Class</th><th class=\"n\">Size</th><th>Not mapped</th></tr></thead><tbody>");
        foreach (var (user, item) in report.NotMappedItems)
        {
            page.Append("<tr><td>").Append(Text(user)).Append("</td><td>").Append(Text(item.FolderPath)).Append("</td><td>").Append(Text(item.Source.ItemClass))
                .Append("</td><td class=\"n\">").Append(Size(item.Source.Size)).Append("</td><td>").Append(Text(item.Mapping?.Reason ?? string.Empty)).Append("</td></tr>");
        }

        page.Append("</tbody></table></div>");
        if (report.NotMappedItemCount > report.NotMappedItems.Count)
        {
            page.Append("<p class=\"dim\">").Append(Number(report.NotMappedItemCount - report.NotMappedItems.Count)).Append(" more: Get-ArchiveMigrationItem -NotMapped lists them all.</p>");
        }
    }

    private static string Text(string value) => WebUtility.HtmlEncode(value);

    private static string Size(long bytes) => ByteSize.Show(bytes, CultureInfo.InvariantCulture);

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset value) => value.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
