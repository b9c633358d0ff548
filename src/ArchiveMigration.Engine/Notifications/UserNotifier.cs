using System.Runtime.CompilerServices;
using ArchiveMigration.Engine.Endpoints;
using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Reports;

namespace ArchiveMigration.Engine.Notifications;

/// <summary>Tells the users of a project, each once.</summary>
internal sealed class UserNotifier(SqliteStore store, IMailboxServiceFactory services, StatisticsReader statistics, TimeProvider time)
{
    private readonly MailPace pace = new(time);

    /// <summary>Tells them, one result a user, as they come; see <see cref="MigrationEngine.NotifyAsync"/>.</summary>
    public async IAsyncEnumerable<NotificationResult> RunAsync(string projectName, NotificationRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var catalog = store.Catalog;
        var project = catalog.GetProject(projectName);
        var chosen = UserSelection.Of(catalog, project.Name, request.Users).ToDictionary(user => user.SourceAddress, user => user.Id, StringComparer.OrdinalIgnoreCase);
        var rows = await statistics.ReadAsync(project.Name, user => chosen.ContainsKey(user.SourceAddress), cancellationToken).ConfigureAwait(false);

        // All are written before the first is sent: what does not fit one of them fits nobody.
        var drafts = rows.Select(user => (Id: chosen[user.SourceAddress], Draft: Write(project, user, request))).ToList();
        await using var service = request.IsPreview ? null : services.Create(catalog.GetEndpoint(request.Through == MigrationSide.Source ? project.Source : project.Destination), request.ShowSignInMessage);
        if (service is not null)
        {
            // A sign-in that fails, fails here, before anything is on its way.
            await service.DescribeTenantAsync(cancellationToken).ConfigureAwait(false);
        }

        foreach (var (id, draft) in drafts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return draft.Status == NotificationStatus.NotDue ? draft
                : service is null ? Preview(id, draft, request)
                : await SendAsync(service, id, draft, request, cancellationToken).ConfigureAwait(false);
        }
    }

    private static NotificationResult Write(MigrationProject project, UserStatistics user, NotificationRequest request)
    {
        var result = new NotificationResult
        {
            Project = project.Name,
            SourceAddress = user.SourceAddress,
            To = request.To == MigrationSide.Source ? user.SourceAddress : user.DestinationAddress,
            From = request.Sender,
            Kind = request.Kind,
        };
        if (!result.To.Contains('@', StringComparison.Ordinal))
        {
            return result with { Status = NotificationStatus.NotDue, Detail = result.To.Length == 0 ? "No address at that side is known yet." : $"'{result.To}' is no mail address." };
        }

        if (request.Kind == NotificationKind.After && user.Status is not (MigrationStatus.Completed or MigrationStatus.CompletedWithErrors))
        {
            return result with { Status = NotificationStatus.NotDue, Detail = $"The migration of this user has not ended: {user.Status}." };
        }

        var (subject, text, html) = request.Template.Render(field => TemplateFields.Value(field, project, user, request));
        return result with { Subject = subject, Text = text, Html = html };
    }

    // Told of another time is told something else: a start that was put off is told again.
    private static string About(NotificationRequest request) => request.Kind == NotificationKind.Before && request.StartsAt is { } start
        ? $"{request.Kind} {start.UtcDateTime:yyyy-MM-ddTHH:mmZ}"
        : $"{request.Kind}";

    private NotificationResult Preview(long userId, NotificationResult draft, NotificationRequest request)
    {
        var (wasTold, sent, address) = store.GetNotification(userId, About(request));
        return wasTold && !request.Force ? Already(draft, sent, address) : draft with { Status = NotificationStatus.WouldSend };
    }

    private async Task<NotificationResult> SendAsync(IMailboxService service, long userId, NotificationResult draft, NotificationRequest request, CancellationToken cancellationToken)
    {
        var about = About(request);
        if (!request.Force && store.GetNotification(userId, about) is (true, var before, var told))
        {
            return Already(draft, before, told);
        }

        // Before the claim: who is stopped while waiting has sent nothing.
        await pace.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (!store.ClaimNotification(userId, about, draft.To, request.Force))
        {
            var (_, sent, address) = store.GetNotification(userId, about);
            return Already(draft, sent, address);
        }

        try
        {
            await service.SendMailAsync(request.Sender, new OutgoingMail([draft.To], draft.Subject!, draft.Html!), cancellationToken).ConfigureAwait(false);
        }
        catch (MigrationException failure) when (failure.ErrorId == ErrorIds.MailUncertain)
        {
            return draft with { Status = NotificationStatus.Uncertain, Detail = failure.WithTicket($"{failure.Message} {failure.Remedy}") };
        }
        catch (MigrationException failure)
        {
            store.ReleaseNotification(userId, about);
            if (IsAboutEverybody(failure))
            {
                throw;
            }

            return draft with { Status = NotificationStatus.Failed, Detail = failure.WithTicket($"{failure.Message} {failure.Remedy}") };
        }

        // What was sent is written down even when the command is being stopped; a claim that a stop leaves is taken for a mail that may have gone.
        var now = time.GetUtcNow();
        store.KeepNotification(userId, about);
        return draft with { Status = NotificationStatus.Sent, SentUtc = now };
    }

    private static NotificationResult Already(NotificationResult draft, DateTimeOffset? sent, string? address) => sent is null
        ? draft with { Status = NotificationStatus.Uncertain, Detail = "It was begun to be sent before, and whether it went is not known. -Force sends it once more." }
        : draft with { Status = NotificationStatus.AlreadySent, SentUtc = sent, To = address ?? draft.To, Detail = "Nobody is told twice. -Force sends it once more." };

    private static bool IsAboutEverybody(MigrationException failure) =>
        failure.Kind is MigrationErrorKind.Permission or MigrationErrorKind.Authentication or MigrationErrorKind.Connection or MigrationErrorKind.Store or MigrationErrorKind.Limit
        || failure.ErrorId is ErrorIds.MailboxNotFound or ErrorIds.MailboxNotReachable;
}
