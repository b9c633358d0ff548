namespace ArchiveMigration.Engine.Mailboxes;

/// <summary>
/// What a mailbox was asked so far and where the time went, at one moment. Times are times of the clock, not sums over requests:
/// a moment in which a request is held back counts as waiting, otherwise one in which a request is in flight counts as request time.
/// </summary>
public sealed record MailboxPace
{
    /// <summary>The pace of a mailbox that keeps no limits and counts nothing.</summary>
    public static MailboxPace Unlimited { get; } = new() { Limits = PaceLimits.None };

    /// <summary>The limits that are kept.</summary>
    public PaceLimits Limits { get; init; } = PaceLimits.Published;

    /// <summary>Time in which requests waited because the service had asked for it (429, 503 and the like).</summary>
    public TimeSpan ThrottledTime { get; init; }

    /// <summary>Time in which requests waited because a published limit was used up.</summary>
    public TimeSpan LimitTime { get; init; }

    /// <summary>Time in which requests were in flight and none was held back.</summary>
    public TimeSpan RequestTime { get; init; }

    /// <summary>Requests sent.</summary>
    public long RequestCount { get; init; }

    /// <summary>Of those, the ones that were turned away for being too many or too much.</summary>
    public long ThrottledRequestCount { get; init; }

    /// <summary>Bytes of request bodies sent.</summary>
    public long BytesUploaded { get; init; }

    /// <summary>How full the fuller of the two windows is at this moment, against the published limit: 0 to 1.</summary>
    public double CeilingShare { get; init; }

    /// <summary>What requests wait for at this moment.</summary>
    public PaceWait Waiting { get; init; }

    /// <summary>Until when the service asked to be left alone, UTC; null when it did not.</summary>
    public DateTimeOffset? ThrottledUntilUtc { get; init; }

    /// <summary>What was added since an earlier moment; what is true of a moment only stays that of the later one.</summary>
    public MailboxPace Since(MailboxPace earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        return this with
        {
            ThrottledTime = ThrottledTime - earlier.ThrottledTime,
            LimitTime = LimitTime - earlier.LimitTime,
            RequestTime = RequestTime - earlier.RequestTime,
            RequestCount = RequestCount - earlier.RequestCount,
            ThrottledRequestCount = ThrottledRequestCount - earlier.ThrottledRequestCount,
            BytesUploaded = BytesUploaded - earlier.BytesUploaded,
        };
    }

    /// <summary>
    /// The share of what the published limits allow that was used in a span of time, by bytes or by requests, whichever is nearer to
    /// its limit: 0 to 1. A span shorter than a window is measured against a whole one.
    /// </summary>
    /// <param name="span">How long it took to send what is counted here.</param>
    public double ShareOfCeiling(TimeSpan span) => Math.Min(1, Math.Max(
        BytesUploaded / (Limits.UploadBytes * Math.Max(1, span / Limits.UploadWindow)),
        RequestCount / (Limits.Requests * Math.Max(1, span / Limits.RequestWindow))));

    /// <summary>How long what is counted here would take at the limits, by bytes or by requests, whichever is longer.</summary>
    public TimeSpan TimeAtCeiling
    {
        get
        {
            var upload = (double)BytesUploaded / Limits.UploadBytes * Limits.UploadWindow;
            var requests = (double)RequestCount / Limits.Requests * Limits.RequestWindow;
            return upload > requests ? upload : requests;
        }
    }

    /// <summary>Two shards of one archive taken together: times and counts are added, of what is true now the more pressing is kept.</summary>
    internal MailboxPace Plus(MailboxPace other) => this with
    {
        ThrottledTime = ThrottledTime + other.ThrottledTime,
        LimitTime = LimitTime + other.LimitTime,
        RequestTime = RequestTime + other.RequestTime,
        RequestCount = RequestCount + other.RequestCount,
        ThrottledRequestCount = ThrottledRequestCount + other.ThrottledRequestCount,
        BytesUploaded = BytesUploaded + other.BytesUploaded,
        CeilingShare = Math.Max(CeilingShare, other.CeilingShare),
        Waiting = Waiting is PaceWait.None ? other.Waiting : Waiting,
        ThrottledUntilUtc = ThrottledUntilUtc > other.ThrottledUntilUtc ? ThrottledUntilUtc : other.ThrottledUntilUtc ?? ThrottledUntilUtc,
    };
}
