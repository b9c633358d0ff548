using ArchiveMigration.Engine.Endpoints;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Reports;

namespace ArchiveMigration.Engine.Notifications;

/// <summary>Mails a project's statistics.</summary>
/// <param name="catalog">Where projects and endpoints are.</param>
/// <param name="reports">Reads what is told.</param>
internal sealed class ReportMailer(IMigrationCatalog catalog, ReportReader reports)
{
    /// <summary>Sends, or shows what would be sent; see <see cref="MigrationEngine.SendReportAsync"/>.</summary>
    public async Task<ReportMailResult> RunAsync(string projectName, ReportMailRequest request, IMailboxServiceFactory services, CancellationToken cancellationToken)
    {
        var project = catalog.GetProject(projectName);
        var (mail, result) = await WriteAsync(project, request, cancellationToken).ConfigureAwait(false);
        if (request.IsPreview)
        {
            return result with { Status = NotificationStatus.WouldSend };
        }

        var endpoint = (request.Through ?? project.Options.MailThrough) == MigrationSide.Source ? project.Source : project.Destination;
        await using var service = services.Create(catalog.GetEndpoint(endpoint), request.ShowSignInMessage);
        await service.SendMailAsync(result.From, mail, cancellationToken).ConfigureAwait(false);
        return result;
    }

    /// <summary>Sends what the project wants to be sent when a pass has ended, over connections that are open.</summary>
    public async Task<ReportMailResult> RunAsync(MigrationProject project, IMailboxService source, IMailboxService destination, CancellationToken cancellationToken)
    {
        var (mail, result) = await WriteAsync(project, new ReportMailRequest(), cancellationToken).ConfigureAwait(false);
        await (project.Options.MailThrough == MigrationSide.Source ? source : destination).SendMailAsync(result.From, mail, cancellationToken).ConfigureAwait(false);
        return result;
    }

    private async Task<(OutgoingMail Mail, ReportMailResult Result)> WriteAsync(MigrationProject project, ReportMailRequest request, CancellationToken cancellationToken)
    {
        var recipients = request.To.Count > 0 ? request.To : project.Options.ReportRecipient;
        var sender = request.Sender ?? project.Options.MailSender;
        if (recipients.Count == 0 || sender is null)
        {
            throw CatalogError.Invalid(
                $"{project.Name}: nobody was named who {(sender is null ? "sends" : "gets")} the report.",
                project.Name,
                sender is null ? "Name a mailbox: -Sender it@fabrikam.example, or for good: Set-ArchiveMigrationProject -MailSender." : "Name somebody: -To admin@fabrikam.example, or for good: Set-ArchiveMigrationProject -ReportRecipient.");
        }

        var report = await reports.ReadAsync(project.Name, cancellationToken).ConfigureAwait(false);
        var mail = ReportMail.Write(report, recipients, request.Attach);
        return (mail, new ReportMailResult
        {
            Project = project.Name,
            To = mail.To,
            From = sender,
            Status = NotificationStatus.Sent,
            Subject = mail.Subject,
            Html = mail.Html,
            Attachment = mail.Attachments is [var file] ? file.Name : null,
            AttachmentSize = mail.Attachments.Sum(attached => attached.Content.Length),
            ProofSha256 = report.Proof?.File?.Sha256,
        });
    }
}
