using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Passes;

/// <summary>One pass over one user whose mailboxes are open: discover, copy in rounds until nothing is pending that it is to copy.</summary>
/// <param name="context">The pass.</param>
/// <param name="retry">Which items a RetryErrors pass takes; null = it is none.</param>
internal sealed class UserPass(PassContext context, RetryChoice? retry = null)
{
    private readonly RetryBook retries = new();
    private readonly ImportIntents intents = new(context);
    private readonly DestinationMatch match = new(context);

    private bool isMatched;

    /// <summary>Whether every Pending item is known not to be at the destination.</summary>
    public bool IsSettled => isMatched && !retries.LeavesImports;

    /// <summary>Whether quiet hours ended it before its work was done.</summary>
    public bool IsPaused { get; private set; }

    /// <summary>Runs the pass.</summary>
    /// <param name="kind">What it is for.</param>
    /// <param name="resumes">Whether an earlier turn of this run left all settled: then what can go without a look at the destination goes first, and only afterwards anything is listed.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The counts at the end; nothing is Pending that this pass was to copy.</returns>
    public async Task<UserTally> RunAsync(PassKind kind, bool resumes, CancellationToken cancellationToken)
    {
        try
        {
            if (resumes && kind == PassKind.Full)
            {
                isMatched = true;
                await SettleAsync(cancellationToken).ConfigureAwait(false);
                await CopyOnceAsync(new CopyRound(context, retries, intents, ImportIntents.IsNotNeededFor), cancellationToken).ConfigureAwait(false);
                match.Earlier.SentHere();
            }

            return await CopyAsync(kind, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await SayWhetherSettledAsync().ConfigureAwait(false);
        }
    }

    /// <summary>After an outage: looks for the imports whose answers it swallowed.</summary>
    /// <returns>Whether all is settled now.</returns>
    public async Task<bool> LookAgainAsync(CancellationToken cancellationToken)
    {
        await LookForLostImportsAsync(cancellationToken).ConfigureAwait(false);
        await SettleAsync(cancellationToken).ConfigureAwait(false);
        await SayWhetherSettledAsync().ConfigureAwait(false);
        return IsSettled;
    }

    private async Task<UserTally> CopyAsync(PassKind kind, CancellationToken cancellationToken)
    {
        isMatched = false;
        if (retry is not null && await retry.TakeAsync(cancellationToken).ConfigureAwait(false) is { } retried)
        {
            await MatchAsync(retried.Select(static folder => (folder.Key, folder.Value)), cancellationToken).ConfigureAwait(false);
        }
        else if (kind == PassKind.Trial)
        {
            await new Discovery(context, match).TryAsync(cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await new Discovery(context, match).RunAsync(cancellationToken).ConfigureAwait(false);
        }

        isMatched = true;
        var tally = await SettleAsync(cancellationToken).ConfigureAwait(false);
        while (tally.CountOf(Disposition.Pending) > 0 && await HasWorkAsync(cancellationToken).ConfigureAwait(false))
        {
            if (context.IsQuiet())
            {
                IsPaused = true;
                return tally;
            }

            await CopyOnceAsync(new CopyRound(context, retries, intents), cancellationToken).ConfigureAwait(false);
            tally = await SettleAsync(cancellationToken).ConfigureAwait(false);
        }

        await UpdateAsync(cancellationToken).ConfigureAwait(false);
        IsPaused = context.UpdateChanged && context.IsQuiet();
        return tally;
    }

    private async Task<bool> HasWorkAsync(CancellationToken cancellationToken)
    {
        var after = 0L;
        while (!context.Scope.IsAll)
        {
            var page = await context.Ledger.ReadPendingAsync(context.User.Id, after, 500, cancellationToken).ConfigureAwait(false);
            if (page.Count == 0 || page.Any(context.Scope.Contains))
            {
                return page.Count > 0;
            }

            after = page[^1].Key;
        }

        return true;
    }

    private async Task CopyOnceAsync(CopyRound round, CancellationToken cancellationToken)
    {
        try
        {
            await round.RunAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (MigrationException full) when (full.ErrorId == ErrorIds.QuotaExceeded)
        {
            // It may be days until there is room: by then nobody can tell any more what was on its way now.
            await LookForLostImportsAsync(cancellationToken).ConfigureAwait(false);
            throw;
        }

        await LookForLostImportsAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task UpdateAsync(CancellationToken cancellationToken)
    {
        var ledger = context.Ledger;
        if (context.UpdateChanged)
        {
            context.Meter.Discovered(await ledger.CountChangedAsync(context.User.Id, cancellationToken).ConfigureAwait(false));
            await new CopyRound(context, retries, intents) { Read = (after, count, token) => ledger.ReadChangedAsync(context.User.Id, after, count, token) }
                .RunAsync(cancellationToken).ConfigureAwait(false);
            await ledger.FlushAsync(cancellationToken).ConfigureAwait(false);
        }

        if (await ledger.CountChangedAsync(context.User.Id, cancellationToken).ConfigureAwait(false) is > 0 and var left)
        {
            var items = left == 1 ? "1 item was" : $"{left:N0} items were";
            var end = context.UpdateChanged
                ? "and could not be updated: the copy was changed too, or is not known. The copies stay as they are; Get-ArchiveMigrationItem -Disposition Imported, AlreadyPresent shows them with ChangedSinceMigrated."
                : "and the copies are as they were. Start-ArchiveMigration -UpdateChanged brings them up to date.";
            context.Meter.Warn($"{context.User.SourceAddress}: {items} changed at the source after being copied, {end}");
        }
    }

    private async Task LookForLostImportsAsync(CancellationToken cancellationToken)
    {
        if (retries.TakeUncertainFolders() is { Count: > 0 } folders)
        {
            context.Meter.Tell($"{context.User.SourceAddress}: the answer to an import was lost; looking at the destination before trying again.");
            var wasMatched = isMatched;
            isMatched = false;
            await Task.Delay(context.SettleTime, context.Time, cancellationToken).ConfigureAwait(false);
            await MatchAsync(folders, cancellationToken).ConfigureAwait(false);
            isMatched = wasMatched;
        }
    }

    private async Task MatchAsync(IEnumerable<(string FolderId, string Path)> folders, CancellationToken cancellationToken)
    {
        foreach (var (folderId, path) in folders)
        {
            await match.RunAsync(new MailboxFolder { Id = folderId, Name = path, Path = path }, cancellationToken).ConfigureAwait(false);
            intents.FolderWasLookedAt(folderId);
        }
    }

    private async Task SayWhetherSettledAsync()
    {
        // What was imported last may not show in listings yet either: the next pass waits until it must.
        if (retries.LeavesImports || retries.HasImported)
        {
            return;
        }

        try
        {
            await context.Ledger.SettleAsync(context.PassId, CancellationToken.None).ConfigureAwait(false);
        }
        catch (MigrationException)
        {
            // The store is not to be written: whoever ends the pass finds out and tells. The next run waits a moment for nothing.
        }
    }

    private async Task<UserTally> SettleAsync(CancellationToken cancellationToken)
    {
        await context.Ledger.FlushAsync(cancellationToken).ConfigureAwait(false);
        var tally = await context.Ledger.ReadTallyAsync(context.User.Id, cancellationToken).ConfigureAwait(false);
        context.Meter.Settle(tally);
        return tally;
    }
}
