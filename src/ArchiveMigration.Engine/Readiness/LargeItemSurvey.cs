using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Passes.Filters;

namespace ArchiveMigration.Engine.Readiness;

/// <summary>Looks for items larger than Exchange allows, in the folders that are copied.</summary>
internal sealed class LargeItemSurvey(IMailbox mailbox, IReadOnlyList<MeasuredFolder> folders, ProjectFilter filter)
{
    /// <summary>
    /// How many there are, by a filter in each folder that is large enough to hold one: a request a folder, mostly none. Null when the service finds none that way and there is
    /// a folder that could hold some.
    /// </summary>
    public async Task<long?> FilterAsync(CancellationToken cancellationToken)
    {
        var count = 0L;
        foreach (var folder in folders.Where(folder => folder.Folder.ItemCount > 0 && (folder.Size ?? long.MaxValue) > MailboxLimits.LargestItem))
        {
            if (await mailbox.CountLargerItemsAsync(folder.Folder, MailboxLimits.LargestItem, cancellationToken).ConfigureAwait(false) is not { } found)
            {
                return null;
            }

            count += found;
        }

        return count;
    }

    /// <summary>All items that no rule leaves out counted, their sizes added, and how many are too large, by listing them.</summary>
    public async Task<(long Items, long Size, long Large)> ListAsync(CancellationToken cancellationToken)
    {
        var (items, size, large) = (0L, 0L, 0L);
        foreach (var folder in folders)
        {
            await foreach (var page in mailbox.ListItemsAsync(folder.Folder, null, cancellationToken).ConfigureAwait(false))
            {
                foreach (var item in page.Where(item => filter.ExcludedBy(item) is null))
                {
                    items++;
                    size += item.Size;
                    large += item.Size > MailboxLimits.LargestItem ? 1 : 0;
                }
            }
        }

        return (items, size, large);
    }
}
