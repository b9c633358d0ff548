using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Passes;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Proof;
using ArchiveMigration.Engine.Reports;
using ArchiveMigration.Engine.Reports.Page;

namespace ArchiveMigration.Engine.Tests.Reports;

public sealed class ReportPageTests
{
    private const string Nasty = "<script>alert(1)</script>\"'&";

    private static readonly DateTimeOffset Friday = new(2026, 11, 20, 18, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Nothing_out_of_a_mailbox_or_a_name_becomes_markup()
    {
        var page = PageOf(Report(User("anna", MigrationStatus.Failed) with { StatusDetail = Nasty }, User(Nasty, MigrationStatus.Completed)) with
        {
            Project = new MigrationProject { Name = Nasty, Customer = Nasty, Source = Nasty, Destination = Nasty },
            Failures = [Group(Nasty, 1) with { Examples = [(Nasty, Item(Nasty))], Users = [(Nasty, 1)], ServiceCode = Nasty }],
        });

        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Nasty, page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;", page, StringComparison.Ordinal);
    }

    [Fact]
    public void It_needs_no_script_and_no_other_file_and_its_markup_is_whole()
    {
        var page = PageOf(Report(User("anna", MigrationStatus.Failed), User("berta", MigrationStatus.Completed)) with { Failures = [Group("ItemCorrupt", 2)] });

        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch(new Regex("(src|href)=\"(?!#)", RegexOptions.IgnoreCase), page);
        Assert.DoesNotMatch(new Regex("url\\((?!#)|@import", RegexOptions.IgnoreCase), page);
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
        var tree = Parse(page);
        Assert.Single(tree.Descendants("main"));
        Assert.All(tree.Descendants("table"), table =>
        {
            Assert.NotNull(table.Element("caption"));
            Assert.All(table.Element("thead")!.Descendants("th"), heading => Assert.NotNull(heading.Attribute("scope")));
        });
        var ids = tree.Descendants().Select(element => element.Attribute("id")?.Value).OfType<string>().ToList();
        Assert.Equal(ids.Distinct(), ids);
        Assert.All(tree.Descendants("section"), section => Assert.Contains(section.Attribute("aria-labelledby")!.Value, ids));
        Assert.All(tree.Descendants("a"), link => Assert.Contains(link.Attribute("href")!.Value[1..], ids));
    }

    [Fact]
    public void Every_colour_has_a_sign_and_a_word_beside_it()
    {
        var tree = Parse(PageOf(Report([.. Enum.GetValues<MigrationStatus>().Select(status => User(status.ToString(), status))])));

        Assert.All(tree.Descendants("span").Where(span => span.Attribute("class")?.Value.StartsWith("state", StringComparison.Ordinal) == true), state =>
        {
            Assert.Equal(1, state.Element("span")!.Value.Length);
            Assert.True(state.Value.Length > 3);
        });
    }

    [Fact]
    public void Who_needs_a_person_comes_first_the_worst_first_and_with_the_remedy()
    {
        var page = PageOf(Report(
            User("anna", MigrationStatus.Completed),
            User("berta", MigrationStatus.WaitingForQuota) with { StatusDetail = "It is full." },
            User("carl", MigrationStatus.Stopped),
            User("dora", MigrationStatus.Failed) with { StatusDetail = "No archive. Give it one: Enable-Mailbox dora -Archive" }) with { Failures = [Group(ErrorIds.ItemCorrupt, 2)] });

        InOrder(page, "Needs a person", "dora@", "Give it one: <code>Enable-Mailbox</code> dora", "carl@", "berta@", "It is full.", "2 items", "What to do:", "save or delete it", "Totals", "anna@");
    }

    [Fact]
    public void A_hundred_thousand_failed_items_are_a_group_of_a_few_lines()
    {
        var page = PageOf(Report(User("anna", MigrationStatus.CompletedWithErrors)) with { Failures = [Group(ErrorIds.ItemCorrupt, 100_000) with { UserCount = 4_000 }] });

        Assert.Contains("100,000 items", page, StringComparison.Ordinal);
        Assert.Contains("and 3,999 others", page, StringComparison.Ordinal);
        Assert.Contains("For example", page, StringComparison.Ordinal);
        Assert.True(page.Length < 20_000, $"{page.Length} characters.");
    }

    [Fact]
    public void When_all_is_well_that_is_said()
    {
        var page = PageOf(Report(User("anna", MigrationStatus.Completed)));

        InOrder(page, "verdict good", "10 of 10 items at the destination.", "<p>Nothing.</p>");
    }

    [Fact]
    public void While_a_run_is_on_nothing_is_called_a_success_or_a_failure()
    {
        var page = PageOf(Report(User("anna", MigrationStatus.Syncing), User("berta", MigrationStatus.Completed)));

        InOrder(page, "verdict calm", "A run is on: 19 of 20 items at the destination, 1 still to do.");
    }

    [Fact]
    public void Before_the_first_pass_nothing_is_called_a_success()
    {
        var page = PageOf(Report(User("anna", MigrationStatus.Queued) with { Passes = [] }));

        Assert.Contains("Nothing was migrated yet", page, StringComparison.Ordinal);
        Assert.DoesNotContain("verdict good", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Thousands_of_users_are_sorted_by_state_and_address_with_an_index()
    {
        var users = Enumerable.Range(0, 3_000).Select(number => User($"{(char)('a' + (number * 7 % 26))}{number:0000}", MigrationStatus.Completed)).Append(User("zoe", MigrationStatus.Failed));

        var page = PageOf(Report([.. users]));

        InOrder(page, "id=\"users-Failed\"", "zoe@", "id=\"users-Completed\"", "href=\"#users-Completed-B\"", "id=\"users-Completed-A\"", "a0000@", "id=\"users-Completed-B\"", "id=\"users-Completed-Z\"");
    }

    [Fact]
    public void The_proofs_verdict_stands_with_its_columns_and_the_hash_of_its_file()
    {
        var page = PageOf(Report(User("anna", MigrationStatus.Completed)) with { Proof = Complete });

        InOrder(page, "10 of 10 items at the destination. Proved complete on 2026-11-22.", "Complete: every source item is accounted for.", "all users; it ended 2026-11-22 18:00 UTC", "1,204", "1,200", "SHA-256 of its file proof.json", "4be1", "signed by CN=Archive");
        Assert.DoesNotContain("Passes have run since", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_proof_that_is_older_than_the_last_pass_or_of_some_users_only_is_said_to_be()
    {
        var page = PageOf(Report(User("anna", MigrationStatus.Completed)) with { Proof = Complete with { EndedUtc = Friday.AddHours(6), IsWholeProject = false, File = null, Verdict = ProofVerdict.NotComplete } });

        InOrder(page, "10 of 10 items at the destination.</p>", "Not complete:", "for 3 users, not for the whole project", "Passes have run since", "not written to a file");
    }

    [Fact]
    public void Throughput_is_drawn_with_a_title_a_description_and_the_numbers_in_words()
    {
        var page = PageOf(Report(User("anna", MigrationStatus.Completed)) with
        {
            Throughput =
            [
                .. Enumerable.Range(0, 30).Select(number => Sample(Friday.AddMinutes(number), isThrottled: number is > 10 and < 15)),
                .. Enumerable.Range(0, 10).Select(number => Sample(Friday.AddHours(14).AddMinutes(number), isThrottled: false)),
            ],
        });
        var tree = Parse(page);

        var chart = tree.Descendants().Single(element => element.Attribute("class")?.Value == "chart");
        Assert.Equal(["chart-title", "chart-desc"], chart.Elements().Take(2).Select(element => element.Attribute("id")!.Value));
        Assert.Contains("The most was 600 MB/h", page, StringComparison.Ordinal);
        Assert.Contains("</svg> throttled: the service asked for a pause", page, StringComparison.Ordinal);
        Assert.Single(chart.Elements("rect"), element => element.Attribute("class")!.Value == "span-throttled");
        Assert.Contains(chart.Descendants("title"), title => title.Value.StartsWith("No run for 13 h 30 min", StringComparison.Ordinal));
        Assert.Contains(chart.Descendants("title"), title => title.Value == "2026-11-20 18:00–18:01 UTC: 600 MB/h, 50 % of the ceiling");
        Assert.All(chart.Descendants("rect").Where(rect => rect.Attribute("x") is not null), rect => Assert.InRange(double.Parse(rect.Attribute("x")!.Value, CultureInfo.InvariantCulture), 0, 760));
    }

    [Fact]
    public void Some_seconds_of_work_are_not_drawn()
    {
        var page = PageOf(Report(User("anna", MigrationStatus.Completed)) with { Throughput = [Sample(Friday, isThrottled: false) with { Duration = TimeSpan.FromSeconds(10) }] });

        Assert.DoesNotContain("Throughput over time", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Subjects_are_shown_only_where_the_project_keeps_them()
    {
        var report = Report(User("anna", MigrationStatus.CompletedWithErrors)) with { Failures = [Group(ErrorIds.ItemCorrupt, 1)] };
        Assert.Contains("No subject and no content of any item", PageOf(report), StringComparison.Ordinal);

        var page = PageOf(report with
        {
            Project = report.Project with { Options = new ProjectOptions { SubjectPrivacy = SubjectPrivacy.Full } },
            Failures = [Group(ErrorIds.ItemCorrupt, 1) with { Examples = [("anna@contoso.example", Item("Inbox") with { Subject = "Offer <7>" })] }],
        });

        InOrder(page, "<th scope=\"col\">Subject</th>", "Offer &lt;7&gt;");
        Assert.DoesNotContain("No subject", page, StringComparison.Ordinal);
    }

    private static ProofSummary Complete => new()
    {
        Id = Guid.NewGuid(),
        EndedUtc = Friday.AddDays(2),
        Verdict = ProofVerdict.Complete,
        Basis = "Listings of both sides.",
        IsWholeProject = true,
        Users = 3,
        SourceItems = 1_204,
        Verified = 1_200,
        Excluded = 4,
        File = new ProofFileInfo("/home/admin/proof.json", "4be1", null, "CN=Archive"),
    };

    private static ThroughputSample Sample(DateTimeOffset at, bool isThrottled) => new()
    {
        AtUtc = at,
        Duration = TimeSpan.FromMinutes(1),
        ItemCount = 10,
        BytesTransferred = 10 * 1024 * 1024,
        CopyTime = TimeSpan.FromMinutes(1),
        CeilingTime = TimeSpan.FromSeconds(30),
        ThrottledTime = isThrottled ? TimeSpan.FromSeconds(40) : TimeSpan.Zero,
    };

    private static MigrationReport Report(params UserStatistics[] users) => new()
    {
        Project = new MigrationProject { Name = "Merger", Source = "Contoso", Destination = "Fabrikam" },
        MadeUtc = Friday.AddDays(3),
        Users = users,
    };

    private static UserStatistics User(string name, MigrationStatus status) => new()
    {
        Project = "Merger",
        SourceAddress = $"{name}@contoso.example",
        DestinationAddress = $"{name}@fabrikam.example",
        Status = status,
        FirstPassStartedUtc = Friday,
        LastPassStartedUtc = Friday.AddDays(1),
        PassCount = 2,
        Passes =
        [
            new PassRecord(1, PassKind.Full, Friday, Friday.AddHours(5), MigrationStatus.Stopped, null),
            new PassRecord(2, PassKind.Full, Friday.AddDays(1), Friday.AddDays(1).AddHours(1), status, null),
        ],
        Categories = status == MigrationStatus.Completed
            ? [new TallyRow(ItemCategory.Mail, Disposition.Imported, 10, 9_000)]
            : [new TallyRow(ItemCategory.Mail, Disposition.Imported, 9, 9_000), new TallyRow(ItemCategory.Mail, status == MigrationStatus.CompletedWithErrors ? Disposition.Failed : Disposition.Pending, 1, 1_000)],
    };

    private static FailureGroup Group(string errorId, long count) => new()
    {
        ErrorId = errorId,
        ItemCount = count,
        ItemSize = count * 1000,
        UserCount = 1,
        Users = [("anna@contoso.example", count)],
        Examples = [("anna@contoso.example", Item("Inbox"))],
    };

    private static LedgerItem Item(string folder) => new()
    {
        Key = 1,
        FolderKey = 1,
        FolderPath = folder,
        Source = new MailboxItem { Id = "1", ShardId = "main", ItemClass = folder, Size = 2048 },
        ErrorMessage = $"Exchange cannot read an item in {folder}.",
        RequestId = folder,
    };

    private static string PageOf(MigrationReport report)
    {
        using var page = new StringWriter();
        ReportPage.Write(report, page);
        return page.ToString();
    }

    private static XElement Parse(string page) => XElement.Parse(Regex.Replace(page.Replace("<!DOCTYPE html>", string.Empty, StringComparison.Ordinal), "<(meta [^>]*|wbr)>", "<$1/>").Replace("&nbsp;", " ", StringComparison.Ordinal));

    private static void InOrder(string page, params string[] parts)
    {
        var from = page.IndexOf("<body>", StringComparison.Ordinal);
        foreach (var part in parts)
        {
            var at = page.IndexOf(part, from, StringComparison.Ordinal);
            Assert.True(at >= 0, $"'{part}' is not there, or too early.");
            from = at + part.Length;
        }
    }
}
