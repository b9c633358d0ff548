namespace ArchiveMigration.Engine.Ledger;

/// <summary>
/// Where the time of a pass went and what it asked of its mailboxes. Source and destination work at the same time, so their times overlap and
/// can come to more than the pass took; what neither accounts for is our own work, at least so much of it.
/// </summary>
public sealed record PassPace
{
    /// <summary>Time in which requests waited because the service had asked for it (429, 503 and the like).</summary>
    public TimeSpan ThrottledTime { get; init; }

    /// <summary>Time in which requests waited because one of Microsoft's published limits was used up.</summary>
    public TimeSpan LimitTime { get; init; }

    /// <summary>Time in which the source was answering.</summary>
    public TimeSpan SourceTime { get; init; }

    /// <summary>Time in which the destination was answering.</summary>
    public TimeSpan DestinationTime { get; init; }

    /// <summary>Time in which nothing was asked of either: reading, mapping, writing the ledger, or waiting for another mailbox's memory.</summary>
    public TimeSpan OwnTime { get; init; }

    /// <summary>Time in which items were copied, as against listed and matched.</summary>
    public TimeSpan CopyTime { get; init; }

    /// <summary>Requests to both mailboxes.</summary>
    public long RequestCount { get; init; }

    /// <summary>Of those, the ones turned away for being too many or too much.</summary>
    public long ThrottledRequestCount { get; init; }

    /// <summary>Bytes of request bodies sent to the destination.</summary>
    public long BytesUploaded { get; init; }

    /// <summary>
    /// How long what was asked of the destination while items were copied would have taken at its limits, without a pause: held against <see cref="CopyTime"/> the share that
    /// was used, also of a part of a pass. A burst can be more than its time allows, since half a window goes at once.
    /// </summary>
    public TimeSpan CeilingTime { get; init; }

    /// <summary>The share of what the published limits of the destination allow that was used while items were copied: 0 to 1.</summary>
    public double CeilingShare { get; init; }
}
