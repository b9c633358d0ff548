namespace ArchiveMigration.Engine.Exchange.Pacing;

/// <summary>What went through a gate, and how long the gate was in which state. Ticks of the gate's clock; not safe for concurrent callers.</summary>
internal sealed class PaceBook
{
    private readonly long[] spent = new long[Enum.GetValues<PaceState>().Length];
    private long since;

    public PaceState State { get; private set; }

    public long RequestCount { get; private set; }

    public long RefusedCount { get; private set; }

    public long UploadedBytes { get; private set; }

    /// <summary>The state from now on.</summary>
    public void Enter(PaceState next, long now)
    {
        spent[(int)State] += now - since;
        since = now;
        State = next;
    }

    /// <summary>Time spent in a state up to now.</summary>
    public TimeSpan TimeIn(PaceState which, long now) => TimeSpan.FromTicks(spent[(int)which] + (State == which ? now - since : 0));

    public void RequestSent() => RequestCount++;

    public void RequestRefused() => RefusedCount++;

    public void Uploaded(long bytes) => UploadedBytes += bytes;
}
