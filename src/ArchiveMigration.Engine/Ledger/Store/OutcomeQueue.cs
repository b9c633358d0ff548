using System.Collections.Concurrent;

namespace ArchiveMigration.Engine.Ledger.Store;

/// <summary>
/// Outcomes on their way into the store: they are cheap to queue and are written together, after a fifth of a second or when there are
/// many. When that fails they stay queued and it is tried again; every call says so until a write succeeds.
/// </summary>
internal sealed class OutcomeQueue : IDisposable
{
    /// <summary>So many are written at once without waiting for the time to pass.</summary>
    public const int BatchSize = 500;

    /// <summary>So many may be queued; then callers write themselves, which slows them down to the disk's pace.</summary>
    private const int MostQueued = 8 * BatchSize;

    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(200);

    private readonly StoreDatabase database;
    private readonly TimeProvider time;
    private readonly ITimer timer;
    private readonly ConcurrentQueue<(ItemOutcome Outcome, DateTimeOffset DecidedUtc)> queue = new();

    /// <summary>Taken from the queue and not yet kept; only the holder of the writer touches it.</summary>
    private readonly List<(ItemOutcome Outcome, DateTimeOffset DecidedUtc)> batch = [];

    private volatile Exception? failure;
    private int pending;
    private int writing;
    private int armed;

    public OutcomeQueue(StoreDatabase database, TimeProvider time)
    {
        this.database = database;
        this.time = time;
        timer = time.CreateTimer(_ => WriteInBackground(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether anything is not yet in the store.</summary>
    public bool IsEmpty => Volatile.Read(ref pending) == 0;

    public async ValueTask AddAsync(ItemOutcome outcome, CancellationToken cancellationToken)
    {
        queue.Enqueue((outcome, time.GetUtcNow()));
        var count = Interlocked.Increment(ref pending);
        if (count >= MostQueued)
        {
            await FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        else if (failure is { } failed)
        {
            throw failed;
        }
        else if (count >= BatchSize)
        {
            WriteInBackground();
        }
        else
        {
            Arm();
        }
    }

    /// <summary>Writes what is queued, if anything is.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (!IsEmpty)
        {
            await database.WriteAsync(Write, synced: false, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Writes what is queued, as a part of the session's transaction.</summary>
    public void Write(StoreSession session)
    {
        while (queue.TryDequeue(out var next))
        {
            batch.Add(next);
        }

        if (batch.Count == 0)
        {
            return;
        }

        OutcomeTable.Write(session, batch);
        session.AfterCommit(() =>
        {
            Interlocked.Add(ref pending, -batch.Count);
            batch.Clear();
            failure = null;
        });
    }

    public void Dispose() => timer.Dispose();

    private void Arm()
    {
        if (Interlocked.Exchange(ref armed, 1) == 0)
        {
            timer.Change(LongestWait, Timeout.InfiniteTimeSpan);
        }
    }

    private void WriteInBackground()
    {
        Interlocked.Exchange(ref armed, 0);
        if (Interlocked.Exchange(ref writing, 1) == 0)
        {
            _ = Task.Run(async () =>
            {
                try
                {
                    await FlushAsync(CancellationToken.None).ConfigureAwait(false);
                }
                catch (Exception failed) when (failed is not ObjectDisposedException)
                {
                    failure = failed;
                }

                // What was queued meanwhile found this one at work and relied on it.
                Interlocked.Exchange(ref writing, 0);
                if (!IsEmpty)
                {
                    Arm();
                }
            });
        }
    }
}
