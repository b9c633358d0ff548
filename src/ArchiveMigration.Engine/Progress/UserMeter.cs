using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Progress;

/// <summary>Counts one user's pass from many threads and shows it at most four times a second.</summary>
internal sealed class UserMeter
{
    private static readonly TimeSpan ShowEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan RateOver = TimeSpan.FromSeconds(10);

    private readonly string user;
    private readonly IProgress<MigrationEvent> progress;
    private readonly TimeProvider time;
    private readonly long started;
    private readonly object gate = new();
    private readonly Queue<(long At, long Bytes)> samples = new();
    private MigrationStatus status = MigrationStatus.Queued;
    private string? folder;
    private volatile string? away;
    private long done;
    private long total;
    private long failed;
    private long bytes;
    private long lastShown;
    private string? lastDetail;
    private PassClock? clock;

    public UserMeter(string user, IProgress<MigrationEvent> progress, TimeProvider time)
    {
        this.user = user;
        this.progress = progress;
        this.time = time;
        started = time.GetTimestamp();
    }

    /// <summary>Items that failed in this pass.</summary>
    public long Failed => Interlocked.Read(ref failed);

    /// <summary>Where the time of the pass went so far; null before its mailboxes are open.</summary>
    public PassPace? Pace => clock?.Read();

    /// <summary>The mailboxes are open: from now on their pace is shown.</summary>
    public void Open(IMailbox source, IMailbox destination) => clock = new PassClock(source, destination, time);

    /// <summary>Items are copied from now until the answer is disposed.</summary>
    public IDisposable? Copying() => clock?.Copying();

    /// <summary>A wait begins that may be long: it is shown at once, since nothing else may happen for a while.</summary>
    public void Waits()
    {
        if (lastDetail is null)
        {
            Show(always: true);
        }
    }

    /// <summary>The folder now at work.</summary>
    public void EnterFolder(string path)
    {
        folder = path;
        Show();
    }

    /// <summary>The user's state changed.</summary>
    public void Enter(MigrationStatus next)
    {
        status = next;
        Show(always: true);
    }

    /// <summary>The service cannot be reached, in words; null when it can.</summary>
    /// <returns>Whether that is new.</returns>
    public bool Away(string? notice)
    {
        if (away == notice)
        {
            return false;
        }

        away = notice;
        Show(always: true);
        return true;
    }

    /// <summary>A page of items was listed.</summary>
    public void Discovered(int items)
    {
        Interlocked.Add(ref total, items);
        Show();
    }

    /// <summary>Takes over the ledger's counts, once everything is listed and matched.</summary>
    public void Settle(UserTally tally)
    {
        var all = tally.Rows.Sum(row => row.Count) - tally.CountOf(Disposition.Vanished);
        Interlocked.Exchange(ref total, all);
        Interlocked.Exchange(ref done, all - tally.CountOf(Disposition.Pending));
        Show(always: true);
    }

    /// <summary>An item was decided.</summary>
    public void Decided(bool isFailure, long bytesTransferred)
    {
        Interlocked.Increment(ref done);
        Interlocked.Add(ref bytes, bytesTransferred);
        if (isFailure)
        {
            Interlocked.Increment(ref failed);
        }

        Show();
    }

    /// <summary>An item failed.</summary>
    public void ItemFailed(string folder, string itemId, string itemClass, long size, MigrationException failure)
        => progress.Report(new MigrationEvent.ItemFailed(user, folder, itemId, itemClass, size, failure));

    /// <summary>Something that needs attention.</summary>
    public void Warn(string message) => progress.Report(new MigrationEvent.Warning(message, user));

    /// <summary>What is being done.</summary>
    public void Tell(string message) => progress.Report(new MigrationEvent.Verbose(message, user));

    private void Show(bool always = false)
    {
        UserSnapshot snapshot;
        lock (gate)
        {
            var now = time.GetTimestamp();
            if (!always && time.GetElapsedTime(lastShown, now) < ShowEvery)
            {
                return;
            }

            lastShown = now;
            snapshot = new UserSnapshot(
                user, status, folder, Interlocked.Read(ref done), Interlocked.Read(ref total), Failed, Interlocked.Read(ref bytes), RateAt(now), time.GetElapsedTime(started, now));
            if (clock?.Now() is var (detail, share))
            {
                snapshot = snapshot with { Detail = status == MigrationStatus.Syncing ? detail : null, CeilingShare = share };
            }

            if (away is not null)
            {
                snapshot = snapshot with { Detail = away };
            }

            lastDetail = snapshot.Detail;
        }

        progress.Report(new MigrationEvent.UserProgress(snapshot));
    }

    private double RateAt(long now)
    {
        samples.Enqueue((now, Interlocked.Read(ref bytes)));
        while (samples.Count > 1 && time.GetElapsedTime(samples.Peek().At, now) > RateOver)
        {
            samples.Dequeue();
        }

        var (at, then) = samples.Peek();
        var span = time.GetElapsedTime(at, now).TotalSeconds;
        return span > 0 ? (Interlocked.Read(ref bytes) - then) / span : 0;
    }
}
