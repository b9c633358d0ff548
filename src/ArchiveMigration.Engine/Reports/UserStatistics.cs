using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Passes;

namespace ArchiveMigration.Engine.Reports;

/// <summary>The statistics of one user: a row of Get-MigrationStatistics. Sizes are bytes, times UTC.</summary>
public sealed record UserStatistics
{
    /// <summary>The project.</summary>
    public required string Project { get; init; }

    /// <summary>The source address.</summary>
    public required string SourceAddress { get; init; }

    /// <summary>The destination address.</summary>
    public required string DestinationAddress { get; init; }

    /// <summary>Where it stands.</summary>
    public MigrationStatus Status { get; init; }

    /// <summary>Why, in words.</summary>
    public string? StatusDetail { get; init; }

    /// <summary>Since when it waits for room at a full destination, UTC; null when it does not.</summary>
    public DateTimeOffset? WaitingSinceUtc { get; init; }

    /// <summary>When it is tried again whether there is room, UTC; null when no run waits for it: then the next start tries.</summary>
    public DateTimeOffset? NextProbeUtc { get; init; }

    /// <summary>Source folders found.</summary>
    public int FolderCount { get; init; }

    /// <summary>Items found at the source, vanished ones not counted.</summary>
    public long TotalItemCount { get; init; }

    /// <summary>Their sizes as the source reports them.</summary>
    public long TotalItemSize { get; init; }

    /// <summary>Items at the destination: imported by us or present before.</summary>
    public long SyncedItemCount { get; init; }

    /// <summary>Their sizes as the source reports them.</summary>
    public long SyncedItemSize { get; init; }

    /// <summary>Of those, the ones that were there before.</summary>
    public long AlreadyPresentItemCount { get; init; }

    /// <summary>Items left out by a rule.</summary>
    public long ExcludedItemCount { get; init; }

    /// <summary>What each rule of the project left out, most items first.</summary>
    public IReadOnlyList<ExclusionTally> ExcludedBy { get; init; } = [];

    /// <summary>Items that failed.</summary>
    public long FailedItemCount { get; init; }

    /// <summary>Sizes of the items that failed.</summary>
    public long FailedItemSize { get; init; }

    /// <summary>Items gone from the source before they were migrated.</summary>
    public long VanishedItemCount { get; init; }

    /// <summary>Items not yet decided.</summary>
    public long PendingItemCount { get; init; }

    /// <summary>Imported items in which addresses were mapped.</summary>
    public long MappedItemCount { get; init; }

    /// <summary>Addresses mapped in them.</summary>
    public long MappedAddressCount { get; init; }

    /// <summary>Items imported byte for byte because they could not be understood, with mapping on.</summary>
    public long NotMappedItemCount { get; init; }

    /// <summary>Address groups, lists and texts that were left although a rule may be for them, since they hold something that is not understood.</summary>
    public long UnmappedAddressCount { get; init; }

    /// <summary>Whole percents of the items found that are decided; 100 only when nothing is pending.</summary>
    public int PercentComplete { get; init; }

    /// <summary>Bytes of item streams moved over all passes.</summary>
    public long BytesTransferred { get; init; }

    /// <summary>Bytes an hour over the time in which passes ran; 0 before the first.</summary>
    public double AverageBytesTransferredPerHour { get; init; }

    /// <summary>Time in which passes ran, all together.</summary>
    public TimeSpan TotalInProgressDuration { get; init; }

    /// <summary>Time in which requests waited because the service had asked for it (429, 503 and the like). This and the durations below: of ended passes.</summary>
    public TimeSpan ThrottledDuration { get; init; }

    /// <summary>Time in which requests waited because one of Microsoft's published limits was used up.</summary>
    public TimeSpan LimitDuration { get; init; }

    /// <summary>Time between passes in which the user waited for a full destination to be enlarged.</summary>
    public TimeSpan QuotaDuration { get; init; }

    /// <summary>Time in which the source was answering; overlaps with the destination's.</summary>
    public TimeSpan SourceDuration { get; init; }

    /// <summary>Time in which the destination was answering.</summary>
    public TimeSpan DestinationDuration { get; init; }

    /// <summary>Time in which nothing was asked of either mailbox.</summary>
    public TimeSpan OwnDuration { get; init; }

    /// <summary>Requests to both mailboxes.</summary>
    public long RequestCount { get; init; }

    /// <summary>Of those, the ones turned away for being too many or too much.</summary>
    public long ThrottledRequestCount { get; init; }

    /// <summary>Percent of what Microsoft's limits on the destination allow that was used while items were copied; null when none were.</summary>
    public double? CeilingShare { get; init; }

    /// <summary>How many passes were started.</summary>
    public int PassCount { get; init; }

    /// <summary>The last pass's kind.</summary>
    public PassKind? LastPass { get; init; }

    /// <summary>When the last pass began, UTC.</summary>
    public DateTimeOffset? LastPassStartedUtc { get; init; }

    /// <summary>When the last pass ended, UTC.</summary>
    public DateTimeOffset? LastPassEndedUtc { get; init; }

    /// <summary>Counts and sizes by category and disposition.</summary>
    public IReadOnlyList<TallyRow> Categories { get; init; } = [];
}
