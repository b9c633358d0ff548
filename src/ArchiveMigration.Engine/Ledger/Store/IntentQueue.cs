using System.Collections.Concurrent;

namespace ArchiveMigration.Engine.Ledger.Store;

/// <summary>Intents on their way into the store: lanes that come together are written in one transaction, for each of them costs a disk sync.</summary>
internal sealed class IntentQueue(StoreDatabase database, OutcomeQueue outcomes)
{
    private readonly ConcurrentQueue<(long User, ImportIntent Intent)> queue = new();

    /// <summary>Taken from the queue and not yet kept; only the holder of the writer touches it.</summary>
    private readonly List<(long User, ImportIntent Intent)> batch = [];

    /// <summary>Ends when the intent, and every outcome queued before it, outlasts a loss of power.</summary>
    public Task AddAsync(long userId, ImportIntent intent, CancellationToken cancellationToken)
    {
        queue.Enqueue((userId, intent));

        // Whoever comes to the writer first takes along those that wait behind; they find nothing left to do.
        return database.WriteAsync(Write, synced: true, cancellationToken);
    }

    private void Write(StoreSession session)
    {
        while (queue.TryDequeue(out var next))
        {
            batch.Add(next);
        }

        if (batch.Count > 0)
        {
            // First what became of items before: an intent may take the place of one that is settled by it.
            outcomes.Write(session);
            batch.ForEach(entry => IntentTable.Write(session, entry.User, entry.Intent));
            session.AfterCommit(batch.Clear);
        }
    }
}
