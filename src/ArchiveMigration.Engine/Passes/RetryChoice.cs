using ArchiveMigration.Engine.Ledger;

namespace ArchiveMigration.Engine.Passes;

/// <summary>Which items a RetryErrors pass takes: those that failed, and what a retry has taken up before and not brought to an end.</summary>
/// <param name="context">The pass.</param>
/// <param name="errorId">Of the items that failed only those with this error id; null = all.</param>
/// <param name="goesOn">Whether it goes on with a retry of the same run, which quiet hours or an outage interrupted: what failed again in that is not tried once more.</param>
internal sealed class RetryChoice(PassContext context, string? errorId, bool goesOn)
{
    /// <summary>Makes what is taken Pending and the pass's scope.</summary>
    /// <returns>The destination folders to which it goes. Null = what is Pending cannot be told apart without a complete listing, and the scope is all.</returns>
    public async Task<IReadOnlyDictionary<string, string>?> TakeAsync(CancellationToken cancellationToken)
    {
        var ledger = context.Ledger;
        var userId = context.User.Id;
        var isOpen = (await ledger.ReadRetriedAsync(userId, 0, 1, cancellationToken).ConfigureAwait(false)).Count > 0;
        if (!isOpen && await WasCutShortAsync(cancellationToken).ConfigureAwait(false))
        {
            await ledger.ResetFailedAsync(context.PassId, userId, errorId, cancellationToken).ConfigureAwait(false);
            return null;
        }

        if (!isOpen || !goesOn)
        {
            await ledger.BeginRetryAsync(context.PassId, userId, errorId, cancellationToken).ConfigureAwait(false);
        }

        context.Scope.ChooseOnly();
        Dictionary<string, string> folders = [];
        var after = 0L;
        while (await ledger.ReadRetriedAsync(userId, after, 500, cancellationToken).ConfigureAwait(false) is { Count: > 0 } page)
        {
            after = page[^1].Key;
            foreach (var item in page.Where(static item => item.Disposition == Disposition.Pending))
            {
                context.Scope.Choose(item.Source);
                folders.TryAdd(item.DestinationFolderId!, item.FolderPath);
            }
        }

        return folders;
    }

    // An earlier pass ended before its work was done, perhaps within a listing: what is Pending may be an item that was recorded under another id
    // before (moved to another shard) and is there already. Only a complete listing tells.
    private async Task<bool> WasCutShortAsync(CancellationToken cancellationToken)
    {
        var tally = await context.Ledger.ReadTallyAsync(context.User.Id, cancellationToken).ConfigureAwait(false);
        var last = tally.Passes.LastOrDefault(pass => pass.Id != context.PassId && pass.Kind != PassKind.Verify);
        return tally.CountOf(Disposition.Pending) > 0 && last?.Status is not (MigrationStatus.Completed or MigrationStatus.CompletedWithErrors or MigrationStatus.Synced);
    }
}
