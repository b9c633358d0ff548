using ArchiveMigration.Engine.Ledger;

namespace ArchiveMigration.Engine.Passes.Planning;

/// <summary>What a pass would do for one user, found out from the source's listing and from what this store knows. Sizes are bytes as the source reports them.</summary>
/// <remarks>Lists that PowerShell shows are arrays: what a collection expression makes for IReadOnlyList has no index there.</remarks>
public sealed record UserForecast
{
    /// <summary>The project.</summary>
    public required string Project { get; init; }

    /// <summary>The pass.</summary>
    public required PassKind Pass { get; init; }

    /// <summary>The source address.</summary>
    public required string SourceAddress { get; init; }

    /// <summary>The destination address.</summary>
    public required string DestinationAddress { get; init; }

    /// <summary>Source folders, those that are left out among them.</summary>
    public int FolderCount => Folders.Count;

    /// <summary>Items listed.</summary>
    public long ItemCount { get; init; }

    /// <summary>Their sizes.</summary>
    public long ItemSize { get; init; }

    /// <summary>Items that the pass would copy, as far as they are not at the destination without this store knowing it.</summary>
    public long CopyItemCount { get; init; }

    /// <summary>Their sizes.</summary>
    public long CopyItemSize { get; init; }

    /// <summary>Items that this store knows to be at the destination.</summary>
    public long SyncedItemCount { get; init; }

    /// <summary>Items that failed before and that only a retry takes.</summary>
    public long FailedItemCount { get; init; }

    /// <summary>Items that the pass leaves for a later one.</summary>
    public long LaterItemCount { get; init; }

    /// <summary>Items that rules of the project leave out.</summary>
    public long ExcludedItemCount => ExcludedBy.Sum(static rule => rule.Count);

    /// <summary>What each rule leaves out, most items first.</summary>
    public IReadOnlyList<ExclusionTally> ExcludedBy { get; init; } = Array.Empty<ExclusionTally>();

    /// <summary>The shortest time in which Microsoft's limits let the destination take what would be copied. Items export larger than they are reported, so it takes longer rather than shorter.</summary>
    public TimeSpan TimeAtBest { get; init; }

    /// <summary>The folders, in the order of the tree.</summary>
    public IReadOnlyList<FolderForecast> Folders { get; init; } = Array.Empty<FolderForecast>();

    /// <summary>What is to be known of it, or why the mailbox could not be listed; null = nothing.</summary>
    public string? Detail { get; init; }

    /// <summary>The error id when the mailbox could not be listed; null = it was.</summary>
    public string? ErrorId { get; init; }
}
