using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Reports;
using ArchiveMigration.Engine.Reports.Page;

namespace ArchiveMigration.Engine.Tests.Reports;

/// <summary>What the page says of addresses inside items.</summary>
public sealed class MappingInReportTests
{
    private static readonly MigrationProject Project = new() { Name = "Merger", Source = "Contoso", Destination = "Fabrikam" };

    private static readonly UserStatistics Anna = new() { Project = "Merger", SourceAddress = "anna@contoso.com", DestinationAddress = "anna@fabrikam.com" };

    [Fact]
    public void A_project_without_mapping_hears_nothing_of_it()
    {
        var page = PageOf(Report(Project, Anna));

        Assert.DoesNotContain("ddresses", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Items_that_were_not_mapped_are_listed_with_the_reason_and_those_beyond_are_counted()
    {
        var item = new LedgerItem
        {
            Key = 1,
            FolderKey = 1,
            FolderPath = "Inbox/<2019>",
            Source = new MailboxItem { Id = "1", ShardId = "main", ItemClass = "IPM.Odd", Size = 2048 },
            Mapping = new ItemMapping(ItemMappingOutcome.NotMapped, Reason: "type 0x00FB & <odd>"),
        };
        var user = Anna with { MappedItemCount = 1_200, MappedAddressCount = 5_000, NotMappedItemCount = 3, UnmappedAddressCount = 7 };

        var page = PageOf(Report(Project, user) with { NotMappedItems = [("anna@contoso.com", item)] });

        Assert.Contains("5,000 addresses were mapped in 1,200 items. 7 were left", page, StringComparison.Ordinal);
        Assert.Contains("Inbox/&lt;2019&gt;", page, StringComparison.Ordinal);
        Assert.Contains("type 0x00FB &amp; &lt;odd&gt;", page, StringComparison.Ordinal);
        Assert.Contains("2 more: <code>Get-ArchiveMigrationItem</code> &#39;Merger&#39; -NotMapped", page, StringComparison.Ordinal);
    }

    [Fact]
    public void With_rules_and_nothing_mapped_that_is_said()
    {
        var project = Project with { Options = new ProjectOptions { RecipientMapping = ["@a.example->@b.example"] } };

        var page = PageOf(Report(project, Anna));

        Assert.Contains("0 addresses were mapped in 0 items.", page, StringComparison.Ordinal);
    }

    private static MigrationReport Report(MigrationProject project, UserStatistics user) => new() { Project = project, MadeUtc = DateTimeOffset.UnixEpoch, Users = [user] };

    private static string PageOf(MigrationReport report)
    {
        using var page = new StringWriter();
        ReportPage.Write(report, page);
        return page.ToString();
    }
}
