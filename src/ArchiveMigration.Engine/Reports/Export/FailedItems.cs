using System.Runtime.CompilerServices;
using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Engine.Reports.Export;

/// <summary>All failed items of a project, a page at a time: there may be any number of them.</summary>
internal sealed class FailedItems(ILedger ledger, IReadOnlyList<MigrationUser> users)
{
    private const int PageSize = 1000;

    /// <summary>The users of the project, in the order in which they were added.</summary>
    public IReadOnlyList<MigrationUser> Users => users;

    /// <summary>Reads them, user by user, in copy order.</summary>
    public async IAsyncEnumerable<(MigrationUser User, LedgerItem Item)> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var user in users)
        {
            var after = 0L;
            while (await ledger.ReadItemsAsync(user.Id, Disposition.Failed, after, PageSize, cancellationToken).ConfigureAwait(false) is { Count: > 0 } page)
            {
                cancellationToken.ThrowIfCancellationRequested();
                after = page[^1].Key;
                foreach (var item in page)
                {
                    yield return (user, item);
                }
            }
        }
    }
}
