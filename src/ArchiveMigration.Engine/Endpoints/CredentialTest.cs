using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Engine.Endpoints;

/// <summary>
/// Checks one user on both sides without moving data: sign-in, mailbox, archive, and by probe whether folders can be read,
/// items exported, and an import session created. A token's roles prove nothing here (Exchange RBAC grants leave no trace in it).
/// </summary>
internal sealed class CredentialTest(MigrationProject project, IMailboxService source, IMailboxService destination)
{
    /// <summary>Checks the user. A failed check is a result, not an exception.</summary>
    public async Task<CredentialTestResult> RunAsync(MigrationUser user, CancellationToken cancellationToken)
    {
        var from = new Side("Source", source);
        var to = new Side("Destination", destination);
        await from.CheckAsync(user.SourceAddress, MailboxKind.Archive, "Export", (mailbox, token) => mailbox.ProbeExportAsync(token), cancellationToken).ConfigureAwait(false);
        await to.CheckAsync(user.DestinationAddress, user.Options.Over(project.Options).DestinationKind, "Import", (mailbox, token) => mailbox.ProbeImportAsync(token), cancellationToken).ConfigureAwait(false);
        return new CredentialTestResult
        {
            Project = project.Name,
            SourceAddress = user.SourceAddress,
            DestinationAddress = user.DestinationAddress,
            DestinationRegion = to.Region,
            Checks = [.. from.Checks, .. to.Checks],
        };
    }

    private sealed class Side(string name, IMailboxService service)
    {
        private readonly List<CredentialCheck> checks = [];

        public IReadOnlyList<CredentialCheck> Checks => checks;

        public string? Region { get; private set; }

        public async Task CheckAsync(string address, MailboxKind kind, string probeName, Func<IMailbox, CancellationToken, Task> probe, CancellationToken cancellationToken)
        {
            IMailbox? mailbox = null;
            _ = await TryAsync("SignIn", async () =>
                {
                    var tenant = await service.DescribeTenantAsync(cancellationToken).ConfigureAwait(false);
                    Region = tenant.Region;
                    return $"Signed in to {tenant.DisplayName ?? tenant.TenantId}{(tenant.Region is null ? string.Empty : $", region {tenant.Region}")}.";
                }).ConfigureAwait(false)
                && await TryAsync(kind == MailboxKind.Archive ? "Archive" : "Mailbox", async () =>
                {
                    mailbox = await service.OpenMailboxAsync(address, kind, cancellationToken).ConfigureAwait(false);
                    return kind == MailboxKind.Archive ? $"{address} has an archive." : $"{address} has a mailbox.";
                }).ConfigureAwait(false)
                && await TryAsync("ReadFolders", async () =>
                {
                    await foreach (var folder in mailbox!.ListFoldersAsync(cancellationToken).ConfigureAwait(false))
                    {
                        return $"Folders can be read ({folder.Name}, …).";
                    }

                    return "Folders can be read; there are none.";
                }).ConfigureAwait(false)
                && await TryAsync(probeName, async () =>
                {
                    await probe(mailbox!, cancellationToken).ConfigureAwait(false);
                    return probeName == "Export" ? "Items can be exported." : "An import session can be created.";
                }).ConfigureAwait(false);
        }

        private async Task<bool> TryAsync(string check, Func<Task<string>> work)
        {
            try
            {
                checks.Add(new CredentialCheck(name, check, true, await work().ConfigureAwait(false)));
                return true;
            }
            catch (MigrationException failure)
            {
                // A mailbox without an archive is a mailbox all the same: say that this much is well.
                if (failure.ErrorId == ErrorIds.ArchiveNotEnabled)
                {
                    checks.Add(new CredentialCheck(name, "Mailbox", true, $"{failure.Target} has a mailbox."));
                }

                checks.Add(new CredentialCheck(name, check, false, failure.Message, failure.ErrorId, failure.Remedy, failure.ServiceCode, failure.RequestId));
                return false;
            }
        }
    }
}
