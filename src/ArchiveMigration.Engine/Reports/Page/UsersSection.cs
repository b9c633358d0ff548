namespace ArchiveMigration.Engine.Reports.Page;

/// <summary>The users: by state, those who need a look first; by address within. A state with very many has an index of letters.</summary>
internal static class UsersSection
{
    private const int Columns = 9;
    private const int ManyUsers = 200;

    private static readonly MigrationStatus[] Order =
    [
        MigrationStatus.Failed, MigrationStatus.Stopped, MigrationStatus.WaitingForQuota, MigrationStatus.CompletedWithErrors,
        MigrationStatus.Stopping, MigrationStatus.Syncing, MigrationStatus.Validating, MigrationStatus.Queued, MigrationStatus.Synced, MigrationStatus.Completed,
    ];

    public static void Write(PageWriter page, MigrationReport report)
    {
        if (report.Users.Count == 0)
        {
            return;
        }

        var states = report.Users.GroupBy(user => user.Status).OrderBy(state => Array.IndexOf(Order, state.Key)).ToList();
        page.Write($"<section aria-labelledby=\"users\">\n<h2 id=\"users\">Users</h2>\n");
        if (states.Count > 1)
        {
            page.Write($"<nav aria-label=\"Users by state\"><ul class=\"jump\">");
            foreach (var state in states)
            {
                page.Write($"<li><a href=\"#users-{state.Key.ToString()}\">{Wording.Status(state.Key)}</a> {(long)state.Count()}</li>");
            }

            page.Write($"</ul></nav>\n");
        }

        page.Write($"<table class=\"users\">\n<caption>{Wording.Count(report.Users.Count, "user")}; items and sizes at the destination</caption>\n<thead><tr><th scope=\"col\">User</th><th scope=\"col\" class=\"n\">Items</th><th scope=\"col\" class=\"n wide\">of</th><th scope=\"col\" class=\"n\">Size</th><th scope=\"col\" class=\"n\">Failed</th>");
        page.Write($"<th scope=\"col\" class=\"n wide\">Excluded</th><th scope=\"col\" class=\"n wide\">Vanished</th><th scope=\"col\" class=\"n wide\">Time</th><th scope=\"col\" class=\"n wide\"><abbr title=\"Share of what Microsoft's limits allow\">Ceiling</abbr></th></tr></thead>\n");
        foreach (var state in states)
        {
            State(page, state.Key, [.. state.OrderBy(user => user.SourceAddress, StringComparer.OrdinalIgnoreCase)]);
        }

        page.Write($"</table>\n</section>\n");
    }

    private static void State(PageWriter page, MigrationStatus status, List<UserStatistics> users)
    {
        page.Write($"<tbody>\n<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"{(long)Columns}\" id=\"users-{status.ToString()}\"><span class=\"state {Wording.Tone(status)}\"><span aria-hidden=\"true\">{Wording.Sign(status)}</span> {Wording.Status(status)}</span> <span class=\"how\">{Wording.Count(users.Count, "user")}</span>");
        if (users.Count > ManyUsers)
        {
            page.Write($"<span class=\"letters\">");
            foreach (var letter in users.Select(Letter).Distinct())
            {
                page.Write($" <a href=\"#{Anchor(status, letter)}\">{letter.ToString()}</a>");
            }

            page.Write($"</span>");
        }

        page.Write($"</th></tr>\n");
        char? last = null;
        foreach (var user in users)
        {
            var letter = Letter(user);
            if (users.Count > ManyUsers && letter != last)
            {
                page.Write($"<tr id=\"{Anchor(status, letter)}\">");
            }
            else
            {
                page.Write($"<tr>");
            }

            last = letter;
            Row(page, user);
        }

        page.Write($"</tbody>\n");
    }

    private static void Row(PageWriter page, UserStatistics user)
    {
        page.Write($"<th scope=\"row\" class=\"name\">");
        page.Address(user.SourceAddress);
        page.Write($" <small>→ {Destination(user)}</small></th>");
        page.Number(Wording.Number(user.SyncedItemCount));
        page.Number(Wording.Number(user.TotalItemCount), isWide: true);
        page.Number(Wording.Size(user.SyncedItemSize));
        if (user.FailedItemCount > 0)
        {
            page.Write($"<td class=\"n bad\">{user.FailedItemCount}</td>");
        }
        else
        {
            page.Number("0");
        }

        page.Number(Wording.Number(user.ExcludedItemCount), isWide: true);
        page.Number(Wording.Number(user.VanishedItemCount), isWide: true);
        page.Number(Wording.Duration(user.TotalInProgressDuration), isWide: true);
        page.Number(Wording.Percent(user.CeilingShare), isWide: true);
        page.Write($"</tr>\n");
    }

    /// <summary>Of an address that differs only in its domain the domain is enough: less to read, five thousand times.</summary>
    private static string Destination(UserStatistics user)
    {
        var at = user.DestinationAddress.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && user.SourceAddress.StartsWith(user.DestinationAddress[..(at + 1)], StringComparison.OrdinalIgnoreCase) ? user.DestinationAddress[at..] : user.DestinationAddress;
    }

    private static char Letter(UserStatistics user) => user.SourceAddress is [var first, ..] && char.IsAsciiLetterOrDigit(first) ? char.ToUpperInvariant(first) : '#';

    private static string Anchor(MigrationStatus status, char letter) => $"users-{status}-{(letter == '#' ? "other" : letter)}";
}
