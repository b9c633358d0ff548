using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Passes;

/// <summary>
/// The first step of a full pass: the folder tree is walked and made at the destination, and every item is listed into the ledger.
/// Only one page of each folder being listed is in memory, however many items there are.
/// </summary>
internal sealed class Discovery(PassContext context, DestinationMatch match)
{
    private const int FoldersAtOnce = 3;

    /// <summary>Walks, mirrors and lists; then finds out what is at the destination already.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var folders = await MirrorTreeAsync(cancellationToken).ConfigureAwait(false);
        var options = new ParallelOptions { MaxDegreeOfParallelism = FoldersAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(folders, options, (folder, token) => ListAsync(folder.Source, folder.Key, token)).ConfigureAwait(false);
        await context.Ledger.CompleteSourceFoldersAsync(context.PassId, cancellationToken).ConfigureAwait(false);

        var destinations = folders.Select(folder => folder.Destination).DistinctBy(folder => folder.Id).ToList();
        await Parallel.ForEachAsync(destinations, options, (folder, token) => match.RunAsync(folder, token)).ConfigureAwait(false);
        await WarnOfUnrecognisableAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<List<(MailboxFolder Source, MailboxFolder Destination, long Key)>> MirrorTreeAsync(CancellationToken cancellationToken)
    {
        var mirror = await FolderMirror.OpenAsync(context.Destination, context.Options.TargetRootFolder, cancellationToken).ConfigureAwait(false);
        List<(MailboxFolder, MailboxFolder, long)> folders = [];
        await foreach (var source in context.Source.ListFoldersAsync(cancellationToken).ConfigureAwait(false))
        {
            context.Meter.EnterFolder(source.Path);
            var destination = await mirror.MirrorAsync(source, cancellationToken).ConfigureAwait(false);
            var recorded = await context.Ledger.RecordFolderAsync(context.PassId, source, cancellationToken).ConfigureAwait(false);
            if (recorded.DestinationFolderId != destination.Id)
            {
                await context.Ledger.SetDestinationFolderAsync(recorded.Key, destination.Id, cancellationToken).ConfigureAwait(false);
            }

            folders.Add((source, destination, recorded.Key));
        }

        return folders;
    }

    private async Task WarnOfUnrecognisableAsync(CancellationToken cancellationToken)
    {
        if (await context.Ledger.CountUnrecognisableAsync(context.User.Id, cancellationToken).ConfigureAwait(false) is > 0 and var count)
        {
            context.Meter.Warn(
                $"{context.User.SourceAddress}: {(count == 1 ? "1 item to copy has" : $"{count:N0} items to copy have")} no search key, no message id and no dates, so only this machine's record tells that they were copied. "
                + "They are copied with the others; keep the store until the migration is closed, because without it they would be copied again.");
        }
    }

    private async ValueTask ListAsync(MailboxFolder source, long folderKey, CancellationToken cancellationToken)
    {
        context.Meter.EnterFolder(source.Path);
        var listed = 0;
        await foreach (var page in context.Source.ListItemsAsync(source, createdSince: null, cancellationToken).OnePageAhead(cancellationToken).ConfigureAwait(false))
        {
            await context.Ledger.RecordSourceItemsAsync(context.PassId, folderKey, page, cancellationToken).ConfigureAwait(false);
            context.Meter.Discovered(page.Count);
            listed += page.Count;
        }

        // Exchange's counts of auto-expanded archives may be off, so this is told, not taken for a failure.
        if (listed < source.ItemCount)
        {
            context.Meter.Warn($"{context.User.SourceAddress}: Exchange counts {source.ItemCount:N0} items in '{source.Path}' but lists {listed:N0}, also when asked again. What is listed is migrated; a later run takes along what appears.");
        }

        await context.Ledger.CompleteSourceFolderAsync(context.PassId, folderKey, cancellationToken).ConfigureAwait(false);
    }
}
