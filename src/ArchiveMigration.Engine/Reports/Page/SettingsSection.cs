using ArchiveMigration.Engine.Companions;

namespace ArchiveMigration.Engine.Reports.Page;

/// <summary>What accompanies the mailboxes: which rules and categories were carried, what only a script can carry, and what was not carried and why.</summary>
internal static class SettingsSection
{
    /// <summary>More rows than this are listed by the command.</summary>
    private const int MostLeft = 200;

    public static void Write(PageWriter page, MigrationReport report)
    {
        var copies = report.Settings;
        if (copies.Count == 0)
        {
            return;
        }

        page.Write($"<section aria-labelledby=\"settings\">\n<h2 id=\"settings\">Settings</h2>\n<p>Inbox rules and categories of {Wording.Count(copies.Count, "user")} were copied, {Wording.Span(copies.Min(copy => copy.CopiedUtc), copies.Max(copy => copy.CopiedUtc))}.");
        if (report.Users.Count > copies.Count)
        {
            page.Write($" Of {Wording.Count(report.Users.Count - copies.Count, "user")} they were not; ");
            page.Prose("Copy-ArchiveMigrationSetting copies them.");
        }

        page.Write($"</p>\n");
        Kinds(page, copies);
        Left(page, report.Project.Name, copies);
        page.Write($"</section>\n");
    }

    private static void Kinds(PageWriter page, IReadOnlyList<SettingCopyResult> copies)
    {
        page.Write($"<div class=\"scroll\"><table>\n<thead><tr><th scope=\"col\">Setting</th><th scope=\"col\" class=\"n\">Carried</th><th scope=\"col\" class=\"n wide\">There already</th><th scope=\"col\" class=\"n\">By script</th><th scope=\"col\" class=\"n\">Not carried</th></tr></thead>\n<tbody>\n");
        foreach (var kind in copies.SelectMany(static copy => copy.Findings).GroupBy(static finding => finding.Kind).OrderBy(static kind => kind.Key))
        {
            page.Write($"<tr><th scope=\"row\">{Name(kind.Key)}</th>");
            page.Number(Count(kind, SettingOutcome.Carried));
            page.Number(Count(kind, SettingOutcome.Present), isWide: true);
            page.Number(kind.Any(static finding => finding.Outcome == SettingOutcome.ByScript) ? Wording.Count(kind.LongCount(static finding => finding.Outcome == SettingOutcome.ByScript), "user") : "–");
            var left = kind.Count(SettingCopyResult.IsLeft);
            page.Write($"<td class=\"n{(left > 0 ? " bad" : string.Empty)}\">{(left > 0 ? Wording.Number(left) : "–")}</td></tr>\n");
        }

        page.Write($"</tbody>\n</table></div>\n<p class=\"dim\">");
        page.Prose("Microsoft Graph has no access to what goes by script: ConvertTo-ArchiveMigrationSettingScript makes an Exchange Online script of the source's export. Whether it was run is not known here.");
        page.Write($"</p>\n");
    }

    private static void Left(PageWriter page, string project, IReadOnlyList<SettingCopyResult> copies)
    {
        var failed = copies.Where(static copy => copy.Status == SettingCopyStatus.Failed).Select(static copy => (copy.SourceAddress, "All of them", "Not copied", copy.Detail));
        var left = failed.Concat(copies.SelectMany(static copy => copy.Findings.Where(SettingCopyResult.IsLeft).Select(finding => (copy.SourceAddress, $"{One(finding.Kind)} “{finding.Name}”", Outcome(finding.Outcome), finding.Message)))).ToList();
        if (left.Count == 0)
        {
            return;
        }

        page.Write($"<div class=\"scroll\"><table class=\"stack\">\n<caption>Not carried</caption>\n<thead><tr><th scope=\"col\">User</th><th scope=\"col\">Setting</th><th scope=\"col\">What became of it</th><th scope=\"col\">Why, and what to do</th></tr></thead>\n<tbody>\n");
        foreach (var (user, what, outcome, why) in left.Take(MostLeft))
        {
            page.Write($"<tr><th scope=\"row\" class=\"name\">");
            page.Address(user);
            page.Write($"</th><td class=\"whole name\">{what}</td><td class=\"whole\">{outcome}</td><td class=\"long\">");
            page.Prose(why);
            page.Write($"</td></tr>\n");
        }

        page.Write($"</tbody>\n</table></div>\n");
        if (left.Count > MostLeft)
        {
            page.Write($"<p class=\"dim\">");
            page.Prose($"{Wording.Number(left.Count - MostLeft)} more: Copy-ArchiveMigrationSetting {PowerShellText.Literal(project)} copies what is still missing and lists them under Findings.");
            page.Write($"</p>\n");
        }
    }

    private static string Count(IEnumerable<SettingFinding> findings, SettingOutcome outcome) => findings.LongCount(finding => finding.Outcome == outcome) is > 0 and var count ? Wording.Number(count) : "–";

    private static string Name(SettingKind kind) => kind switch
    {
        SettingKind.InboxRule => "Inbox rules",
        SettingKind.Category => "Categories",
        SettingKind.FolderPermission => "Folder permissions",
        _ => "Safe and blocked senders",
    };

    private static string One(SettingKind kind) => kind == SettingKind.InboxRule ? "Inbox rule" : "Category";

    private static string Outcome(SettingOutcome outcome) => outcome switch
    {
        SettingOutcome.Different => "Another one has its name",
        SettingOutcome.Impossible => "Impossible",
        _ => "Refused",
    };
}
