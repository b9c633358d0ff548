using System.Collections.Concurrent;
using ArchiveMigration.Engine.Ledger.Store;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Progress;

namespace ArchiveMigration.Engine.Undo;

/// <summary>
/// Removes the copies from one mailbox, folder by folder: a folder is listed whole before anything in it is deleted, because deletions shift the pages of a listing.
/// First those that copies went to; the others only while some copies were not met, as after a folder was renamed at the source.
/// </summary>
/// <param name="mailbox">The destination.</param>
/// <param name="record">What is recorded.</param>
/// <param name="request">What to do.</param>
/// <param name="tally">What was removed.</param>
/// <param name="meter">Shows how far it is.</param>
/// <param name="begin">Called before the first deletion.</param>
internal sealed class MailboxUndo(IMailbox mailbox, UndoRecord record, UndoRequest request, UndoTally tally, UserMeter meter, Action begin)
{
    /// <summary>So many deletions are noted at once before they are asked for.</summary>
    private const int AskedAtOnce = 200;

    /// <summary>So many refusals without a single deletion in between: the rest would be refused too.</summary>
    private const int MostRefusals = 400;

    private int refusals;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var folders = await mailbox.GatherFoldersAsync(cancellationToken).ConfigureAwait(false);

        var ours = record.DestinationFolders().ToHashSet(StringComparer.Ordinal);
        foreach (var folder in folders.Where(folder => ours.Contains(folder.Id)).Concat(folders.Where(folder => !ours.Contains(folder.Id))))
        {
            if (!ours.Contains(folder.Id) && !IsAnyUnmet())
            {
                break;
            }

            meter.EnterFolder(folder.Path);
            if (await LookAsync(folder, cancellationToken).ConfigureAwait(false) > 0 && !request.IsPreview)
            {
                await RemoveAsync(folder, cancellationToken).ConfigureAwait(false);
            }
        }

        if (!request.IsPreview)
        {
            tally.Add(await record.CloseAsync(request.EvenChanged, cancellationToken).ConfigureAwait(false));
            if (!request.KeepFolders)
            {
                await new FolderUndo(mailbox, record, tally, meter, begin).RunAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        else
        {
            await record.CloseLookAsync(cancellationToken).ConfigureAwait(false);
            tally.Add(record.SumReady());
        }
    }

    private bool IsAnyUnmet() => record.Count().Any(static state => state is { Key: UndoState.Wanted or UndoState.Asked, Value: > 0 });

    private async Task<int> LookAsync(MailboxFolder folder, CancellationToken cancellationToken)
    {
        var ready = 0;
        var isElsewhere = false;
        await foreach (var page in mailbox.ListItemsAsync(folder, null, cancellationToken).ConfigureAwait(false))
        {
            isElsewhere |= page.Any(item => !item.ShardId.Equals(mailbox.MailboxId, StringComparison.OrdinalIgnoreCase));
            ready += await record.JudgeAsync(folder.Path, page, request.EvenChanged, cancellationToken).ConfigureAwait(false);
        }

        if (isElsewhere)
        {
            ready += await LookByIdAsync(folder, cancellationToken).ConfigureAwait(false);
        }

        meter.Discovered(ready);
        return ready;
    }

    /// <summary>A folder that was moved to another shard is listed with new ids; what is not among them is asked for by the id it was imported as.</summary>
    private async Task<int> LookByIdAsync(MailboxFolder folder, CancellationToken cancellationToken)
    {
        var ready = 0;
        var after = 0L;
        while (record.Unmet(folder.Id, after, AskedAtOnce) is { Count: > 0 } unmet)
        {
            after = unmet[^1].Key;
            ConcurrentBag<MailboxItem> found = [];
            var lanes = new ParallelOptions { MaxDegreeOfParallelism = MailboxLimits.MostConcurrentRequests, CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(unmet, lanes, async (item, token) =>
            {
                if (await mailbox.FindItemAsync(folder, item.DestinationId, token).ConfigureAwait(false) is { } there)
                {
                    found.Add(there with { Id = item.DestinationId });
                }
            }).ConfigureAwait(false);
            ready += await record.JudgeAsync(folder.Path, [.. found], request.EvenChanged, cancellationToken).ConfigureAwait(false);
        }

        return ready;
    }

    private async Task RemoveAsync(MailboxFolder folder, CancellationToken cancellationToken)
    {
        begin();
        while (record.Ready(AskedAtOnce) is { Count: > 0 } asked)
        {
            await record.AskAsync(asked, cancellationToken).ConfigureAwait(false);
            var batch = new UndoBatch(mailbox, folder, asked, request.Permanently, meter);
            try
            {
                await batch.RunAsync(cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                await record.RecordAsync(batch.Removed, batch.Refused, batch.Untouched, folder.Path).ConfigureAwait(false);
                tally.Add(batch.Removed);
            }

            refusals = batch.Removed.Count > 0 ? 0 : refusals + batch.Refused.Count;
            if (refusals >= MostRefusals)
            {
                throw batch.Refused.First().Failure;
            }
        }
    }
}
