using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Passes;

/// <summary>
/// Lists so much of the source's folders as a trial needs, mostly the first page of each, and chooses what is copied. Nothing is gone because it was not shown; a later pass
/// lists these folders whole. The same trial again chooses the same items, and finds them copied.
/// </summary>
internal sealed class TrialListing(PassContext context)
{
    /// <summary>Where rules leave nearly everything out, a trial does not go through a million items to find ten.</summary>
    private const int MostListed = 1000;

    private long left = TrialLimits.MostBytes;

    /// <summary>Lists a folder and chooses of it.</summary>
    /// <param name="source">The folder.</param>
    /// <param name="known">The same in the ledger.</param>
    /// <param name="rule">The rule that leaves the folder out; null = none does.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async ValueTask RunAsync(MailboxFolder source, LedgerFolder known, string? rule, CancellationToken cancellationToken)
    {
        context.Meter.EnterFolder(source.Path);
        var (listed, chosen) = (0, 0);
        await foreach (var page in context.Source.ListItemsAsync(source, changedAfter: null, cancellationToken).ConfigureAwait(false))
        {
            await context.Ledger.RecordSourceItemsAsync(context.PassId, known.Key, page, cancellationToken).ConfigureAwait(false);
            context.Meter.Discovered(page.Count);
            foreach (var item in page)
            {
                if (chosen < TrialLimits.MostItemsPerFolder && rule is null && context.Filter.ExcludedBy(item) is null && Fits(item.Size))
                {
                    context.Scope.Choose(item);
                    chosen++;
                }
            }

            listed += page.Count;
            if (chosen >= TrialLimits.MostItemsPerFolder || listed >= MostListed || Volatile.Read(ref left) <= 0)
            {
                return;
            }
        }
    }

    private bool Fits(long size)
    {
        if (Interlocked.Add(ref left, -size) >= 0)
        {
            return true;
        }

        Interlocked.Add(ref left, size);
        return false;
    }
}
