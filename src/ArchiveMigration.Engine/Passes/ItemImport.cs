using System.Runtime.ExceptionServices;
using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Passes.Mapping;

namespace ArchiveMigration.Engine.Passes;

/// <summary>Imports one item and decides what became of it.</summary>
internal sealed class ItemImport(PassContext context, RetryBook retries, ImportIntents intents)
{
    /// <summary>Imports and records. A failure of the item is decided here; a failure of the mailbox is thrown.</summary>
    public async Task RunAsync(LedgerItem item, ItemContent content, MappingReport? mapping, CancellationToken cancellationToken)
    {
        using var turn = await intents.BeginAsync(item, cancellationToken).ConfigureAwait(false);
        if (turn is null)
        {
            return; // Stays Pending for the next round, when the one before it was looked for.
        }

        var folder = new MailboxFolder { Id = item.DestinationFolderId!, Name = item.FolderPath, Path = item.FolderPath };
        var outcome = new ItemOutcome
        {
            ItemKey = item.Key,
            PassId = context.PassId,
            Disposition = Disposition.Imported,
            Mapping = mapping?.Mapping,
            LegacyAddresses = mapping?.LegacyAddresses ?? [],
        };
        try
        {
            var imported = IsUpdate(item)
                ? await context.Destination.UpdateAsync(folder, new ImportedItem(item.DestinationItemId!, item.DestinationChangeKey, string.Empty), content, cancellationToken).ConfigureAwait(false)
                : await context.Destination.ImportAsync(folder, content, cancellationToken).ConfigureAwait(false);
            retries.Imported();
            turn.Arrived();
            await DecideAsync(outcome with { BytesTransferred = BytesOf(content), DestinationItemId = imported.Id, DestinationChangeKey = imported.ChangeKey }).ConfigureAwait(false);
        }
        catch (MigrationException failure)
        {
            if (failure.ErrorId == ErrorIds.ImportUncertain && !IsUpdate(item))
            {
                turn.Block();
                retries.Uncertain(item, failure);
                context.LostAnswers.Add(item, outcome with { BytesTransferred = BytesOf(content) });
            }

            retries.RequestFailed(failure);
            await FailAsync(item, failure, isAboutTheItem: false).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not MigrationException)
        {
            turn.Block();
            retries.CutOff();
            throw;
        }
    }

    /// <summary>Decides an item that was tried often enough.</summary>
    public Task GiveUpAsync(LedgerItem item, MigrationException failure) => DecideFailedAsync(item, failure);

    /// <summary>Decides an item that could not be copied: tried again in the next round, Vanished, or Failed.</summary>
    /// <param name="item">The item.</param>
    /// <param name="failure">What happened.</param>
    /// <param name="isAboutTheItem">The service said it of this very item; otherwise it may be true of the whole mailbox.</param>
    public async Task FailAsync(LedgerItem item, MigrationException failure, bool isAboutTheItem)
    {
        if (!isAboutTheItem && IsAboutTheMailbox(failure))
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        if (IsUpdate(item))
        {
            await LeaveOutdatedAsync(item, failure).ConfigureAwait(false);
            return;
        }

        if (failure.ErrorId == ErrorIds.ItemNotFound)
        {
            await DecideAsync(new ItemOutcome { ItemKey = item.Key, PassId = context.PassId, Disposition = Disposition.Vanished }).ConfigureAwait(false);
            return;
        }

        // Of an import without an answer it is decided when its folder was looked at.
        if (failure.ErrorId == ErrorIds.ImportUncertain || (failure.IsTransient && retries.MayTryAgain(item.Key)))
        {
            return;
        }

        await DecideFailedAsync(item, failure).ConfigureAwait(false);
    }

    /// <summary>The copy stays as it is, and what was recorded of it. What may pass is tried again by the next run that updates.</summary>
    private async Task LeaveOutdatedAsync(LedgerItem item, MigrationException failure)
    {
        if (failure.IsTransient || failure.ErrorId == ErrorIds.ItemNotFound)
        {
            return;
        }

        await DecideAsync(new ItemOutcome
        {
            ItemKey = item.Key,
            PassId = context.PassId,
            Disposition = Disposition.Imported,
            IsOutdated = true,
            DestinationItemId = item.DestinationItemId,
            DestinationChangeKey = item.DestinationChangeKey,
            Mapping = item.Mapping,
            Error = failure,
        }).ConfigureAwait(false);
    }

    private static long BytesOf(ItemContent content) => (content.Length ?? (content as StreamedContent)?.BytesWritten ?? 0) / 4 * 3;

    private static bool IsUpdate(LedgerItem item) => item.Disposition == Disposition.Imported;

    private async Task DecideFailedAsync(LedgerItem item, MigrationException failure)
    {
        var subject = context.Subjects is null ? null : await context.Subjects.ReadAsync(context.Options.SubjectPrivacy, context.Source, item).ConfigureAwait(false);
        await DecideAsync(new ItemOutcome { ItemKey = item.Key, PassId = context.PassId, Disposition = Disposition.Failed, Error = failure, Subject = subject }).ConfigureAwait(false);
        context.Meter.ItemFailed(item.FolderPath, item.Source.Id, item.Source.ItemClass, item.Source.Size, failure);
        var most = context.Options.MaximumErrors;
        if (most > 0 && context.Meter.Failed > most)
        {
            throw new MigrationException(ErrorIds.TooManyErrors, MigrationErrorKind.Limit, $"{context.User.SourceAddress}: more than {most} items failed; the pass was ended.")
            {
                Target = context.User.SourceAddress,
                Remedy = "Look at Get-ArchiveMigrationItem -Disposition Failed, cure the cause or raise -MaximumErrors, and start again; what is done stays done.",
            };
        }
    }

    private static bool IsAboutTheMailbox(MigrationException failure) =>
        failure.Kind is MigrationErrorKind.Authentication or MigrationErrorKind.Permission or MigrationErrorKind.Store or MigrationErrorKind.Busy
        || failure.ErrorId is ErrorIds.QuotaExceeded or ErrorIds.ArchiveAccessRefused or ErrorIds.FolderNotFound;

    private async Task DecideAsync(ItemOutcome outcome)
    {
        // Not cancellable: what happened at the destination has to be written down.
        await context.Ledger.RecordOutcomeAsync(outcome, CancellationToken.None).ConfigureAwait(false);
        context.Meter.Decided(outcome.Disposition == Disposition.Failed, outcome.BytesTransferred);
    }
}
