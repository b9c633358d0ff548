using System.Collections.Concurrent;
using ArchiveMigration.Engine.Ledger;

namespace ArchiveMigration.Engine.Passes;

/// <summary>
/// Lets items that could be taken for one another to the destination one at a time, each with an intent written down before it is sent: items of one folder
/// without a search key, and items of one search key in one folder. So that, whatever is found there after a crash, it is clear which of them it is.
/// All other items pass freely.
/// </summary>
internal sealed class ImportIntents(PassContext context)
{
    private static readonly Turn Free = new(null, null);

    private readonly ConcurrentDictionary<(string Folder, string SearchKey), Queue> queues = new();

    /// <summary>Whether an item passes freely: it is told from all others by its search key.</summary>
    public static bool IsNotNeededFor(LedgerItem item) => item.Source.SearchKey is not null && !item.SharesKey;

    /// <summary>Waits for the item's turn and writes its intent.</summary>
    /// <returns>Null when an item before it may be there or not: nothing like it may be sent until the folder has been looked at.</returns>
    public ValueTask<Turn?> BeginAsync(LedgerItem item, CancellationToken cancellationToken) =>
        IsNotNeededFor(item) || item.Disposition == Disposition.Imported ? new(Free) : new(TakeTurnAsync(item, cancellationToken));

    private async Task<Turn?> TakeTurnAsync(LedgerItem item, CancellationToken cancellationToken)
    {
        var queue = queues.GetOrAdd((item.DestinationFolderId!, Convert.ToHexString(item.Source.SearchKey ?? [])), static _ => new Queue());
        await queue.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        var turn = new Turn(queue, item);
        try
        {
            if (queue.IsBlocked)
            {
                turn.Dispose();
                return null;
            }

            var held = item.Source.SearchKey is null ? await HeldAsync(queue, item, cancellationToken).ConfigureAwait(false) : 0;
            await context.Ledger.BeginImportAsync(context.User.Id, new ImportIntent(item, held), cancellationToken).ConfigureAwait(false);
            return turn;
        }
        catch
        {
            turn.Dispose();
            throw;
        }
    }

    /// <summary>The folder was listed and its open intents resolved.</summary>
    public void FolderWasLookedAt(string folderId)
    {
        foreach (var key in queues.Keys.Where(key => key.Folder == folderId))
        {
            queues.TryRemove(key, out _);
        }
    }

    private async Task<int> HeldAsync(Queue queue, LedgerItem item, CancellationToken cancellationToken)
    {
        if (!queue.Held.TryGetValue(item.Source.ItemClass, out var held))
        {
            held = await context.Ledger.CountWithoutKeyAsync(item.DestinationFolderId!, context.User.Id, item.Source.ItemClass, cancellationToken).ConfigureAwait(false);
            queue.Held[item.Source.ItemClass] = held;
        }

        return held;
    }

    /// <summary>The right to send one item; given back when it is disposed.</summary>
    internal sealed class Turn(Queue? queue, LedgerItem? item) : IDisposable
    {
        /// <summary>The item is there: it counts among those that were there before the next one.</summary>
        public void Arrived()
        {
            if (queue is not null && item is { RecognisableBy: null })
            {
                queue.Held[item.Source.ItemClass]++;
            }
        }

        /// <summary>Nobody knows whether the item is there.</summary>
        public void Block()
        {
            if (queue is not null)
            {
                queue.IsBlocked = true;
            }
        }

        public void Dispose() => queue?.Gate.Release();
    }

    /// <summary>Those that could be taken for one another; only whoever holds the gate touches the rest.</summary>
    internal sealed class Queue
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public Dictionary<string, int> Held { get; } = new(StringComparer.OrdinalIgnoreCase);

        public bool IsBlocked { get; set; }
    }
}
