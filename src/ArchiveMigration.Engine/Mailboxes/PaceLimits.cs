namespace ArchiveMigration.Engine.Mailboxes;

/// <summary>
/// What one application may ask of one mailbox. Primary mailbox, archive and every shard of an archive are mailboxes of their own,
/// each with limits of its own.
/// </summary>
public sealed record PaceLimits
{
    /// <summary>The limits as Microsoft publishes them: <see cref="MailboxLimits"/>.</summary>
    public static PaceLimits Published { get; } = new();

    /// <summary>No limit but that of requests at once: against a pretend service whose limits are off.</summary>
    public static PaceLimits None { get; } = new() { Requests = long.MaxValue / 4, UploadBytes = long.MaxValue / 4 };

    /// <summary>Requests in flight at once.</summary>
    public int ConcurrentRequests { get; init; } = MailboxLimits.MostConcurrentRequests;

    /// <summary>Requests in any <see cref="RequestWindow"/>.</summary>
    public long Requests { get; init; } = MailboxLimits.MostRequestsPerWindow;

    /// <summary>The rolling window of <see cref="Requests"/>.</summary>
    public TimeSpan RequestWindow { get; init; } = MailboxLimits.RequestWindow;

    /// <summary>Bytes of request bodies (POST, PATCH, PUT) in any <see cref="UploadWindow"/>.</summary>
    public long UploadBytes { get; init; } = MailboxLimits.MostUploadBytesPerWindow;

    /// <summary>The rolling window of <see cref="UploadBytes"/>.</summary>
    public TimeSpan UploadWindow { get; init; } = MailboxLimits.UploadWindow;

    /// <summary>The same limits in windows shorter by a factor: a pretend service whose time runs faster.</summary>
    /// <param name="factor">100 makes 5 minutes 3 seconds.</param>
    public PaceLimits Faster(double factor) => this with { RequestWindow = RequestWindow / factor, UploadWindow = UploadWindow / factor };
}
