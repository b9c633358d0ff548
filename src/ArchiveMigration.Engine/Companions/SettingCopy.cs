using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Progress;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Engine.Companions;

/// <summary>Copies the settings that accompany the primary mailboxes of a project's users, some users at once. Idempotent: what is there already is not made again.</summary>
internal sealed class SettingCopy(SqliteStore store, IMailboxServiceFactory services, TimeProvider time)
{
    private const int UsersAtOnce = 8;

    /// <summary>What Graph has no access to, said of everybody so that nobody takes it for carried.</summary>
    private static readonly SettingFinding[] OnlyByScript =
    [
        new() { Kind = SettingKind.FolderPermission, Name = "Folder permissions", Outcome = SettingOutcome.ByScript, Message = "Pipe the source's Get-MailboxFolderPermission into ConvertTo-ArchiveMigrationSettingScript." },
        new() { Kind = SettingKind.JunkEmailList, Name = "Safe and blocked senders", Outcome = SettingOutcome.ByScript, Message = "Pipe the source's Get-MailboxJunkEmailConfiguration into ConvertTo-ArchiveMigrationSettingScript." },
    ];

    /// <summary>Runs it; see <see cref="MigrationEngine.CopySettingsAsync"/>.</summary>
    public async Task<IReadOnlyList<SettingCopyResult>> RunAsync(string projectName, SettingCopyRequest request, IProgress<MigrationEvent> progress, CancellationToken cancellationToken)
    {
        var catalog = store.Catalog;
        var project = catalog.GetProject(projectName);
        var users = UserSelection.Of(catalog, project.Name, request.Users);
        var addresses = new SettingAddresses(catalog, project.Name);
        await using var source = services.Create(catalog.GetEndpoint(project.Source), request.ShowSignInMessage);
        await using var destination = services.Create(catalog.GetEndpoint(project.Destination), request.ShowSignInMessage);
        await source.DescribeTenantAsync(cancellationToken).ConfigureAwait(false);
        await destination.DescribeTenantAsync(cancellationToken).ConfigureAwait(false);

        var results = new SettingCopyResult[users.Count];
        var together = new ParallelOptions { MaxDegreeOfParallelism = UsersAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(Enumerable.Range(0, users.Count), together, async (number, token) =>
        {
            var user = users[number];
            progress.Report(new MigrationEvent.UserStarted(user.SourceAddress));
            var result = results[number] = await CopyAsync(user, token).ConfigureAwait(false);
            if (!request.IsPreview)
            {
                store.KeepSettingCopy(user.Id, result);
            }

            progress.Report(new MigrationEvent.UserEnded(user.SourceAddress, Shown(result.Status), result.Detail));
        }).ConfigureAwait(false);
        return results;

        async Task<SettingCopyResult> CopyAsync(MigrationUser user, CancellationToken token)
        {
            List<SettingFinding> findings = [];
            var (status, detail) = (request.IsPreview ? SettingCopyStatus.Previewed : SettingCopyStatus.Completed, (string?)null);
            try
            {
                var from = await source.OpenSettingsAsync(user.SourceAddress, token).ConfigureAwait(false);
                var to = await destination.OpenSettingsAsync(user.DestinationAddress, token).ConfigureAwait(false);

                // Categories first: rules assign them.
                if (request.Categories)
                {
                    findings.AddRange(await new CategoryCopy(from, to, request.IsPreview).RunAsync(token).ConfigureAwait(false));
                }

                if (request.Rules)
                {
                    findings.AddRange(await new RuleCopy(from, to, addresses.Map, request.IsPreview).RunAsync(token).ConfigureAwait(false));
                }
            }
            catch (MigrationException failure) when (failure.Kind != MigrationErrorKind.Store)
            {
                (status, detail) = (SettingCopyStatus.Failed, failure.WithTicket(string.IsNullOrEmpty(failure.Remedy) ? failure.Message : $"{failure.Message} {failure.Remedy}"));
            }

            var result = new SettingCopyResult
            {
                Project = user.Project,
                SourceAddress = user.SourceAddress,
                DestinationAddress = user.DestinationAddress,
                Status = status,
                Detail = detail,
                CopiedUtc = time.GetUtcNow(),
                Findings = [.. findings, .. OnlyByScript],
            };
            return status == SettingCopyStatus.Completed && result.LeftCount > 0 ? result with { Status = SettingCopyStatus.CompletedWithErrors, Detail = $"{result.LeftCount:N0} of its rules and categories {(result.LeftCount == 1 ? "was" : "were")} left: see Findings." } : result;
        }
    }

    private static MigrationStatus Shown(SettingCopyStatus status) => status switch
    {
        SettingCopyStatus.Failed => MigrationStatus.Failed,
        SettingCopyStatus.CompletedWithErrors => MigrationStatus.CompletedWithErrors,
        _ => MigrationStatus.Completed,
    };
}
