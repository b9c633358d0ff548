namespace ArchiveMigration.Engine.Passes;

/// <summary>
/// The bytes of item content that may be in memory at once, over all mailboxes of a run. Whoever holds nothing may wait for
/// its first piece; whoever already holds some must only <see cref="TryTake"/>, so that nobody waits while others wait for what it holds.
/// </summary>
public sealed class ByteBudget
{
    private readonly object gate = new();
    private readonly Queue<(long Bytes, TaskCompletionSource Granted)> waiting = new();
    private long free;

    /// <summary>Makes a budget.</summary>
    /// <param name="capacity">Bytes in all.</param>
    public ByteBudget(long capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        Capacity = capacity;
        free = capacity;
    }

    /// <summary>Bytes in all.</summary>
    public long Capacity { get; }

    /// <summary>Takes bytes if they are free at this moment and nobody waits for them.</summary>
    public bool TryTake(long bytes)
    {
        lock (gate)
        {
            if (waiting.Count > 0 || free < bytes)
            {
                return false;
            }

            free -= bytes;
            return true;
        }
    }

    /// <summary>Takes bytes, waiting in line until they are free.</summary>
    /// <param name="bytes">At most <see cref="Capacity"/>.</param>
    /// <param name="cancellationToken">Gives up the place in the line.</param>
    public async ValueTask TakeAsync(long bytes, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes, Capacity);
        TaskCompletionSource granted;
        lock (gate)
        {
            if (waiting.Count == 0 && free >= bytes)
            {
                free -= bytes;
                return;
            }

            granted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Enqueue((bytes, granted));
        }

        await using var registration = cancellationToken.UnsafeRegister(
            static (state, token) => ((TaskCompletionSource)state!).TrySetCanceled(token), granted).ConfigureAwait(false);
        await granted.Task.ConfigureAwait(false);
    }

    /// <summary>Takes bytes even if they are not free; nobody else gets any until as many are given back. For the little by which what is held grows.</summary>
    public void Overdraw(long bytes)
    {
        lock (gate)
        {
            free -= bytes;
        }
    }

    /// <summary>Gives bytes back.</summary>
    public void Give(long bytes)
    {
        lock (gate)
        {
            free += bytes;
            while (waiting.TryPeek(out var next) && (next.Granted.Task.IsCompleted || free >= next.Bytes))
            {
                waiting.Dequeue();
                if (next.Granted.TrySetResult())
                {
                    free -= next.Bytes;
                }
            }
        }
    }
}
