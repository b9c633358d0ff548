using ArchiveMigration.Engine.Companions;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Reports;
using ArchiveMigration.Engine.Reports.Page;

namespace ArchiveMigration.Engine.Tests.Reports;

/// <summary>What the page says of inbox rules, categories and what Graph cannot carry.</summary>
public sealed class SettingsInReportTests
{
    private static readonly MigrationProject Project = new() { Name = "Merger", Source = "Contoso", Destination = "Fabrikam" };

    [Fact]
    public void A_project_whose_settings_were_never_copied_hears_nothing_of_them() => Assert.DoesNotContain("id=\"settings\"", PageOf(), StringComparison.Ordinal);

    [Fact]
    public void It_counts_what_was_carried_what_goes_by_script_and_what_was_left_and_says_why()
    {
        var page = PageOf(
            Copy("anna", SettingOutcome.Carried, SettingOutcome.Carried, SettingOutcome.Present, SettingOutcome.Impossible),
            Copy("bert", SettingOutcome.Different, SettingOutcome.Failed),
            Copy("carla") with { Status = SettingCopyStatus.Failed, Detail = "No mailbox: Get-Mailbox carla." });

        Assert.Contains("categories of 3 users were copied, 1970-01-01 00:00 UTC.", page, StringComparison.Ordinal);
        Assert.Contains("Inbox rules</th><td class=\"n\">2</td><td class=\"n wide\">1</td><td class=\"n\">–</td><td class=\"n bad\">3</td>", page, StringComparison.Ordinal);
        Assert.Contains("Folder permissions</th><td class=\"n\">–</td><td class=\"n wide\">–</td><td class=\"n\">3 users</td><td class=\"n\">–</td>", page, StringComparison.Ordinal);
        Assert.Contains("anna@<wbr>contoso.com</th><td class=\"whole name\">Inbox rule “&lt;Impossible&gt;”</td><td class=\"whole\">Impossible</td><td class=\"long\">because <code>Set-InboxRule</code></td>", page, StringComparison.Ordinal);
        Assert.Contains("Another one has its name", page, StringComparison.Ordinal);
        Assert.Contains("All of them</td><td class=\"whole\">Not copied</td><td class=\"long\">No mailbox: <code>Get-Mailbox</code> carla.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("&lt;Carried&gt;", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_list_of_what_was_left_ends_with_how_many_more_there_are()
        => Assert.Contains("1 more: <code>Copy-ArchiveMigrationSetting</code> &#39;Merger&#39;", PageOf([.. Enumerable.Range(0, 201).Select(number => Copy($"user{number}", SettingOutcome.Failed))]), StringComparison.Ordinal);

    private static SettingCopyResult Copy(string name, params SettingOutcome[] rules) => new()
    {
        Project = "Merger",
        SourceAddress = $"{name}@contoso.com",
        DestinationAddress = $"{name}@fabrikam.com",
        Status = SettingCopyStatus.CompletedWithErrors,
        CopiedUtc = DateTimeOffset.UnixEpoch,
        Findings =
        [
            .. rules.Select(outcome => new SettingFinding { Kind = SettingKind.InboxRule, Name = $"<{outcome}>", Outcome = outcome, Message = "because Set-InboxRule" }),
            new SettingFinding { Kind = SettingKind.FolderPermission, Name = "Folder permissions", Outcome = SettingOutcome.ByScript },
        ],
    };

    private static string PageOf(params SettingCopyResult[] copies)
    {
        using var page = new StringWriter();
        ReportPage.Write(new MigrationReport { Project = Project, MadeUtc = DateTimeOffset.UnixEpoch, Users = [], Settings = copies }, page);
        return page.ToString();
    }
}
