using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Passes;

namespace ArchiveMigration.Engine.Reports;

/// <summary>What passes came to: of a user, or of all users of a project or a customer together. Sizes are bytes, times UTC, durations of several users are added up.</summary>
public abstract record MigrationStatistics : ItemStatistics
{
    /// <summary>Where it stands. Of several users: that of the one who is least far, as long as not all are done.</summary>
    public MigrationStatus Status { get; init; }

    /// <summary>Source folders found.</summary>
    public int FolderCount { get; init; }

    /// <summary>What each rule of the project left out, most items first.</summary>
    public IReadOnlyList<ExclusionTally> ExcludedBy { get; init; } = [];

    /// <summary>Imported items in which addresses were mapped.</summary>
    public long MappedItemCount { get; init; }

    /// <summary>Addresses mapped in them.</summary>
    public long MappedAddressCount { get; init; }

    /// <summary>Items imported byte for byte because they could not be understood, with mapping on.</summary>
    public long NotMappedItemCount { get; init; }

    /// <summary>Address groups, lists and texts that were left although a rule may be for them, since they hold something that is not understood.</summary>
    public long UnmappedAddressCount { get; init; }

    /// <summary>Imported items from which retention tags were removed.</summary>
    public long UntaggedItemCount { get; init; }

    /// <summary>Whole percents of the items found that are decided; 100 only when nothing is pending.</summary>
    public int PercentComplete { get; init; }

    /// <summary>How much of it arrived, once it is decided; null while items are pending or nothing was run.</summary>
    public DataConsistency? DataConsistencyScore { get; init; }

    /// <summary>Bytes of item streams moved over all passes.</summary>
    public long BytesTransferred { get; init; }

    /// <summary>
    /// Bytes of item streams that will have been moved in the end: what was moved, and what is pending by the ratio of stream to reported size so far (a stream can be much
    /// larger than the reported size); the reported sizes themselves while nothing was moved.
    /// </summary>
    public long EstimatedTotalTransferSize { get; init; }

    /// <summary>Bytes an hour over the time in which passes ran; 0 before the first. Of several users: over the time in which any ran.</summary>
    public double AverageBytesTransferredPerHour { get; init; }

    /// <summary>
    /// The time that is left, in which passes run: by the work that items took so far, and no less than Microsoft's limits allow. Null when it cannot be told: while folders are
    /// listed, before anything was copied, and when a full destination is waited for.
    /// </summary>
    public TimeSpan? EstimatedRemainingTime { get; init; }

    /// <summary>The least time that Microsoft's published limits leave for the pending items; null where <see cref="EstimatedRemainingTime"/> is.</summary>
    public TimeSpan? LeastRemainingTime { get; init; }

    /// <summary>Time between being added and the first pass.</summary>
    public TimeSpan TotalQueuedDuration { get; init; }

    /// <summary>Time in which passes ran.</summary>
    public TimeSpan TotalInProgressDuration { get; init; }

    /// <summary>Time lost to the service: throttled, held at a limit, or waiting for room.</summary>
    public TimeSpan TotalStalledDuration => ThrottledDuration + LimitDuration + QuotaDuration;

    /// <summary>Time in which requests waited because the service had asked for it (429, 503 and the like).</summary>
    public TimeSpan ThrottledDuration { get; init; }

    /// <summary>Time in which requests waited because one of Microsoft's published limits was used up.</summary>
    public TimeSpan LimitDuration { get; init; }

    /// <summary>Time between passes in which the user waited for a full destination to be enlarged.</summary>
    public TimeSpan QuotaDuration { get; init; }

    /// <summary>Time in which the source was answering; overlaps with the destination's.</summary>
    public TimeSpan SourceActiveDuration { get; init; }

    /// <summary>The rest of the time of passes: the source waited for the destination, for a limit, or for us.</summary>
    public TimeSpan SourcePassiveDuration => Rest(SourceActiveDuration);

    /// <summary>Bytes of item streams an hour of <see cref="SourceActiveDuration"/>.</summary>
    public double SourceBytesPerHour => PerHour(BytesTransferred, SourceActiveDuration);

    /// <summary>Items an hour of <see cref="SourceActiveDuration"/>.</summary>
    public double SourceItemsPerHour => PerHour(ImportedItemCount, SourceActiveDuration);

    /// <summary>Time in which the destination was answering.</summary>
    public TimeSpan DestinationActiveDuration { get; init; }

    /// <summary>The rest of the time of passes: the destination waited for the source, for a limit, or for us.</summary>
    public TimeSpan DestinationPassiveDuration => Rest(DestinationActiveDuration);

    /// <summary>Bytes of item streams an hour of <see cref="DestinationActiveDuration"/>.</summary>
    public double DestinationBytesPerHour => PerHour(BytesTransferred, DestinationActiveDuration);

    /// <summary>Items an hour of <see cref="DestinationActiveDuration"/>.</summary>
    public double DestinationItemsPerHour => PerHour(ImportedItemCount, DestinationActiveDuration);

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

    /// <summary>When the first pass began, UTC.</summary>
    public DateTimeOffset? FirstPassStartedUtc { get; init; }

    /// <summary>When the last pass began, UTC.</summary>
    public DateTimeOffset? LastPassStartedUtc { get; init; }

    /// <summary>When the last pass ended, UTC; null while it runs.</summary>
    public DateTimeOffset? LastPassEndedUtc { get; init; }

    private static double PerHour(long what, TimeSpan active) => active > TimeSpan.Zero ? what / active.TotalHours : 0;

    private TimeSpan Rest(TimeSpan active) => TotalInProgressDuration > active ? TotalInProgressDuration - active : TimeSpan.Zero;
}
