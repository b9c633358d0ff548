namespace ArchiveMigration.Engine.Exchange.Pacing;

/// <summary>
/// The share of a published limit that is used. When the service refuses although the published limit has room, it is lowered by a
/// quarter; then it rises by a tenth of the whole a window, up to the whole. So a limit that is lower than published, or shared with another
/// program of the same application, is found and followed.
/// </summary>
/// <param name="window">The limit's window.</param>
internal sealed class AdaptiveShare(TimeSpan window)
{
    private const double Decrease = 0.75;
    private const double IncreasePerWindow = 0.1;
    private const double Least = 1.0 / 16;

    private double share = 1;
    private long since;

    /// <summary>The share now, above 0 and at most 1.</summary>
    public double At(long now) => Math.Min(1, share + (IncreasePerWindow * (now - since) / window.Ticks));

    /// <summary>
    /// The service refused a request. Of several that were under way together only the first counts: the others were sent before anything was
    /// known.
    /// </summary>
    /// <param name="now">The time.</param>
    /// <param name="sentAt">When the refused request was sent.</param>
    public void Lower(long now, long sentAt)
    {
        if (sentAt > since || share == 1)
        {
            share = Math.Max(Least, At(now) * Decrease);
            since = now;
        }
    }
}
