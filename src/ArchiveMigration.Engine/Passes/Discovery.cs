using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Passes;

/// <summary>
/// The first step of a full pass: the folder tree is walked and made at the destination, and every item is listed into the ledger.
/// </summary>
internal sealed class Discovery(PassContext context, DestinationMatch match)
{
    private const int FoldersAtOnce = 3;

    /// <summary>Walks, mirrors and lists; then finds out what is at the destination already.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var folders = await MirrorTreeAsync(cancellationToken).ConfigureAwait(false);
        var listing = new SourceFolderListing(context);
        var options = new ParallelOptions { MaxDegreeOfParallelism = FoldersAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(folders, options, (folder, token) => listing.RunAsync(folder.Source, folder.Known, token)).ConfigureAwait(false);
        await context.Ledger.CompleteSourceFoldersAsync(context.PassId, cancellationToken).ConfigureAwait(false);

        var destinations = folders.Select(folder => folder.Destination).DistinctBy(folder => folder.Id).ToList();
        await Parallel.ForEachAsync(destinations, options, (folder, token) => match.RunAsync(folder, token)).ConfigureAwait(false);
        await WarnOfUnrecognisableAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<List<(MailboxFolder Source, MailboxFolder Destination, LedgerFolder Known)>> MirrorTreeAsync(CancellationToken cancellationToken)
    {
        var mirror = await FolderMirror.OpenAsync(context.Destination, context.Options.TargetRootFolder, cancellationToken).ConfigureAwait(false);
        List<(MailboxFolder, MailboxFolder, LedgerFolder)> folders = [];
        await foreach (var source in context.Source.ListFoldersAsync(cancellationToken).ConfigureAwait(false))
        {
            context.Meter.EnterFolder(source.Path);
            var destination = await mirror.MirrorAsync(source, cancellationToken).ConfigureAwait(false);
            var recorded = await context.Ledger.RecordFolderAsync(context.PassId, source, cancellationToken).ConfigureAwait(false);
            if (recorded.DestinationFolderId != destination.Id)
            {
                await context.Ledger.SetDestinationFolderAsync(recorded.Key, destination.Id, cancellationToken).ConfigureAwait(false);
            }

            folders.Add((source, destination, recorded));
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
}
