using System.Globalization;
using ArchiveMigration.Engine.Companions;
using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Proof;
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

    /// <summary>What copying inbox rules and categories came to the last time, of each user of whom it was done.</summary>
    public IReadOnlyList<SettingCopyResult> Settings { get; init; } = [];

    /// <summary>What runs came to over time, oldest first.</summary>
    public IReadOnlyList<ThroughputSample> Throughput { get; init; } = [];

    /// <summary>What the last proof came to; null when none was made.</summary>
    public ProofSummary? Proof { get; init; }

    /// <summary>Whether passes have begun since the last proof ended: what they brought is not in it.</summary>
    public bool IsProofOutdated => Proof is { } proof && Users.Any(user => user.LastPassStartedUtc > proof.EndedUtc);

    /// <summary>The statistics of all users together.</summary>
    public ProjectStatistics Totals => GroupSum.OfProject(Project, Users, MadeUtc);

    /// <summary>When passes ran, oldest first.</summary>
    public IReadOnlyList<WorkSpan> Work => WorkSpan.Of(Users, MadeUtc);

    /// <summary>The state in one sentence, such as "2,431 of 2,433 items at the destination, 1 failed, 1 excluded; 1 user could not be migrated."</summary>
    public string Sentence
    {
        get
        {
            var totals = Totals;
            var parts = new List<string> { Text($"{totals.SyncedItemCount:N0} of {totals.TotalItemCount:N0} items at the destination") };
            Add(totals.FailedItemCount, "failed");
            Add(totals.ExcludedItemCount, "excluded");
            Add(totals.PendingItemCount, "still to do");
            var rest = totals.FailedUserCount switch
            {
                0 => ".",
                1 => "; 1 user could not be migrated.",
                var left => Text($"; {left:N0} users could not be migrated."),
            };
            return string.Join(", ", parts) + rest;

            void Add(long count, string what)
            {
                if (count > 0)
                {
                    parts.Add(Text($"{count:N0} {what}"));
                }
            }
        }
    }

    /// <summary>Whether addresses are mapped, or were in an earlier pass.</summary>
    public bool HasMapping => Project.Options.RecipientMapping.Count > 0 || Totals is not { MappedAddressCount: 0, UnmappedAddressCount: 0 } || (Totals.NotMappedItemCount > 0 && !HasTagRemoval);

    /// <summary>Whether retention tags are removed, or were in an earlier pass.</summary>
    public bool HasTagRemoval => Project.Options.RetentionTags == RetentionTags.Remove || Totals.UntaggedItemCount > 0;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
