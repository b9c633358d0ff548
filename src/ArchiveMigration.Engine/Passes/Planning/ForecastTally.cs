using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Passes.Filters;

namespace ArchiveMigration.Engine.Passes.Planning;

/// <summary>Adds up what a pass would do, item by item, from several folders at once.</summary>
/// <param name="request">The pass.</param>
/// <param name="filter">What is left out.</param>
/// <param name="arrived">Hashes of the items that are known to be at the destination.</param>
/// <param name="failed">Hashes of those that failed.</param>
internal sealed class ForecastTally(RunRequest request, ProjectFilter filter, HashSet<long> arrived, HashSet<long> failed)
{
    private readonly object gate = new();
    private readonly Dictionary<string, (long Count, long Size)> excluded = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> taken = new(StringComparer.Ordinal);
    private long trialBytes;
    private long synced;
    private long failedCount;
    private long later;

    /// <summary>Takes the items of a folder.</summary>
    /// <returns>The folder with these.</returns>
    public FolderForecast Add(FolderForecast folder, IReadOnlyList<MailboxItem> page)
    {
        lock (gate)
        {
            foreach (var item in page)
            {
                var copies = Decide(folder, item);
                folder = folder with
                {
                    ItemCount = folder.ItemCount + 1,
                    ItemSize = folder.ItemSize + item.Size,
                    CopyItemCount = folder.CopyItemCount + (copies ? 1 : 0),
                    CopyItemSize = folder.CopyItemSize + (copies ? item.Size : 0),
                };
            }

            return folder;
        }
    }

    /// <summary>Puts the sums into a forecast.</summary>
    public UserForecast Into(UserForecast forecast) => forecast with
    {
        SyncedItemCount = synced,
        FailedItemCount = failedCount,
        LaterItemCount = later,
        ExcludedBy = excluded.Select(static rule => new ExclusionTally(rule.Key, rule.Value.Count, rule.Value.Size)).OrderByDescending(static rule => rule.Count).ToArray(),
    };

    private bool Decide(FolderForecast folder, MailboxItem item)
    {
        var hash = KnownItem.HashOf(item);
        if (arrived.Contains(hash))
        {
            synced++;
            Take(folder, item);
        }
        else if ((folder.ExcludedBy ?? filter.ExcludedBy(item)) is { } rule)
        {
            var (count, size) = excluded.GetValueOrDefault(rule);
            excluded[rule] = (count + 1, size + item.Size);
        }
        else if (failed.Contains(hash))
        {
            failedCount++;
        }
        else if (IsLater(folder, item))
        {
            later++;
        }
        else
        {
            Take(folder, item);
            return true;
        }

        return false;
    }

    // A trial that is repeated takes the same items, and finds them there.
    private void Take(FolderForecast folder, MailboxItem item)
    {
        taken[folder.Path] = taken.GetValueOrDefault(folder.Path) + 1;
        trialBytes += item.Size;
    }

    private bool IsLater(FolderForecast folder, MailboxItem item) => request.Kind == PassKind.Trial
        ? taken.GetValueOrDefault(folder.Path) >= TrialLimits.MostItemsPerFolder || trialBytes + item.Size > TrialLimits.MostBytes
        : request.Before is { } before && !((item.DatedUtc ?? item.LastModifiedUtc) < before);
}
