using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Passes;

/// <summary>
/// Waits until imports that were sent before a look at the destination have arrived and show in listings: whoever looked too early would not find them and send them
/// again. An earlier pass may have left them on their way, or have ended well a moment ago; and somebody may have sent them of whom this store knows nothing, because
/// his own was lost.
/// </summary>
internal sealed class EarlierImports(PassContext context)
{
    /// <summary>An item may be as new as that by the service's clock and by ours.</summary>
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromMinutes(5);

    private readonly object gate = new();
    private Task? quiet;
    private DateTimeOffset? sentHere;
    private volatile bool hasSeenNew;

    /// <summary>Whether this pass had to make any folder at the destination.</summary>
    public bool HasMadeFolder { get; set; }

    /// <summary>Before a look. Ends at once when nothing can be on its way any more; the wait is one for all who ask.</summary>
    public Task WaitAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return quiet ??= WaitOnceAsync(cancellationToken);
        }
    }

    /// <summary>This pass has imported items: before a look, they too need their time to show.</summary>
    public void SentHere()
    {
        lock (gate)
        {
            sentHere = context.Time.GetUtcNow();
            quiet = null;
        }
    }

    /// <summary>A look showed items of the destination.</summary>
    public void Saw(IReadOnlyList<MailboxItem> page)
    {
        if (!hasSeenNew)
        {
            var since = context.Time.GetUtcNow() - ClocksDiffer;
            hasSeenNew = page.Any(item => item.CreatedUtc > since);
        }
    }

    /// <summary>
    /// After a look: as long as the store has known the user for less than the time that imports need, it does not know of those that were sent before, as by a process
    /// that was killed with its store. Who was there left traces: items just made, or all folders. Then it is waited until the store is old enough.
    /// </summary>
    /// <returns>Whether it was waited, so that another look is due.</returns>
    public async Task<bool> WaitForUnknownAsync(CancellationToken cancellationToken)
    {
        if (HasMadeFolder && !hasSeenNew)
        {
            return false;
        }

        var tally = await context.Ledger.ReadTallyAsync(context.User.Id, cancellationToken).ConfigureAwait(false);
        return tally.CountOf(Disposition.Pending) > 0
            && await WaitSinceAsync(tally.Passes.Min(pass => pass.StartedUtc), "it may have been copied to by a run of which this store knows nothing", cancellationToken).ConfigureAwait(false);
    }

    private async Task WaitOnceAsync(CancellationToken cancellationToken)
    {
        var last = await context.Ledger.ReadUnsettledAsync(context.PassId, cancellationToken).ConfigureAwait(false);
        if (sentHere is { } sent)
        {
            await WaitSinceAsync(last > sent ? last.Value : sent, "items were copied a moment ago", cancellationToken).ConfigureAwait(false);
        }
        else if (last is { } before)
        {
            await WaitSinceAsync(before, "the run before ended a moment ago", cancellationToken).ConfigureAwait(false);
        }

        if (last is not null)
        {
            await context.Ledger.SettleEarlierAsync(context.PassId, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<bool> WaitSinceAsync(DateTimeOffset start, string why, CancellationToken cancellationToken)
    {
        // A clock that was set back must not make this last.
        var since = context.Time.GetUtcNow() - start;
        var left = context.SettleTime - (since > TimeSpan.Zero ? since : TimeSpan.Zero);
        if (left <= TimeSpan.Zero)
        {
            return false;
        }

        context.Meter.Tell($"{context.User.SourceAddress}: {why}; giving what may be on its way to {context.User.DestinationAddress} {left.TotalSeconds:N0} s to arrive.");
        await Task.Delay(left, context.Time, cancellationToken).ConfigureAwait(false);
        return true;
    }
}
