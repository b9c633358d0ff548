using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Passes;

/// <summary>
/// Finds out which pending items a destination folder holds already: the mailbox is the truth, the ledger only its cache.
/// This is what makes a second run, a run after a crash, and a run with a lost database copy nothing twice.
/// </summary>
internal sealed class DestinationMatch(PassContext context)
{
    /// <summary>What may still be on its way when it is looked.</summary>
    public EarlierImports Earlier { get; } = new(context);

    /// <summary>Lists the folder afresh and matches it, if anything pending goes there.</summary>
    public async ValueTask RunAsync(MailboxFolder folder, CancellationToken cancellationToken)
    {
        var userId = context.User.Id;
        if (!await context.Ledger.HasPendingAsync(folder.Id, userId, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        await Earlier.WaitAsync(cancellationToken).ConfigureAwait(false);
        var look = context.LostAnswers.BeginLook(folder.Id);
        await context.Ledger.BeginDestinationListingAsync(folder.Id, userId, cancellationToken).ConfigureAwait(false);
        await foreach (var page in context.Destination.ListItemsAsync(folder, changedAfter: null, cancellationToken).OnePageAhead(cancellationToken).ConfigureAwait(false))
        {
            Earlier.Saw(page);
            look?.Saw(page);
            await context.Ledger.RecordDestinationItemsAsync(folder.Id, userId, page, cancellationToken).ConfigureAwait(false);
        }

        await context.Ledger.MatchDestinationAsync(context.PassId, folder.Id, userId, cancellationToken).ConfigureAwait(false);
        foreach (var outcome in look?.Answers ?? [])
        {
            // Only the match knows which items there are accounted for by others.
            if (await context.Ledger.ReadItemsAsync(userId, Disposition.AlreadyPresent, outcome.ItemKey - 1, 1, cancellationToken).ConfigureAwait(false) is [var item] && item.Key == outcome.ItemKey)
            {
                await context.Ledger.RecordOutcomeAsync(outcome, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }
}
