namespace ArchiveMigration.Engine.Reports;

/// <summary>
/// The statistics of one source folder of a user, without its subfolders. Where several folders go to one at the destination each has a row of its own, so that rows add up
/// to the user's and nothing counts twice.
/// </summary>
public sealed record FolderStatistics : ItemStatistics
{
    /// <summary>The project.</summary>
    public required string Project { get; init; }

    /// <summary>The user's source address.</summary>
    public required string SourceAddress { get; init; }

    /// <summary>The user's destination address.</summary>
    public required string DestinationAddress { get; init; }

    /// <summary>The folder's path at the source.</summary>
    public required string FolderPath { get; init; }

    /// <summary>The path of the folder its items go to; null while that is not known.</summary>
    public string? DestinationFolderPath { get; init; }

    /// <summary>Whole percents of the items found that are decided; 100 only when nothing is pending.</summary>
    public int PercentComplete => TotalItemCount == 0 ? 100 : (int)((TotalItemCount - PendingItemCount) * 100 / TotalItemCount);

    /// <summary>How much of it arrived; null while items are pending.</summary>
    public DataConsistency? DataConsistencyScore => PendingItemCount > 0 ? null : ConsistencyScore.Of(TotalItemCount, FailedItemCount);
}
