using System.Net;
using ArchiveMigration.Engine.Exchange.Http;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Exchange.Listing;

/// <summary>
/// Reads what folders hold and in which shard, without listing items. The property that tells a folder's size is asked for here only: when the service does not
/// take it, the folders are read once more without.
/// </summary>
internal sealed class FolderMeasuring(MailboxCalls calls)
{
    public async Task<IReadOnlyList<MeasuredFolder>> MeasureAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await WalkAsync(withSizes: true, cancellationToken).ConfigureAwait(false);
        }
        catch (ServiceRefusedException refused) when (refused.Failure.Status == HttpStatusCode.BadRequest)
        {
            return await WalkAsync(withSizes: false, cancellationToken).ConfigureAwait(false);
        }
    }

    // Where a folder's items are is known when its children have been asked for, which is after it was shown.
    private async Task<IReadOnlyList<MeasuredFolder>> WalkAsync(bool withSizes, CancellationToken cancellationToken)
    {
        List<MailboxFolder> folders = [];
        await foreach (MailboxFolder folder in new FolderListing(calls, withSizes).WalkAsync(cancellationToken).ConfigureAwait(false))
        {
            folders.Add(folder);
        }

        return [.. folders.Select(folder => new MeasuredFolder(folder, calls.ContentShardOf(folder.Id), folder.Size))];
    }
}
