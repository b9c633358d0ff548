using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Engine.Reports;

/// <summary>What a report is made of, read from the store at one moment.</summary>
/// <param name="Project">The project.</param>
/// <param name="MadeUtc">When it was read, UTC.</param>
/// <param name="Users">The statistics of each user.</param>
/// <param name="FailedItems">The first failed items with their users, at most <see cref="MostFailedItems"/>.</param>
public sealed record MigrationReport(
    MigrationProject Project,
    DateTimeOffset MadeUtc,
    IReadOnlyList<UserStatistics> Users,
    IReadOnlyList<(string User, LedgerItem Item)> FailedItems)
{
    /// <summary>A page lists no more failed items than this; the store has them all.</summary>
    public const int MostFailedItems = 1000;

    /// <summary>A page lists no more items that were not mapped than this; the store has them all.</summary>
    public const int MostNotMappedItems = 200;

    /// <summary>The first items whose addresses could not be mapped, with their users, at most <see cref="MostNotMappedItems"/>.</summary>
    public IReadOnlyList<(string User, LedgerItem Item)> NotMappedItems { get; init; } = [];

    /// <summary>Whether addresses are mapped, or were in an earlier pass.</summary>
    public bool HasMapping => Project.Options.RecipientMapping.Count > 0 || MappedAddressCount + NotMappedItemCount + UnmappedAddressCount > 0;

    /// <summary>Items in which addresses were mapped.</summary>
    public long MappedItemCount => Users.Sum(user => user.MappedItemCount);

    /// <summary>Addresses mapped.</summary>
    public long MappedAddressCount => Users.Sum(user => user.MappedAddressCount);

    /// <summary>Items imported byte for byte because they could not be understood.</summary>
    public long NotMappedItemCount => Users.Sum(user => user.NotMappedItemCount);

    /// <summary>Addresses left because they hold something that is not understood.</summary>
    public long UnmappedAddressCount => Users.Sum(user => user.UnmappedAddressCount);

    /// <summary>Items found at the sources.</summary>
    public long TotalItems => Users.Sum(user => user.TotalItemCount);

    /// <summary>Items at the destinations.</summary>
    public long SyncedItems => Users.Sum(user => user.SyncedItemCount);

    /// <summary>Items that failed.</summary>
    public long FailedItemCount => Users.Sum(user => user.FailedItemCount);

    /// <summary>Items left out by a rule.</summary>
    public long ExcludedItems => Users.Sum(user => user.ExcludedItemCount);

    /// <summary>Items not yet decided.</summary>
    public long PendingItems => Users.Sum(user => user.PendingItemCount);

    /// <summary>The state in one sentence, such as "2,431 of 2,433 items at the destination, 1 failed, 1 excluded; 1 user could not be migrated."</summary>
    public string Sentence
    {
        get
        {
            var culture = System.Globalization.CultureInfo.InvariantCulture;
            var parts = new List<string> { string.Format(culture, "{0:N0} of {1:N0} items at the destination", SyncedItems, TotalItems) };
            void Add(long count, string what)
            {
                if (count > 0)
                {
                    parts.Add(string.Format(culture, "{0:N0} {1}", count, what));
                }
            }

            Add(FailedItemCount, "failed");
            Add(ExcludedItems, "excluded");
            Add(PendingItems, "still to do");
            var left = Users.Count(user => user.Status == MigrationStatus.Failed);
            var rest = left == 0 ? "." : left == 1 ? "; 1 user could not be migrated." : string.Format(culture, "; {0:N0} users could not be migrated.", left);
            return string.Join(", ", parts) + rest;
        }
    }
}
