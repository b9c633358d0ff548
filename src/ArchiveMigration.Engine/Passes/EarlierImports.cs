namespace ArchiveMigration.Engine.Passes;

/// <summary>
/// Waits until imports that an earlier pass left on their way, when it was killed or cut off, have arrived and show in listings. Whoever looked at once would not
/// find them and send them again.
/// </summary>
internal sealed class EarlierImports(PassContext context)
{
    private readonly object gate = new();
    private Task? quiet;

    /// <summary>Ends at once when nothing can be on its way any more. The wait is one for all who ask.</summary>
    public Task WaitAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return quiet ??= WaitOnceAsync(cancellationToken);
        }
    }

    private async Task WaitOnceAsync(CancellationToken cancellationToken)
    {
        if (await context.Ledger.ReadUnsettledAsync(context.PassId, cancellationToken).ConfigureAwait(false) is not { } last)
        {
            return;
        }

        // A clock that was set back must not make this last.
        var since = context.Time.GetUtcNow() - last;
        var left = context.SettleTime - (since > TimeSpan.Zero ? since : TimeSpan.Zero);
        if (left > TimeSpan.Zero)
        {
            context.Meter.Tell($"{context.User.SourceAddress}: the run before was cut off a moment ago; giving what it may have left on its way {left.TotalSeconds:N0} s to arrive.");
            await Task.Delay(left, context.Time, cancellationToken).ConfigureAwait(false);
        }

        await context.Ledger.SettleEarlierAsync(context.PassId, cancellationToken).ConfigureAwait(false);
    }
}
