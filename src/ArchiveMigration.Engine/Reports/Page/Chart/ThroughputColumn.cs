namespace ArchiveMigration.Engine.Reports.Page.Chart;

/// <summary>A column of the drawing: what all users came to in it.</summary>
/// <param name="StartUtc">Its begin, UTC.</param>
/// <param name="Duration">How long it is.</param>
internal sealed record ThroughputColumn(DateTimeOffset StartUtc, TimeSpan Duration)
{
    /// <summary>More of the time of the mailboxes than this, and a column counts as throttled.</summary>
    private const double ThrottledFrom = 0.2;

    public DateTimeOffset EndUtc => StartUtc + Duration;

    public double Items { get; set; }

    public double Bytes { get; set; }

    public double CopySeconds { get; set; }

    public double CeilingSeconds { get; set; }

    public double ThrottledSeconds { get; set; }

    public double BytesPerHour => Bytes / Duration.TotalHours;

    /// <summary>The share of Microsoft's limits that was used, 0 to 1; a burst is shown as the whole.</summary>
    public double Share => CopySeconds > 0 ? Math.Min(1, CeilingSeconds / CopySeconds) : 0;

    public bool IsThrottled => ThrottledSeconds > ThrottledFrom * Math.Max(CopySeconds, Duration.TotalSeconds);
}
