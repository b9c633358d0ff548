using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Passes.Mapping;
using ArchiveMigration.Engine.Progress;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Engine.Passes;

/// <summary>
/// A user's turn in a run: opens the mailboxes, runs the pass and writes down how it ended. One user's failure never reaches another;
/// only a failure of the store ends the whole run.
/// </summary>
internal sealed class UserRun(IMigrationCatalog catalog, ILedger ledger, ByteBudget budget, RunMapping mapping, IProgress<MigrationEvent> progress, TimeProvider time)
{
    /// <summary>Runs one user. Cancelling ends it as Stopped, without an exception.</summary>
    /// <exception cref="MigrationException">The store cannot be written.</exception>
    public async Task RunAsync(MigrationUser user, ProjectOptions options, IMailboxService source, IMailboxService destination, RunRequest request, CancellationToken cancellationToken)
    {
        progress.Report(new MigrationEvent.UserStarted(user.SourceAddress));
        var meter = new UserMeter(user.SourceAddress, progress, time);
        var passId = await ledger.BeginPassAsync(user.Id, request.Kind, CancellationToken.None).ConfigureAwait(false);
        await using var stopping = cancellationToken.UnsafeRegister(_ => meter.Enter(MigrationStatus.Stopping), null).ConfigureAwait(false);

        var (status, detail) = await TryAsync().ConfigureAwait(false);

        await ledger.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        await ledger.EndPassAsync(passId, status, detail, CancellationToken.None).ConfigureAwait(false);
        catalog.SetUserStatus(user.Id, status, detail);
        meter.Enter(status);
        progress.Report(new MigrationEvent.UserEnded(user.SourceAddress, status, detail));

        async Task<(MigrationStatus Status, string? Detail)> TryAsync()
        {
            try
            {
                Enter(MigrationStatus.Validating);
                var from = await source.OpenMailboxAsync(user.SourceAddress, MailboxKind.Archive, cancellationToken).ConfigureAwait(false);
                var to = await destination.OpenMailboxAsync(user.DestinationAddress, options.DestinationKind, cancellationToken).ConfigureAwait(false);
                Enter(MigrationStatus.Syncing);
                var pass = new UserPass(new PassContext
                {
                    PassId = passId,
                    User = user,
                    Options = options,
                    Source = from,
                    Destination = to,
                    Ledger = ledger,
                    Budget = budget,
                    Mapping = mapping.For(options),
                    Meter = meter,
                    SettleTime = request.SettleTime,
                    Time = time,
                });
                var tally = await pass.RunAsync(request.Kind, cancellationToken).ConfigureAwait(false);
                return Judge(tally);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return (MigrationStatus.Stopped, "Stopped. Start again to go on where it was.");
            }
            catch (MigrationException failure) when (failure.Kind != MigrationErrorKind.Store)
            {
                return Explain(failure);
            }
        }

        void Enter(MigrationStatus next)
        {
            catalog.SetUserStatus(user.Id, next, null);
            meter.Enter(next);
        }
    }

    /// <summary>Notes that a user was taken out of the run before its turn. One that has ended its turn keeps what it came to.</summary>
    public void Leave(MigrationUser user, string askedBy)
    {
        var now = catalog.GetUser(user.Project, user.SourceAddress);
        if (now.Status is MigrationStatus.Queued or MigrationStatus.Stopped or MigrationStatus.Failed)
        {
            catalog.SetUserStatus(user.Id, MigrationStatus.Stopped, $"{askedBy} stopped it before its turn came. Start again to go on where it was.");
        }
    }

    private static (MigrationStatus Status, string? Detail) Judge(UserTally tally)
    {
        var failed = tally.CountOf(Disposition.Failed);
        return failed == 0
            ? (MigrationStatus.Completed, null)
            : (MigrationStatus.CompletedWithErrors, $"{failed:N0} {(failed == 1 ? "item" : "items")} failed: see Get-ArchiveMigrationItem -Disposition Failed.");
    }

    private static (MigrationStatus Status, string? Detail) Explain(MigrationException failure)
    {
        var detail = failure.WithTicket(string.IsNullOrEmpty(failure.Remedy) ? failure.Message : $"{failure.Message} {failure.Remedy}");
        var goesOnByItself = failure.IsTransient || failure.ErrorId is ErrorIds.QuotaExceeded or ErrorIds.FolderNotFound;
        return (goesOnByItself ? MigrationStatus.Stopped : MigrationStatus.Failed, detail);
    }
}
