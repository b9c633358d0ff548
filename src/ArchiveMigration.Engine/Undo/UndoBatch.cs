using System.Collections.Concurrent;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Progress;

namespace ArchiveMigration.Engine.Undo;

/// <summary>
/// Deletes some copies of one folder, as many at once as a mailbox allows. Whatever ends it early, deletions on their way get their answer; of those that got none it is open
/// whether they were carried out, and they are in none of the lists.
/// </summary>
internal sealed class UndoBatch(IMailbox mailbox, MailboxFolder folder, IReadOnlyList<UndoItem> items, bool permanently, UserMeter meter)
{
    /// <summary>So long an answer is waited for after a stop was asked for.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly ConcurrentBag<UndoItem> removed = [];
    private readonly ConcurrentBag<(UndoItem Item, MigrationException Failure)> refused = [];
    private readonly ConcurrentBag<UndoItem> untouched = [];
    private int taken;
    private volatile MigrationException? end;

    /// <summary>Gone.</summary>
    public IReadOnlyCollection<UndoItem> Removed => removed;

    /// <summary>The service refused to delete these, each for a reason of its own.</summary>
    public IReadOnlyCollection<(UndoItem Item, MigrationException Failure)> Refused => refused;

    /// <summary>Certainly still there.</summary>
    public IReadOnlyCollection<UndoItem> Untouched => [.. untouched, .. items.Skip(Math.Min(taken, items.Count))];

    /// <exception cref="MigrationException">The mailbox refuses all of them, or cannot be reached.</exception>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource();
        await using var stopped = cancellationToken.UnsafeRegister(_ => late.CancelAfter(Grace), null).ConfigureAwait(false);
        await Task.WhenAll(Enumerable.Range(0, MailboxLimits.MostConcurrentRequests).Select(_ => RunLaneAsync(cancellationToken, late.Token))).ConfigureAwait(false);
        if (end is not null)
        {
            throw end;
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    private async Task RunLaneAsync(CancellationToken stop, CancellationToken late)
    {
        while (end is null && !stop.IsCancellationRequested)
        {
            var next = Interlocked.Increment(ref taken) - 1;
            if (next >= items.Count)
            {
                return;
            }

            try
            {
                await DeleteAsync(items[next], late).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (late.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task DeleteAsync(UndoItem item, CancellationToken late)
    {
        try
        {
            await mailbox.DeleteItemAsync(folder, item.DestinationId, permanently, late).ConfigureAwait(false);
            removed.Add(item);
            meter.Decided(isFailure: false, 0);
        }
        catch (MigrationException failure) when (failure is { IsTransient: false, ErrorId: ErrorIds.ItemHeld or ErrorIds.ServiceError })
        {
            refused.Add((item, failure));
            meter.ItemFailed(folder.Path, item.DestinationId, item.ItemClass, item.Size, failure);
            meter.Decided(isFailure: true, 0);
        }
        catch (MigrationException failure)
        {
            // The mailbox says no, to this and to all others; or nobody answered, and then it is open what became of this one.
            if (!failure.IsTransient)
            {
                untouched.Add(item);
            }

            end = failure;
        }
    }
}
