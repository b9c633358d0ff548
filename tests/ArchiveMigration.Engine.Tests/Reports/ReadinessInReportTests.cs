using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Readiness;
using ArchiveMigration.Engine.Reports;
using ArchiveMigration.Engine.Reports.Page;
using ArchiveMigration.Engine.Tests.Exchange;

namespace ArchiveMigration.Engine.Tests.Reports;

/// <summary>What the page says of the readiness of users who have not arrived.</summary>
public sealed class ReadinessInReportTests
{
    private static readonly MigrationProject Project = new() { Name = "Merger", Source = "Contoso", Destination = "Fabrikam" };

    [Fact]
    public void A_project_that_was_never_tested_hears_nothing_of_it() => Assert.DoesNotContain("Readiness", PageOf(null), StringComparison.Ordinal);

    [Fact]
    public void Blocked_users_come_first_with_what_to_do_and_those_beyond_the_most_are_counted()
    {
        var page = PageOf(ProjectReadiness.Of(
            Project,
            [.. Enumerable.Range(0, 201).Select(number => User($"warned{number}", ReadinessVerdict.Warning)), User("blocked", ReadinessVerdict.Blocked), User("ready")],
            203,
            DateTimeOffset.UnixEpoch));

        Assert.Contains("203 users not yet migrated, looked at 1970-01-01 00:00 UTC: <b>1 blocked</b> (1 no archive at the destination).", page, StringComparison.Ordinal);
        Assert.True(page.IndexOf(">blocked@", StringComparison.Ordinal) < page.IndexOf(">warned0@", StringComparison.Ordinal));
        Assert.Contains("&lt;what&gt; blocked <code>Enable-Mailbox</code> now", page, StringComparison.Ordinal);
        Assert.Contains("2 more: <code>Test-ArchiveMigrationReadiness</code> &#39;Merger&#39; -Saved", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Users_who_have_arrived_are_left_out()
    {
        await using var run = await PretendRun.StartAsync();
        await foreach (var _ in run.Engine.TestReadinessAsync("Merger", [], new ReadinessRequest(), null, default))
        {
        }

        Assert.Single((await run.Engine.GetReportAsync("Merger", default)).Readiness!.Users);
        await run.RunToTheEndAsync();
        Assert.Null((await run.Engine.GetReportAsync("Merger", default)).Readiness);
    }

    private static UserReadiness User(string name, ReadinessVerdict verdict = ReadinessVerdict.Ready) => new()
    {
        Project = "Merger",
        SourceAddress = $"{name}@contoso.com",
        DestinationAddress = $"{name}@fabrikam.com",
        TestedUtc = DateTimeOffset.UnixEpoch,
        Findings = verdict == ReadinessVerdict.Ready ? [] : [new ReadinessFinding(ReadinessFindingKind.NoArchiveAtDestination, verdict, "Destination", $"<what> {name}", "Enable-Mailbox now")],
        TimeAtBest = TimeSpan.FromHours(1),
    };

    private static string PageOf(ProjectReadiness? readiness)
    {
        using var page = new StringWriter();
        ReportPage.Write(new MigrationReport { Project = Project, MadeUtc = DateTimeOffset.UnixEpoch, Users = [], Readiness = readiness }, page);
        return page.ToString();
    }
}
