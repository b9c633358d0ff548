using System.IO.Compression;
using System.Text;
using ArchiveMigration.Engine.Endpoints;
using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Notifications;
using ArchiveMigration.Engine.Progress;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Proof;
using ArchiveMigration.Engine.Reports;
using ArchiveMigration.Engine.Tests.Passes;

namespace ArchiveMigration.Engine.Tests.Notifications;

public sealed class ReportMailTests
{
    private static readonly ProjectOptions Mailing = new() { MailSender = "it@fabrikam.example", ReportRecipient = ["boss@fabrikam.example", "admin@fabrikam.example"] };

    [Fact]
    public async Task When_a_pass_has_ended_the_report_goes_to_whom_the_project_says()
    {
        await using var rig = new Rig(Mailing);
        rig.AddUser("anna");

        await rig.RunAsync();

        var (endpoint, sender, mail) = Assert.Single(rig.Services.Mails);
        Assert.Equal(("Fabrikam", "it@fabrikam.example"), (endpoint, sender));
        Assert.Equal(Mailing.ReportRecipient, mail.To);
        Assert.Equal("Merger: 0 of 0 items at the destination.", mail.Subject);
        Assert.Equal(("Merger.html", "text/html"), (Assert.Single(mail.Attachments).Name, mail.Attachments[0].ContentType));
    }

    [Fact]
    public async Task A_report_that_cannot_be_mailed_is_a_warning_and_nothing_more()
    {
        await using var rig = new Rig(Mailing with { MailThrough = MigrationSide.Source });
        rig.AddUser("anna");
        rig.Services.OnMail = (_, _) => new MigrationException(ErrorIds.PermissionDenied, MigrationErrorKind.Permission, "It may not.") { Remedy = "Grant Mail.Send.", RequestId = "req-9" };

        var result = await rig.RunAsync();

        Assert.Equal((MigrationStatus.Completed, 0), (result.Status, result.ExitCode));
        Assert.Equal("Contoso", Assert.Single(rig.Services.Mails).Endpoint);
        var warning = Assert.Single(rig.Events.OfType<MigrationEvent.Warning>());
        Assert.Contains("could not be mailed. It may not. Grant Mail.Send.", warning.Message, StringComparison.Ordinal);
        Assert.Contains("req-9", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_mailed_unless_the_project_says_so_or_when_the_run_was_stopped()
    {
        await using var silent = new Rig();
        silent.AddUser("anna");
        await silent.RunAsync();
        Assert.Empty(silent.Services.Mails);

        await using var stopped = new Rig(Mailing);
        var (source, _) = stopped.AddUser("anna");
        source.AddItem(source.AddFolder("Inbox"), "one");
        using var stop = new CancellationTokenSource();
        source.OnExport = _ =>
        {
            stop.Cancel();
            return null;
        };
        Assert.Equal(MigrationStatus.Stopped, (await stopped.RunAsync(stop: stop.Token)).Status);
        Assert.Empty(stopped.Services.Mails);
    }

    [Fact]
    public void The_body_has_the_figures_and_the_users_that_need_somebody_first()
    {
        var report = Report([User("anna", MigrationStatus.Completed, Disposition.Imported), User("<bert>", MigrationStatus.Failed, Disposition.Pending) with { StatusDetail = "no archive & no licence" }]);

        var html = ReportMail.Write(report, ["a@b.example"], attach: false).Html;

        Assert.True(html.IndexOf("&lt;bert&gt;", StringComparison.Ordinal) < html.IndexOf("anna@", StringComparison.Ordinal));
        Assert.Contains("no archive &amp; no licence", html, StringComparison.Ordinal);
        Assert.Contains("2: 1 completed, 0 with errors, 1 failed", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Last proof", html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_hash_of_the_last_proof_is_told()
    {
        var report = Report([]) with
        {
            Proof = new ProofSummary
            {
                Id = Guid.Empty,
                EndedUtc = DateTimeOffset.UnixEpoch,
                Verdict = ProofVerdict.Complete,
                Basis = "all",
                IsWholeProject = true,
                Users = 2,
                File = new ProofFileInfo(Path.Combine("some", "proof.json"), new string('a', 64), null, null),
            },
        };

        Assert.Contains($"Complete, 1970-01-01 00:00 UTC, all users; SHA-256 {new string('a', 64)} (proof.json)", ReportMail.Write(report, ["a@b.example"], attach: false).Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Thousands_of_users_fit_a_mail_and_the_report_is_packed()
    {
        var mail = ReportMail.Write(Report([.. Enumerable.Range(0, 20_000).Select(number => User($"user{number}", MigrationStatus.Completed, Disposition.Imported))]), ["a@b.example"], attach: true);

        var file = Assert.Single(mail.Attachments);
        Assert.Equal(("Merger.zip", "application/zip"), (file.Name, file.ContentType));
        Assert.InRange(file.Content.Length, 1, 2_500_000);
        using var zip = new ZipArchive(new MemoryStream(file.Content));
        using var page = new StreamReader(zip.GetEntry("Merger.html")!.Open(), Encoding.UTF8);
        Assert.StartsWith("<!DOCTYPE html>", page.ReadToEnd(), StringComparison.Ordinal);
        Assert.Contains("19,950 more users are in the report", mail.Html, StringComparison.Ordinal);
        Assert.InRange(mail.Html.Length, 1, 60_000);
    }

    [Fact]
    public void A_project_that_mails_reports_says_who_sends_them()
    {
        using var folder = new ArchiveMigration.Engine.Tests.Ledger.StoreFolder();
        var catalog = folder.OpenWithProject().Catalog;
        var project = catalog.GetProject("Merger");

        Assert.All(
            new[] { Mailing with { MailSender = null }, Mailing with { MailSender = "it" }, Mailing with { ReportRecipient = ["boss@"] } },
            options => Assert.Equal(ErrorIds.InvalidArgument, Assert.Throws<MigrationException>(() => catalog.UpdateProject(project with { Options = options })).ErrorId));
    }

    private static MigrationReport Report(IReadOnlyList<UserStatistics> users) => new()
    {
        Project = new MigrationProject { Name = "Merger", Source = "Contoso", Destination = "Fabrikam" },
        MadeUtc = DateTimeOffset.UnixEpoch,
        Users = users,
    };

    private static UserStatistics User(string name, MigrationStatus status, Disposition disposition) => new()
    {
        Project = "Merger",
        SourceAddress = $"{name}@contoso.example",
        DestinationAddress = $"{name}@fabrikam.example",
        Status = status,
        Categories = [new TallyRow(ItemCategory.Mail, disposition, 10, 1000)],
    };
}
