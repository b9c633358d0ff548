namespace ArchiveMigration.Engine.Reports.Page;

/// <summary>What the project's rules left out.</summary>
internal static class ExclusionsSection
{
    public static void Write(PageWriter page, MigrationReport report)
    {
        var rules = report.Totals.ExcludedBy;
        if (rules.Count == 0)
        {
            return;
        }

        page.Write($"<section aria-labelledby=\"excluded\">\n<h2 id=\"excluded\">Left out by rule</h2>\n<div class=\"scroll\"><table>\n<caption>Items that the project's rules exclude; they stay at the source</caption>\n<thead><tr><th scope=\"col\">Rule</th><th scope=\"col\" class=\"n\">Items</th><th scope=\"col\" class=\"n\">Size</th></tr></thead>\n<tbody>\n");
        foreach (var rule in rules)
        {
            page.Write($"<tr><th scope=\"row\">{rule.Rule}</th>");
            page.Number(Wording.Number(rule.Count));
            page.Number(Wording.Size(rule.Size));
            page.Write($"</tr>\n");
        }

        page.Write($"</tbody>\n</table></div>\n</section>\n");
    }
}
