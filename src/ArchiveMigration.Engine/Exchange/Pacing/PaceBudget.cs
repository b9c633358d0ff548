namespace ArchiveMigration.Engine.Exchange.Pacing;

/// <summary>
/// One published limit of one mailbox: so much in any rolling window. Half a window's worth may be spent at once, which lets small mailboxes
/// finish; the rest is spread, the more evenly the less room is left. Spent in one go it would come back in one go, window after window,
/// with minutes of silence in between. Times are ticks of a clock that never goes back. Not safe for concurrent callers.
/// </summary>
internal sealed class PaceBudget(long published, TimeSpan window)
{
    private const double FreeShare = 0.5;

    /// <summary>Three times the even rate when nothing is used, the even rate when all is.</summary>
    private const double Hurry = 2;

    /// <summary>Waits end a little late; this part of the window can be made up for at once.</summary>
    private const int LatenessShare = 200;

    private readonly RollingWindow spent = new(window);
    private readonly AdaptiveShare share = new(window);
    private long next;

    /// <summary>The share of the published limit that counts at this moment.</summary>
    public double Fill => (double)spent.Used / published;

    /// <summary>The limit that is kept now, at most the published one.</summary>
    public long LimitAt(long now) => Math.Max(1, (long)(published * share.At(now)));

    public void Advance(long now) => spent.Advance(now);

    /// <summary>
    /// When an amount may be spent: now or earlier = at once; null = when something under way has ended. An amount that is more than the whole
    /// limit may be spent when nothing else counts.
    /// </summary>
    /// <param name="amount">The amount.</param>
    /// <param name="now">The time.</param>
    /// <param name="notSpent">Of what counts, that which was only kept.</param>
    public long? WhenRoomFor(long amount, long now, long notSpent = 0) =>
        WhenBelow(amount, now, notSpent) is { } room ? Math.Max(room, next - (window.Ticks / LatenessShare)) : null;

    /// <summary>The same for an amount that had its turn already, when room was kept for it.</summary>
    public long? WhenBelow(long amount, long now, long notSpent) => spent.WhenUsedIsAtMost(Math.Max(0, LimitAt(now) - amount) + notSpent);

    /// <summary>Spends an amount; it counts from now on.</summary>
    public void Open(long amount, long now)
    {
        double limit = LimitAt(now);
        double room = Math.Max(0, 1 - (spent.Used / limit));
        spent.Open(amount);
        if (room < FreeShare)
        {
            next = Math.Max(next, now) + (long)(window.Ticks * (amount / limit) / (1 + (Hurry * room)));
        }
    }

    /// <summary>What was spent turns out to be more, or less. Never refused: it is on its way already.</summary>
    public void Rebook(long more) => spent.Open(more);

    /// <summary>The request that spent an amount has ended.</summary>
    public void Close(long amount, long now) => spent.Close(amount, now);

    /// <summary>What counts at this moment; see <see cref="RollingWindow.Read"/>.</summary>
    public IReadOnlyList<(long At, long Amount)> Read(long now) => spent.Read(now);

    /// <summary>An amount that was spent earlier. Call it in the order of time, before anything else.</summary>
    public void Recall(long amount, long at)
    {
        spent.Advance(at);
        spent.Open(amount);
        spent.Close(amount, at);
    }

    /// <summary>The service refused a request that this budget had let pass.</summary>
    public void Refused(long now, long sentAt) => share.Lower(now, sentAt);
}
