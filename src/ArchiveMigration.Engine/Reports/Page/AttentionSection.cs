namespace ArchiveMigration.Engine.Reports.Page;

/// <summary>What needs a person, the worst first: users who could not be migrated, then failed items by error, each with what to do.</summary>
internal static class AttentionSection
{
    /// <summary>More users than this are read in the table of users, which has them all.</summary>
    private const int MostUsers = 100;

    private static readonly MigrationStatus[] WorstFirst = [MigrationStatus.Failed, MigrationStatus.Stopped, MigrationStatus.WaitingForQuota];

    public static void Write(PageWriter page, MigrationReport report)
    {
        if (report.Work.Count == 0)
        {
            return;
        }

        var users = report.Users
            .Where(user => WorstFirst.Contains(user.Status))
            .OrderBy(user => Array.IndexOf(WorstFirst, user.Status))
            .ThenByDescending(user => user.PendingItemCount)
            .ToList();
        page.Write($"<section aria-labelledby=\"attention\">\n<h2 id=\"attention\">Needs a person</h2>\n");
        if (users.Count == 0 && report.Failures.Count == 0)
        {
            page.Write($"<p>Nothing.</p>\n");
        }

        Users(page, users);
        Failures(page, report);
        page.Write($"</section>\n");
    }

    private static void Users(PageWriter page, List<UserStatistics> users)
    {
        if (users.Count == 0)
        {
            return;
        }

        page.Write($"<div class=\"scroll\"><table class=\"stack\">\n<caption>{Wording.Count(users.Count, "user")} not done</caption>\n<thead><tr><th scope=\"col\">User</th><th scope=\"col\">Status</th><th scope=\"col\" class=\"n wide\">Items left</th><th scope=\"col\" class=\"long\">What happened, and what to do</th></tr></thead>\n<tbody>\n");
        foreach (var user in users.Take(MostUsers))
        {
            page.Write($"<tr><th scope=\"row\" class=\"name\">{user.SourceAddress}</th><td><span class=\"state {Wording.Tone(user.Status)}\"><span aria-hidden=\"true\">{Wording.Sign(user.Status)}</span> {Wording.Status(user.Status)}</span></td>");
            page.Number(Wording.Number(user.PendingItemCount), isWide: true);
            page.Write($"<td class=\"long\">");
            page.Prose(user.StatusDetail);
            page.Write($"</td></tr>\n");
        }

        page.Write($"</tbody>\n</table></div>\n");
        if (users.Count > MostUsers)
        {
            page.Write($"<p class=\"dim\">");
            page.Prose($"{Wording.Number(users.Count - MostUsers)} more are first in the table of users below; Get-ArchiveMigrationStatistics tells the reason of each.");
            page.Write($"</p>\n");
        }
    }

    private static void Failures(PageWriter page, MigrationReport report)
    {
        if (report.Failures.Count == 0)
        {
            return;
        }

        page.Write($"<h3>{Wording.Count(report.Failures.Sum(group => group.ItemCount), "failed item")}</h3>\n");
        foreach (var group in report.Failures)
        {
            Group(page, group);
        }

        page.Write($"<p class=\"dim\">");
        page.Prose($"Each item: Get-ArchiveMigrationItem {PowerShellText.Literal(report.Project.Name)} -Disposition Failed");
        page.Write($"</p>\n");
    }

    private static void Group(PageWriter page, FailureGroup group)
    {
        page.Write($"<article class=\"failure\">\n<h4><span class=\"state bad\"><span aria-hidden=\"true\">✕</span> {group.ErrorId}</span> <span class=\"how\">{Wording.Count(group.ItemCount, "item")}, {Wording.Size(group.ItemSize)}, {Wording.Count(group.UserCount, "user")}</span></h4>\n");
        if (group.Examples is [{ Item.ErrorMessage: { } message }, ..])
        {
            page.Write($"<p>{message}{(group.ServiceCode is { } code && !message.Contains(code, StringComparison.OrdinalIgnoreCase) ? $" ({code})" : string.Empty)}</p>\n");
        }

        page.Write($"<p><b>What to do:</b> ");
        page.Prose(group.Remedy);
        page.Write($"</p>\n");
        if (group.UserCount > 1)
        {
            var more = group.UserCount - group.Users.Count;
            page.Write($"<p>Most: {string.Join(", ", group.Users.Select(user => $"{user.User} ({Wording.Number(user.ItemCount)})"))}{(more > 0 ? $" and {Wording.Count(more, "other")}" : string.Empty)}.</p>\n");
        }

        var hasSubjects = group.Examples.Any(static example => example.Item.Subject is not null);
        page.Write($"<div class=\"scroll\"><table>\n<caption>{(group.Examples.Count < group.ItemCount ? "For example" : group.ItemCount == 1 ? "The item" : "The items")}</caption>\n<thead><tr><th scope=\"col\">User</th><th scope=\"col\">Folder</th>");
        if (hasSubjects)
        {
            page.Write($"<th scope=\"col\">Subject</th>");
        }

        page.Write($"<th scope=\"col\" class=\"wide\">Class</th><th scope=\"col\" class=\"n\">Size</th><th scope=\"col\" class=\"wide\">Request</th></tr></thead>\n<tbody>\n");
        foreach (var (user, item) in group.Examples)
        {
            page.Write($"<tr><td class=\"name\">{user}</td><td class=\"name\">{item.FolderPath}</td>");
            if (hasSubjects)
            {
                page.Write($"<td class=\"id\">{item.Subject ?? "–"}</td>");
            }

            page.Write($"<td class=\"wide\">{item.Source.ItemClass}</td>");
            page.Number(Wording.Size(item.Source.Size));
            page.Write($"<td class=\"wide id\">{item.RequestId ?? "–"}</td></tr>\n");
        }

        page.Write($"</tbody>\n</table></div>\n</article>\n");
    }
}
