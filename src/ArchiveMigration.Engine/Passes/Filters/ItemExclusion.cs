using ArchiveMigration.Engine.Ledger;

namespace ArchiveMigration.Engine.Passes.Filters;

/// <summary>
/// Lays a project's rules on what the ledger has undecided. What no rule leaves out any more becomes Pending before the destination is looked at; what one leaves out
/// becomes Excluded afterwards, so that an item that is at the destination already counts as that, whatever the rules say now.
/// </summary>
/// <param name="context">The pass.</param>
/// <param name="folderRules">For each folder, by the ledger's number, the rule that leaves it out; null = none does.</param>
internal sealed class ItemExclusion(PassContext context, IReadOnlyDictionary<long, string?> folderRules)
{
    private const int PageSize = 5000;

    /// <summary>Gives items back that were left out by a rule that is no more.</summary>
    public Task ReleaseAsync(CancellationToken cancellationToken) => DecideAsync(Disposition.Excluded, cancellationToken);

    /// <summary>Leaves out what the rules say.</summary>
    public async Task ExcludeAsync(CancellationToken cancellationToken)
    {
        if (!context.Filter.IsEmpty)
        {
            await DecideAsync(Disposition.Pending, cancellationToken).ConfigureAwait(false);
            await DecideAsync(Disposition.Failed, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task DecideAsync(Disposition now, CancellationToken cancellationToken)
    {
        var after = 0L;
        while (await context.Ledger.ReadRuledAsync(context.User.Id, now, after, PageSize, cancellationToken).ConfigureAwait(false) is { Count: > 0 } page)
        {
            after = page[^1].Key;
            foreach (var item in page)
            {
                var rule = folderRules.GetValueOrDefault(item.FolderKey) ?? context.Filter.ExcludedBy(item.Category, item.Size, item.DatedUtc);
                var isNews = now == Disposition.Excluded ? rule != item.Rule : rule is not null;
                if (isNews)
                {
                    await context.Ledger.RecordOutcomeAsync(
                        new ItemOutcome { ItemKey = item.Key, PassId = context.PassId, Disposition = rule is null ? Disposition.Pending : Disposition.Excluded, Rule = rule },
                        cancellationToken).ConfigureAwait(false);
                }
            }
        }
    }
}
