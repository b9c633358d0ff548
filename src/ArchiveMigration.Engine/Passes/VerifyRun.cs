using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Passes.Filters;
using ArchiveMigration.Engine.Progress;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Engine.Passes;

/// <summary>
/// A user's turn in a Verify pass: both mailboxes are opened, what a migration does with them is tried without moving anything, and folders are counted. A user that
/// was migrated before keeps its state; one that cannot be migrated now is Failed.
/// </summary>
internal sealed class VerifyRun(IMigrationCatalog catalog, ILedger ledger, IProgress<MigrationEvent> progress)
{
    /// <summary>Verifies one user. Cancelling ends it as it was, without an exception.</summary>
    /// <exception cref="MigrationException">The store cannot be written.</exception>
    /// <returns>Completed, Failed or Stopped.</returns>
    public async Task<MigrationStatus> RunAsync(MigrationUser user, ProjectOptions options, IMailboxService source, IMailboxService destination, CancellationToken cancellationToken)
    {
        var before = catalog.GetUser(user.Project, user.SourceAddress);
        progress.Report(new MigrationEvent.UserStarted(user.SourceAddress));
        var pass = await ledger.BeginPassAsync(user.Id, PassKind.Verify, CancellationToken.None).ConfigureAwait(false);
        catalog.SetUserStatus(user.Id, MigrationStatus.Validating, null);
        var (status, detail) = await TryAsync(user, options, source, destination, cancellationToken).ConfigureAwait(false);
        await ledger.SettleAsync(pass, CancellationToken.None).ConfigureAwait(false);
        await ledger.EndPassAsync(pass, status, detail, CancellationToken.None).ConfigureAwait(false);
        var (now, why) = status switch
        {
            MigrationStatus.Failed => (status, detail),
            MigrationStatus.Completed when before.Status is MigrationStatus.Queued or MigrationStatus.Failed or MigrationStatus.Validating =>
                (MigrationStatus.Queued, $"Verified: {detail}"),
            _ => (before.Status, before.StatusDetail),
        };
        catalog.SetUserStatus(user.Id, now, why);
        progress.Report(new MigrationEvent.UserEnded(user.SourceAddress, status, detail));
        return status;
    }

    private static async Task<(MigrationStatus Status, string? Detail)> TryAsync(
        MigrationUser user, ProjectOptions options, IMailboxService source, IMailboxService destination, CancellationToken cancellationToken)
    {
        try
        {
            var from = await source.OpenMailboxAsync(user.SourceAddress, MailboxKind.Archive, cancellationToken).ConfigureAwait(false);
            var to = await destination.OpenMailboxAsync(user.DestinationAddress, options.DestinationKind, cancellationToken).ConfigureAwait(false);
            await from.ProbeExportAsync(cancellationToken).ConfigureAwait(false);
            await to.ProbeImportAsync(cancellationToken).ConfigureAwait(false);
            var plan = new FolderPlan(ProjectFilter.Of(options));
            var (folders, items, leftOut) = (0, 0L, 0);
            await foreach (var folder in from.ListFoldersAsync(cancellationToken).ConfigureAwait(false))
            {
                folders++;
                items += folder.ItemCount;
                leftOut += plan.Add(folder).ExcludedBy is null ? 0 : 1;
            }

            return (MigrationStatus.Completed, $"{folders:N0} folders with {items:N0} items at the source, as Exchange counts them{(leftOut > 0 ? $", {leftOut:N0} of the folders left out by a rule" : string.Empty)}; the destination takes imports.");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return (MigrationStatus.Stopped, "Stopped before it was verified.");
        }
        catch (MigrationException failure) when (failure.Kind != MigrationErrorKind.Store)
        {
            return (MigrationStatus.Failed, failure.WithTicket(string.IsNullOrEmpty(failure.Remedy) ? failure.Message : $"{failure.Message} {failure.Remedy}"));
        }
    }
}
