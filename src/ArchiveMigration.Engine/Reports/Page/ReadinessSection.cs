using ArchiveMigration.Engine.Readiness;

namespace ArchiveMigration.Engine.Reports.Page;

/// <summary>What the last readiness test found out, about users who have not arrived: what became of the others says more than what was to be expected.</summary>
internal static class ReadinessSection
{
    /// <summary>More users than this are listed by the command.</summary>
    private const int MostUsers = 200;

    public static void Write(PageWriter page, MigrationReport report)
    {
        if (report.Readiness is not { } readiness || readiness.Users.Count == 0)
        {
            return;
        }

        page.Write($"<section aria-labelledby=\"readiness\">\n<h2 id=\"readiness\">Readiness</h2>\n<p>{Wording.Count(readiness.Users.Count, "user")} not yet migrated, looked at {Wording.Span(readiness.Users.Min(user => user.TestedUtc), readiness.Users.Max(user => user.TestedUtc))}:");
        foreach (var count in readiness.Verdicts.Where(count => count.Users > 0).Reverse())
        {
            page.Write($" <b>{count.Users} {Verdict(count.Verdict)}</b>{(count.Reasons.Length == 0 ? string.Empty : $" ({count.Reasons})")}.");
        }

        if (readiness.Longest is { } longest)
        {
            page.Write($" Longest: {longest.SourceAddress}, at best {Wording.Duration(longest.TimeAtBest ?? TimeSpan.Zero)}; all of them {Wording.Duration(readiness.AllDone)} with {readiness.AtOnce} at a time.");
        }

        page.Write($"</p>\n");
        Users(page, report.Project.Name, readiness.Users.Where(user => user.Verdict != ReadinessVerdict.Ready).OrderByDescending(user => user.Verdict).ToList());
        page.Write($"</section>\n");
    }

    private static void Users(PageWriter page, string project, List<UserReadiness> users)
    {
        if (users.Count == 0)
        {
            return;
        }

        page.Write($"<div class=\"scroll\"><table class=\"stack\">\n<caption class=\"unseen\">Users who are blocked, or have something to be known beforehand</caption>\n");
        page.Write($"<thead><tr><th scope=\"col\">User</th><th scope=\"col\">Verdict</th><th scope=\"col\" class=\"n\">Size</th><th scope=\"col\">What it is, and what to do</th></tr></thead>\n<tbody>\n");
        foreach (var user in users.Take(MostUsers))
        {
            var (tone, sign) = user.Verdict == ReadinessVerdict.Blocked ? ("bad", "✕") : ("warn", "!");
            page.Write($"<tr><th scope=\"row\" class=\"name\">{user.SourceAddress}</th><td><span class=\"state {tone}\"><span aria-hidden=\"true\">{sign}</span> {user.Verdict.ToString()}</span></td>");
            page.Number(user.Size is { } size ? Wording.Size(size) : "–");
            page.Write($"<td class=\"long\">");
            page.Prose(string.Join(' ', user.Blockers.Concat(user.Warnings).Concat(user.Remedies)));
            page.Write($"</td></tr>\n");
        }

        page.Write($"</tbody>\n</table></div>\n");
        if (users.Count > MostUsers)
        {
            page.Write($"<p class=\"dim\">");
            page.Prose($"{Wording.Number(users.Count - MostUsers)} more: Test-ArchiveMigrationReadiness {PowerShellText.Literal(project)} -Saved lists them all.");
            page.Write($"</p>\n");
        }
    }

    private static string Verdict(ReadinessVerdict verdict) => verdict switch
    {
        ReadinessVerdict.Ready => "ready",
        ReadinessVerdict.Warning => "with a warning",
        _ => "blocked",
    };
}
