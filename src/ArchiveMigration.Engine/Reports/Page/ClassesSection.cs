using ArchiveMigration.Engine.Ledger;

namespace ArchiveMigration.Engine.Reports.Page;

/// <summary>Counts and sizes by kind of item.</summary>
internal static class ClassesSection
{
    public static void Write(PageWriter page, MigrationReport report)
    {
        var rows = report.Users
            .SelectMany(user => user.Categories)
            .Where(row => row.Disposition is not Disposition.Vanished)
            .GroupBy(row => row.Category)
            .OrderBy(kind => kind.Key)
            .ToList();
        var most = rows.Count > 0 ? rows.Max(kind => kind.Sum(row => row.Size)) : 0;
        if (rows.Count == 0)
        {
            return;
        }

        page.Write($"<section aria-labelledby=\"classes\">\n<h2 id=\"classes\">Kinds of items</h2>\n<div class=\"scroll\"><table>\n<caption>Counts and sizes as the sources report them</caption>\n");
        page.Write($"<thead><tr><th scope=\"col\">Kind</th><th scope=\"col\" class=\"n\">Items</th><th scope=\"col\" class=\"n\">Arrived</th><th scope=\"col\" class=\"n\">Failed</th><th scope=\"col\" class=\"n wide\">Excluded</th><th scope=\"col\" class=\"n wide\">To do</th><th scope=\"col\" class=\"n\">Size</th><th scope=\"col\" class=\"wide\"><span class=\"unseen\">Share of the size</span></th></tr></thead>\n<tbody>\n");
        foreach (var kind in rows)
        {
            var size = kind.Sum(row => row.Size);
            page.Write($"<tr><th scope=\"row\">{Name(kind.Key)}</th>");
            page.Number(Wording.Number(kind.Sum(row => row.Count)));
            page.Number(Wording.Number(Count(kind, Disposition.Imported) + Count(kind, Disposition.AlreadyPresent)));
            page.Number(Wording.Number(Count(kind, Disposition.Failed)));
            page.Number(Wording.Number(Count(kind, Disposition.Excluded)), isWide: true);
            page.Number(Wording.Number(Count(kind, Disposition.Pending)), isWide: true);
            page.Number(Wording.Size(size));
            page.Write($"<td class=\"wide bar\"><svg aria-hidden=\"true\" width=\"120\" height=\"10\"><rect width=\"{(most > 0 ? 120.0 * size / most : 0):0.#}\" height=\"10\"/></svg></td></tr>\n");
        }

        page.Write($"</tbody>\n</table></div>\n</section>\n");
    }

    private static long Count(IEnumerable<TallyRow> rows, Disposition disposition) => rows.Where(row => row.Disposition == disposition).Sum(row => row.Count);

    private static string Name(ItemCategory category) => category switch
    {
        ItemCategory.Contact => "Contacts",
        ItemCategory.Task => "Tasks",
        ItemCategory.Note => "Notes",
        ItemCategory.Journal => "Journal entries",
        ItemCategory.Other => "Others",
        _ => category.ToString(),
    };
}
