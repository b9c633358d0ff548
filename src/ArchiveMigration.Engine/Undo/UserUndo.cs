using System.Globalization;
using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Ledger.Store;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Passes;
using ArchiveMigration.Engine.Progress;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Engine.Undo;

/// <summary>
/// A user's turn in an undo: says what was found and removed, and leaves a state that says so too. One user's failure never reaches another; only a failure of the store
/// ends the whole undo.
/// </summary>
internal sealed class UserUndo(
    IMigrationCatalog catalog, ILedger ledger, UndoRecord record, IMailboxService destination, MailboxKind kind, Outage outage, UndoRequest request, MigrationUser user,
    IProgress<MigrationEvent> progress, TimeProvider time)
{
    private readonly UndoTally tally = new();
    private MigrationException? cause;

    /// <summary>Undoes one user. Cancelling ends it as Stopped, without an exception.</summary>
    /// <exception cref="MigrationException">The store cannot be read or written.</exception>
    public async Task<UndoResult> RunAsync(CancellationToken cancellationToken)
    {
        var started = time.GetUtcNow();
        progress.Report(new MigrationEvent.UserStarted(user.SourceAddress));
        var before = await ledger.ReadTallyAsync(user.Id, CancellationToken.None).ConfigureAwait(false);
        var (status, detail) = await TryWhileItIsAwayAsync(before, cancellationToken).ConfigureAwait(false);

        var counts = record.Count();
        var result = new UndoResult
        {
            Project = user.Project,
            SourceAddress = user.SourceAddress,
            DestinationAddress = user.DestinationAddress,
            Status = status,
            ImportedItemCount = before.CountOf(Disposition.Imported),
            RemovedItemCount = tally.Count,
            RemovedItemSize = tally.Size,
            ChangedItemCount = counts.GetValueOrDefault(UndoState.Changed),
            MissingItemCount = counts.GetValueOrDefault(UndoState.Missing) + counts.GetValueOrDefault(UndoState.Foreign),
            RefusedItemCount = counts.GetValueOrDefault(UndoState.Refused),
            AlreadyPresentItemCount = before.CountOf(Disposition.AlreadyPresent),
            RemovedFolderCount = tally.Folders,
            Permanently = request.Permanently,
            StartedUtc = started,
            EndedUtc = time.GetUtcNow(),
            Problems = record.Problems(UndoResult.MostProblems),
        };
        if (status == UndoStatus.Undone && result.ChangedItemCount + result.MissingItemCount + result.RefusedItemCount > 0)
        {
            result = result with { Status = UndoStatus.UndoneInPart };
        }

        result = result with { Detail = detail ?? UndoWords.Of(result) };
        await record.ClearAsync(CancellationToken.None).ConfigureAwait(false);
        if (!request.IsPreview && tally.HasBegun)
        {
            Leave(result);
        }

        progress.Report(new MigrationEvent.UserEnded(user.SourceAddress, Shown(result.Status), result.Detail) { Failure = cause });
        return result;
    }

    private async Task<(UndoStatus Status, string? Detail)> TryWhileItIsAwayAsync(UserTally before, CancellationToken cancellationToken)
    {
        while (true)
        {
            // What is done is recorded, so each try looks anew at what is left.
            cause = null;
            var ended = await TryAsync(before, cancellationToken).ConfigureAwait(false);
            if (cause is null || !Outage.Is(cause))
            {
                return ended;
            }

            if (await IsBackAsync(cancellationToken).ConfigureAwait(false))
            {
                continue;
            }

            if (outage.HasGivenUp && request.MaximumOutage > TimeSpan.Zero)
            {
                return (ended.Status, $"{outage.GivenUp} ({ended.Detail})");
            }

            return cancellationToken.IsCancellationRequested ? (UndoStatus.Stopped, null) : ended;
        }
    }

    private async Task<bool> IsBackAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await outage.WaitAsync(user, kind, tally.Count, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task<(UndoStatus Status, string? Detail)> TryAsync(UserTally before, CancellationToken cancellationToken)
    {
        try
        {
            await record.ClearAsync(cancellationToken).ConfigureAwait(false);
            await GatherAsync(cancellationToken).ConfigureAwait(false);
            if (record.Count().Count == 0 && record.MadeFolders().Count == 0)
            {
                return (UndoStatus.NothingToUndo, null);
            }

            var mailbox = await destination.OpenMailboxAsync(user.DestinationAddress, kind, cancellationToken).ConfigureAwait(false);
            var meter = new UserMeter(user.SourceAddress, progress, time);
            meter.Enter(MigrationStatus.Syncing);
            await new MailboxUndo(mailbox, record, request, tally, meter, Begin).RunAsync(cancellationToken).ConfigureAwait(false);
            return (request.IsPreview ? UndoStatus.Previewed : UndoStatus.Undone, null);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return (UndoStatus.Stopped, null);
        }
        catch (MigrationException failure) when (failure.Kind != MigrationErrorKind.Store)
        {
            cause = failure;
            var said = string.IsNullOrEmpty(failure.Remedy) ? failure.Message : $"{failure.Message} {failure.Remedy}";
            return (UndoStatus.Failed, failure.WithTicket($"{said} {UndoWords.SoFar(tally, before.CountOf(Disposition.Imported))}"));
        }
    }

    private async Task GatherAsync(CancellationToken cancellationToken)
    {
        const int pageSize = 1000;
        var after = 0L;
        while (await ledger.ReadItemsAsync(user.Id, Disposition.Imported, after, pageSize, cancellationToken).ConfigureAwait(false) is { Count: > 0 } page)
        {
            after = page[^1].Key;
            await record.AddAsync(page, cancellationToken).ConfigureAwait(false);
        }
    }

    // Should the process die from here on, the state says what happened to it.
    private void Begin()
    {
        if (!tally.HasBegun)
        {
            tally.HasBegun = true;
            catalog.SetUserStatus(
                user.Id, MigrationStatus.Stopped, "Its copies are being removed. If that was cut off, Undo-ArchiveMigration goes on with it; Start-ArchiveMigration copies again what was removed.");
        }
    }

    private void Leave(UndoResult result)
    {
        // A full archive has room again.
        catalog.SetQuotaWait(user.Id, null);
        var isDone = result.Status is UndoStatus.Undone or UndoStatus.UndoneInPart;
        var when = time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        catalog.SetUserStatus(user.Id, isDone ? MigrationStatus.Queued : MigrationStatus.Stopped, $"Undone {when} UTC: {result.Detail} Start-ArchiveMigration copies again what was removed.");
    }

    private static MigrationStatus Shown(UndoStatus status) => status switch
    {
        UndoStatus.Undone or UndoStatus.NothingToUndo or UndoStatus.Previewed => MigrationStatus.Completed,
        UndoStatus.UndoneInPart => MigrationStatus.CompletedWithErrors,
        UndoStatus.Stopped => MigrationStatus.Stopped,
        _ => MigrationStatus.Failed,
    };
}
