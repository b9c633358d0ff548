using System.Threading.Channels;
using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Passes;

/// <summary>
/// Takes items of a user through once, all that are pending or all whose copy is to be updated: export lanes read from the source, import lanes write to the destination,
/// a short queue between them. An item that fails for a passing reason stays Pending for the next round.
/// </summary>
/// <param name="context">The pass.</param>
/// <param name="retries">What failed before.</param>
/// <param name="intents">What is written down before it is sent.</param>
/// <param name="which">Only these of the items; null = all.</param>
/// <param name="most">At most so many of them.</param>
internal sealed class CopyRound(PassContext context, RetryBook retries, ImportIntents intents, Func<LedgerItem, bool>? which = null, int most = int.MaxValue)
{
    private const int PageSize = 500;
    private const int BatchesAhead = 8;
    private const int ItemsAhead = 32;

    /// <summary>After a stop, items in hand get this long to arrive; then their imports are cut off and the next run looks for them.</summary>
    internal static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>Gives the next items after a key, so many at most; the pending ones unless told otherwise.</summary>
    public Func<long, int, CancellationToken, Task<IReadOnlyList<LedgerItem>>> Read { get; init; } =
        (after, count, token) => context.Ledger.ReadPendingAsync(context.User.Id, after, count, token);

    private readonly ItemImport import = new(context, retries, intents);

    /// <summary>Runs the round.</summary>
    /// <exception cref="OperationCanceledException">Stopped; what was imported is recorded.</exception>
    /// <exception cref="MigrationException">Something that stops the whole mailbox: quota, permission, too many errors, an outage, the store.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        using var copying = context.Meter.Copying();
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var abort = new CancellationTokenSource();
        await using var grace = stop.UnsafeRegister(_ => abort.CancelAfter(Grace), null).ConfigureAwait(false);

        var batches = Channel.CreateBounded<IReadOnlyList<LedgerItem>>(new BoundedChannelOptions(BatchesAhead) { SingleWriter = true });
        var ready = Channel.CreateBounded<ItemInHand>(ItemsAhead);

        async Task Guard(Func<Task> lane)
        {
            try
            {
                await lane().ConfigureAwait(false);
            }
            catch
            {
                await failed.CancelAsync().ConfigureAwait(false);
                throw;
            }
        }

        var reader = Guard(() => ReadAsync(batches.Writer, failed.Token));
        var exporters = Task.WhenAll(Enumerable.Range(0, MailboxLimits.MostConcurrentRequests)
            .Select(_ => Guard(() => ExportLaneAsync(batches.Reader, ready.Writer, failed.Token, abort.Token))));
        var importers = Task.WhenAll(Enumerable.Range(0, MailboxLimits.MostConcurrentRequests)
            .Select(_ => Guard(() => ImportLaneAsync(ready.Reader, failed.Token, abort.Token))));
        _ = exporters.ContinueWith(_ => ready.Writer.TryComplete(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

        try
        {
            // A failure of one lane wins over the cancellations that it causes in the others.
            await Task.WhenAll(reader, exporters, importers).ConfigureAwait(false);
        }
        finally
        {
            while (ready.Reader.TryRead(out var left))
            {
                await left.Content.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private async Task ReadAsync(ChannelWriter<IReadOnlyList<LedgerItem>> batches, CancellationToken cancellationToken)
    {
        try
        {
            var small = new ItemBatch();
            var after = 0L;
            var left = most;
            while (left > 0 && !context.IsQuiet() && await Read(after, PageSize, cancellationToken).ConfigureAwait(false) is { Count: > 0 } page)
            {
                after = page[^1].Key;
                foreach (var item in (which is null ? page : page.Where(which)).Where(context.Scope.Contains).Take(left))
                {
                    left--;
                    if (retries.GivenUp(item.Key) is { } failure)
                    {
                        await import.GiveUpAsync(item, failure).ConfigureAwait(false);
                        continue;
                    }

                    // An item that failed before is asked for alone, so that it cannot spoil the answer for others.
                    var batch = retries.HasFailed(item.Key) ? [item] : small.Add(item);
                    if (batch is not null)
                    {
                        await batches.WriteAsync(batch, cancellationToken).ConfigureAwait(false);
                    }
                }
            }

            if (small.Take() is { } last)
            {
                await batches.WriteAsync(last, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            batches.TryComplete();
        }
    }

    private async Task ExportLaneAsync(ChannelReader<IReadOnlyList<LedgerItem>> batches, ChannelWriter<ItemInHand> ready, CancellationToken stop, CancellationToken abort)
    {
        using var export = new ItemExport(context, import, retries, ready);
        await foreach (var batch in batches.ReadAllAsync(stop).ConfigureAwait(false))
        {
            if (context.IsQuiet())
            {
                continue; // Stays Pending.
            }

            await export.RunAsync(batch, stop, abort).ConfigureAwait(false);
        }
    }

    private async Task ImportLaneAsync(ChannelReader<ItemInHand> ready, CancellationToken stop, CancellationToken abort)
    {
        await foreach (var (item, content, mapping) in ready.ReadAllAsync(stop).ConfigureAwait(false))
        {
            await using (content.ConfigureAwait(false))
            {
                await import.RunAsync(item, content, mapping, abort).ConfigureAwait(false);
            }
        }
    }
}
