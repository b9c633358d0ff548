using System.Globalization;

namespace ArchiveMigration.Engine.Reports;

/// <summary>
/// Writes a PowerShell script that gives the new mailboxes the internal names of the old tenant as X500 addresses. Names come out of people's mail, so nothing
/// of them can become a command: see <see cref="PowerShellText"/>. An address that a mailbox has already makes Set-Mailbox warn and change nothing, so the
/// script can be run again.
/// </summary>
public static class X500Script
{
    /// <summary>The lines of the script.</summary>
    /// <param name="project">The project's name.</param>
    /// <param name="matches">The names; those without a mailbox become comments.</param>
    /// <param name="writtenUtc">For the head of the script, UTC.</param>
    public static IEnumerable<string> Lines(string project, IReadOnlyCollection<LegacyAddressMatch> matches, DateTimeOffset writtenUtc)
    {
        ArgumentNullException.ThrowIfNull(matches);
        var mailboxes = matches
            .Where(match => match.DestinationAddress is not null)
            .GroupBy(match => match.DestinationAddress!, StringComparer.OrdinalIgnoreCase)
            .OrderByDescending(mailbox => mailbox.Sum(match => match.Count))
            .ThenBy(mailbox => mailbox.Key, StringComparer.OrdinalIgnoreCase)
            .ToList();
        var unknown = matches.Where(match => match.DestinationAddress is null).OrderByDescending(match => match.Count).ToList();
        return [.. Head(project, writtenUtc, mailboxes.Sum(mailbox => mailbox.Count()), mailboxes.Count, unknown.Count), .. mailboxes.SelectMany(Mailbox), .. Unknown(unknown)];
    }

    private static IEnumerable<string> Head(string project, DateTimeOffset writtenUtc, int addresses, int mailboxes, int unknown) =>
    [
        PowerShellText.Comment($"X500 addresses for the new mailboxes of the project {project}, by ArchiveMigration, {writtenUtc.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC."),
        "#",
        "# Archived items name people of the old tenant by legacyExchangeDN. Where such a name could not be mapped, a reply finds its",
        "# recipient only if the new mailbox has the name as an X500 address. This script adds them; it removes nothing.",
        "#",
        "# Run it in a session that is connected to the NEW tenant (Connect-ExchangeOnline), as often as you like: for an address that is there",
        "# already, Set-Mailbox warns that nothing was modified. An address can belong to one recipient only: otherwise the error names the other.",
        "# Where the recipient is no mailbox, use Set-MailUser, Set-MailContact or Set-DistributionGroup with the same -EmailAddresses.",
        "#",
        $"# Here: {Number(addresses)} {(addresses == 1 ? "address" : "addresses")} for {Number(mailboxes)} {(mailboxes == 1 ? "mailbox" : "mailboxes")}; {Number(unknown)} without a known mailbox, at the end.",
    ];

    private static IEnumerable<string> Mailbox(IGrouping<string, LegacyAddressMatch> mailbox)
    {
        var former = mailbox.Select(match => match.SmtpAddress).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var guess = mailbox.All(match => match.MatchedBy == LegacyAddressMatchKind.Rule) ? ", by a mapping rule" : string.Empty;
        var addresses = mailbox.Select(match => match.X500Address).Distinct(StringComparer.OrdinalIgnoreCase).Select(PowerShellText.Literal);
        return
        [
            string.Empty,
            PowerShellText.Comment($"{string.Join(", ", former)} -> {mailbox.Key}{guess}: met {Times(mailbox)}"),
            $"Set-Mailbox -Identity {PowerShellText.Literal(mailbox.Key)} -EmailAddresses @{{Add={string.Join(',', addresses)}}}",
        ];
    }

    private static IEnumerable<string> Unknown(List<LegacyAddressMatch> unknown)
    {
        if (unknown.Count == 0)
        {
            yield break;
        }

        yield return string.Empty;
        yield return "# Without a known mailbox. Add-ArchiveMigrationRecipient tells whose names of the old tenant these are (Get-Mailbox there);";
        yield return "# for people who did not move, and for those of other organisations, there is nothing to do.";
        foreach (var match in unknown)
        {
            yield return PowerShellText.Comment($"{match.X500Address} ({match.SmtpAddress ?? "no SMTP address known"}): met {Times([match])}");
        }
    }

    private static string Times(IEnumerable<LegacyAddressMatch> matches)
    {
        var (count, unmapped) = (matches.Sum(match => match.Count), matches.Sum(match => match.UnmappedCount));
        return $"{Number(count)} {(count == 1 ? "time" : "times")}, {Number(unmapped)} not mapped";
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
