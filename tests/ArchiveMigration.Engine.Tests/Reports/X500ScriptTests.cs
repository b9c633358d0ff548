using ArchiveMigration.Engine.Reports;

namespace ArchiveMigration.Engine.Tests.Reports;

public sealed class X500ScriptTests
{
    [Fact]
    public void Addresses_are_grouped_by_mailbox_the_most_met_first_and_each_once()
    {
        var lines = Script(
            Match("/o=X/cn=bert", 1, "bert@contoso.com", "bert@fabrikam.com"),
            Match("/o=X/cn=anna", 5, "anna@contoso.com", "anna@fabrikam.com"),
            Match("/o=Old, Inc/cn=anna", 2, "anna@contoso.com", "ANNA@fabrikam.com"),
            Match("/O=X/CN=ANNA", 1, "anna@contoso.com", "anna@fabrikam.com"));

        Assert.Equal(
            [
                "Set-Mailbox -Identity 'anna@fabrikam.com' -EmailAddresses @{Add='X500:/o=X/cn=anna','X500:/o=Old, Inc/cn=anna'}",
                "Set-Mailbox -Identity 'bert@fabrikam.com' -EmailAddresses @{Add='X500:/o=X/cn=bert'}",
            ],
            Commands(lines));
        Assert.Contains("# anna@contoso.com -> anna@fabrikam.com: met 8 times, 8 not mapped", lines);
    }

    [Fact]
    public void Names_without_a_mailbox_are_comments()
    {
        var lines = Script(Match("/o=X/cn=nobody", 3, null, null), Match("/o=X/cn=partner", 9, "p@partner.com", null));

        Assert.Empty(Commands(lines));
        Assert.Equal(
            ["# X500:/o=X/cn=partner (p@partner.com): met 9 times, 9 not mapped", "# X500:/o=X/cn=nobody (no SMTP address known): met 3 times, 3 not mapped"],
            lines.TakeLast(2));
    }

    [Fact]
    public void The_head_says_what_it_does_and_counts()
    {
        var lines = Script(Match("/o=X/cn=anna", 1, "anna@contoso.com", "anna@fabrikam.com"), Match("/o=X/cn=nobody", 1, null, null));

        Assert.Equal("# X500 addresses for the new mailboxes of the project Merger, by ArchiveMigration, 2026-11-22 14:30 UTC.", lines[0]);
        Assert.Contains("# Here: 1 address for 1 mailbox; 1 without a known mailbox, at the end.", lines);
    }

    [Theory]
    [InlineData("/o=X/cn=o'neil", "'X500:/o=X/cn=o''neil'")]
    [InlineData("/o=X/cn=’; Remove-Mailbox * #", "('X500:/o=X/cn=' + [char]0x2019 + '; Remove-Mailbox * #')")]
    [InlineData("/o=X/cn=Ò", "('X500:/o=X/cn=' + [char]0x00D2)")]
    [InlineData("/o=X\n/cn=$(x)`", "('X500:/o=X' + [char]0x000A + '/cn=$(x)`')")]
    public void Nothing_of_a_name_becomes_a_command(string name, string literal)
    {
        var lines = Script(Match(name, 1, "a@contoso.com", "a@fabrikam.com"), Match(name, 1, name, null));

        Assert.Equal($"Set-Mailbox -Identity 'a@fabrikam.com' -EmailAddresses @{{Add={literal}}}", Assert.Single(Commands(lines)));
        Assert.DoesNotContain(lines, line => line.AsSpan().IndexOfAny('\n', '\r') >= 0);
    }

    [Fact]
    public void A_mailbox_is_quoted_like_a_name()
    {
        Assert.StartsWith("Set-Mailbox -Identity ('' + [char]0x00F6 + '@fabrikam.com') -", Commands(Script(Match("/o=X/cn=a", 1, null, "ö@fabrikam.com"))).Single(), StringComparison.Ordinal);
        Assert.StartsWith("Set-Mailbox -Identity '' -", Commands(Script(Match("/o=X/cn=a", 1, null, string.Empty))).Single(), StringComparison.Ordinal);
    }

    private static string[] Script(params LegacyAddressMatch[] matches)
        => [.. X500Script.Lines("Merger", matches, new DateTimeOffset(2026, 11, 22, 14, 30, 0, TimeSpan.Zero))];

    private static IEnumerable<string> Commands(IEnumerable<string> lines) => lines.Where(line => line.Length > 0 && line[0] != '#');

    private static LegacyAddressMatch Match(string name, long count, string? smtp, string? destination) => new()
    {
        Project = "Merger",
        LegacyExchangeDN = name,
        Count = count,
        UnmappedCount = count,
        SmtpAddress = smtp,
        DestinationAddress = destination,
        MatchedBy = destination is null ? LegacyAddressMatchKind.None : LegacyAddressMatchKind.User,
    };
}
