using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Passes;

/// <summary>
/// Brings the ledger up to date with one source folder. The first time it is listed whole. Later the ids and versions of all its items are asked for, which is the
/// truth about what is there and costs a quarter; what is new or changed among them is then listed by its time of change, and if that does not show all of it (an item
/// keeps its time when it is moved in) the folder is listed whole again. Only one page is in memory, however many items there are.
/// </summary>
internal sealed class SourceFolderListing(PassContext context)
{
    /// <summary>With more news than this the whole listing is as quick.</summary>
    private const int MostNews = 2_000;

    private const int MostSweeps = 3;

    /// <summary>Lists the folder; then what was not shown is gone.</summary>
    public async ValueTask RunAsync(MailboxFolder source, LedgerFolder known, CancellationToken cancellationToken)
    {
        context.Meter.EnterFolder(source.Path);
        var listed = source.ItemCount;
        var place = new FolderWhereabouts(context.User.SourceAddress, source.Path);
        if (known.ChangedUpToUtc is not { } upTo || !await UpdateAsync(source, known.Key, upTo, place, cancellationToken).ConfigureAwait(false))
        {
            listed = await ListAsync(source, known.Key, changedAfter: null, news: null, place, cancellationToken).ConfigureAwait(false);
        }

        listed = await ConfirmAsync(source, known.Key, listed, place, cancellationToken).ConfigureAwait(false);

        // Exchange's counts of auto-expanded archives may be off, so this is told, not taken for a failure.
        if (listed < source.ItemCount)
        {
            context.Meter.Warn($"{context.User.SourceAddress}: Exchange counts {source.ItemCount:N0} items in '{source.Path}' but lists {listed:N0}, also when asked again. What is listed is migrated; a later run takes along what appears.");
        }

        await context.Ledger.CompleteSourceFolderAsync(context.PassId, known.Key, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Says whether everything new and changed was found.</summary>
    private async Task<bool> UpdateAsync(MailboxFolder source, long folderKey, DateTimeOffset upTo, FolderWhereabouts place, CancellationToken cancellationToken)
    {
        var (_, news) = await SweepAsync(source, folderKey, place, cancellationToken).ConfigureAwait(false);
        if (news.Count is 0 or > MostNews)
        {
            return news.Count == 0;
        }

        try
        {
            await ListAsync(source, folderKey, upTo, news, place, cancellationToken).ConfigureAwait(false);
        }
        catch (MigrationException refused) when (refused.ErrorId == ErrorIds.ServiceError)
        {
            // Filtering by time of change is only known from one observer: without it the folder is listed whole.
        }

        return news.Count == 0;
    }

    /// <summary>
    /// A listing is counted from its front: what is deleted meanwhile moves others out of sight. So nothing is gone before it was not shown twice in a row, and what
    /// a listing lacks of the folder's count is looked for.
    /// </summary>
    /// <returns>How many items there are.</returns>
    private async Task<int> ConfirmAsync(MailboxFolder source, long folderKey, int listed, FolderWhereabouts place, CancellationToken cancellationToken)
    {
        for (var sweeps = 0; sweeps < MostSweeps; sweeps++)
        {
            var unseen = await context.Ledger.CountUnseenAsync(context.PassId, folderKey, cancellationToken).ConfigureAwait(false);
            if (unseen == 0 && (listed >= source.ItemCount || sweeps > 0))
            {
                break;
            }

            var (swept, news) = await SweepAsync(source, folderKey, place, cancellationToken).ConfigureAwait(false);
            listed = Math.Max(listed, swept);
            if (news.Count > 0)
            {
                await ListAsync(source, folderKey, changedAfter: null, news: null, place, cancellationToken).ConfigureAwait(false);
            }
            else if (await context.Ledger.CountUnseenAsync(context.PassId, folderKey, cancellationToken).ConfigureAwait(false) == unseen)
            {
                break;
            }
        }

        return listed;
    }

    private async Task<(int Swept, HashSet<(string Shard, string Id)> News)> SweepAsync(MailboxFolder source, long folderKey, FolderWhereabouts place, CancellationToken cancellationToken)
    {
        var swept = 0;
        HashSet<(string, string)> news = [];
        await foreach (var page in context.Source.ListVersionsAsync(source, cancellationToken).OnePageAhead(cancellationToken).ConfigureAwait(false))
        {
            place.Check(page.Count > 0 ? page[0].ShardId : null);
            var others = await context.Ledger.SweepSourceItemsAsync(context.PassId, folderKey, page, cancellationToken).ConfigureAwait(false);
            context.Meter.Discovered(page.Count - others.Count);
            swept += page.Count;
            if (news.Count <= MostNews)
            {
                news.UnionWith(others.Select(static other => (other.ShardId, other.Id)));
            }
        }

        return (swept, news);
    }

    private async Task<int> ListAsync(MailboxFolder source, long folderKey, DateTimeOffset? changedAfter, HashSet<(string Shard, string Id)>? news, FolderWhereabouts place, CancellationToken cancellationToken)
    {
        var listed = 0;
        await foreach (var page in context.Source.ListItemsAsync(source, changedAfter, cancellationToken).OnePageAhead(cancellationToken).ConfigureAwait(false))
        {
            place.Check(page.Count > 0 ? page[0].ShardId : null);
            await context.Ledger.RecordSourceItemsAsync(context.PassId, folderKey, page, cancellationToken).ConfigureAwait(false);
            context.Meter.Discovered(page.Count);
            listed += page.Count;
            news?.ExceptWith(page.Select(static item => (item.ShardId, item.Id)));
        }

        return listed;
    }
}
