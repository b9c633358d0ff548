using System.Globalization;
using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Readiness;

namespace ArchiveMigration.Engine.Reports;

/// <summary>What a report is made of, read from the store at one moment. Of failed items it has groups, not the items: those can be a hundred thousand.</summary>
public sealed record MigrationReport
{
    /// <summary>A report shows no more items that were not mapped than this; the store has them all.</summary>
    public const int MostNotMappedItems = 200;

    /// <summary>The project.</summary>
    public required MigrationProject Project { get; init; }

    /// <summary>When it was read, UTC.</summary>
    public required DateTimeOffset MadeUtc { get; init; }

    /// <summary>The statistics of each user, in the order in which they were added.</summary>
    public required IReadOnlyList<UserStatistics> Users { get; init; }

    /// <summary>Failed items by error, the most frequent first.</summary>
    public IReadOnlyList<FailureGroup> Failures { get; init; } = [];

    /// <summary>The first items whose addresses could not be mapped, with their users, at most <see cref="MostNotMappedItems"/>.</summary>
    public IReadOnlyList<(string User, LedgerItem Item)> NotMappedItems { get; init; } = [];

    /// <summary>What the last readiness tests found out about users who have not arrived; null when there were none.</summary>
    public ProjectReadiness? Readiness { get; init; }

    /// <summary>When passes ran, oldest first.</summary>
    public IReadOnlyList<WorkSpan> Work { get; init; } = [];

    /// <summary>Time in which any pass ran.</summary>
    public TimeSpan WorkDuration => TimeSpan.FromTicks(Work.Sum(span => span.Duration.Ticks));

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

    /// <summary>Percent of what Microsoft's limits on the destinations allow that was used, each user weighing as long as it ran; null when nothing was copied.</summary>
    public double? CeilingShare
    {
        get
        {
            var (share, weight) = (0.0, 0.0);
            foreach (var user in Users)
            {
                var ran = user.TotalInProgressDuration.TotalSeconds;
                share += (user.CeilingShare ?? 0) * ran;
                weight += user.CeilingShare is null ? 0 : ran;
            }

            return weight > 0 ? share / weight : null;
        }
    }

    /// <summary>The state in one sentence, such as "2,431 of 2,433 items at the destination, 1 failed, 1 excluded; 1 user could not be migrated."</summary>
    public string Sentence
    {
        get
        {
            var culture = CultureInfo.InvariantCulture;
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
