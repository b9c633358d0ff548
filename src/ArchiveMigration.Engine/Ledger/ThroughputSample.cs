namespace ArchiveMigration.Engine.Ledger;

/// <summary>
/// What the users of a project came to together in one span of a run: ten seconds while it is recent, longer the older it is, so that a store never holds more than some
/// thousand. Spans in which nothing happened are not kept.
/// </summary>
public sealed record ThroughputSample
{
    /// <summary>How long a recent span is.</summary>
    public static readonly TimeSpan Span = TimeSpan.FromSeconds(10);

    /// <summary>When the span began, UTC; a multiple of its length.</summary>
    public required DateTimeOffset AtUtc { get; init; }

    /// <summary>How long the span is.</summary>
    public TimeSpan Duration { get; init; } = Span;

    /// <summary>Items imported.</summary>
    public long ItemCount { get; init; }

    /// <summary>Bytes of item streams moved (decoded, not base64).</summary>
    public long BytesTransferred { get; init; }

    /// <summary>Bytes of request bodies sent to the destinations. This and all below is told every ten seconds or so, hence may stand one span late.</summary>
    public long BytesUploaded { get; init; }

    /// <summary>Requests to all mailboxes.</summary>
    public long RequestCount { get; init; }

    /// <summary>Of those, the ones turned away for being too many or too much.</summary>
    public long ThrottledRequestCount { get; init; }

    /// <summary>Time in which items were copied, summed over the mailboxes at work: ten mailboxes in ten seconds come to 100 seconds.</summary>
    public TimeSpan CopyTime { get; init; }

    /// <summary>Time in which requests waited because the service had asked for it, summed likewise.</summary>
    public TimeSpan ThrottledTime { get; init; }

    /// <summary>Time in which requests waited because one of Microsoft's published limits was used up, summed likewise.</summary>
    public TimeSpan LimitTime { get; init; }

    /// <summary>How long what was asked of the destinations would have taken at their limits, summed likewise; held against <see cref="CopyTime"/> the share that was used.</summary>
    public TimeSpan CeilingTime { get; init; }
}
