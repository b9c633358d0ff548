using ArchiveMigration.Engine.Progress;

namespace ArchiveMigration.Engine.Proof;

/// <summary>Counts what was read of one user and shows it at most four times a second.</summary>
internal sealed class ProofMeter(string user, IProgress<MigrationEvent> progress, TimeProvider time)
{
    private static readonly TimeSpan ShowEvery = TimeSpan.FromMilliseconds(250);

    private readonly long started = time.GetTimestamp();
    private readonly object gate = new();
    private string? at;
    private long done;
    private long total;
    private long lastShown;

    /// <summary>Expects so many more items.</summary>
    public void Expect(long items) => Interlocked.Add(ref total, items);

    /// <summary>The folder or step now at work.</summary>
    public void Enter(string place)
    {
        at = place;
        Show();
    }

    /// <summary>So many items more were read.</summary>
    public void Read(int items)
    {
        Interlocked.Add(ref done, items);
        Show();
    }

    /// <summary>What is being done.</summary>
    public void Tell(string message) => progress.Report(new MigrationEvent.Verbose(message, user));

    private void Show()
    {
        UserSnapshot snapshot;
        lock (gate)
        {
            var now = time.GetTimestamp();
            if (lastShown != 0 && time.GetElapsedTime(lastShown, now) < ShowEvery)
            {
                return;
            }

            lastShown = now;
            var read = Interlocked.Read(ref done);
            snapshot = new UserSnapshot(user, MigrationStatus.Validating, at, read, Math.Max(read, Interlocked.Read(ref total)), 0, 0, 0, time.GetElapsedTime(started, now));
        }

        progress.Report(new MigrationEvent.UserProgress(snapshot));
    }
}
