namespace ArchiveMigration.Engine.Undo;

/// <summary>What an undo came to for one user. Sizes are bytes as the source reports them, times UTC.</summary>
public sealed record UndoResult
{
    /// <summary>At most so many of the items that were left are listed.</summary>
    public const int MostProblems = 10_000;

    /// <summary>The project.</summary>
    public required string Project { get; init; }

    /// <summary>The source address; nothing is ever removed there.</summary>
    public required string SourceAddress { get; init; }

    /// <summary>The destination address.</summary>
    public required string DestinationAddress { get; init; }

    /// <summary>How it ended.</summary>
    public required UndoStatus Status { get; init; }

    /// <summary>Why, in words.</summary>
    public string? Detail { get; init; }

    /// <summary>Items that the ledger says we imported.</summary>
    public long ImportedItemCount { get; init; }

    /// <summary>Of those, the ones removed; in a preview those that would be.</summary>
    public long RemovedItemCount { get; init; }

    /// <summary>Their sizes.</summary>
    public long RemovedItemSize { get; init; }

    /// <summary>Left because they were changed since.</summary>
    public long ChangedItemCount { get; init; }

    /// <summary>Not found under their ids, or another item is there.</summary>
    public long MissingItemCount { get; init; }

    /// <summary>Left because the service refused to delete them.</summary>
    public long RefusedItemCount { get; init; }

    /// <summary>Items that were at the destination before us: never touched.</summary>
    public long AlreadyPresentItemCount { get; init; }

    /// <summary>Empty folders that we had made, removed too.</summary>
    public int RemovedFolderCount { get; init; }

    /// <summary>Whether items were deleted for good.</summary>
    public bool Permanently { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset StartedUtc { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset EndedUtc { get; init; }

    /// <summary>The file with the log of the run, JSON lines; null when none was wanted.</summary>
    public string? LogPath { get; init; }

    /// <summary>Items that were left and why, the first ten thousand.</summary>
    public IReadOnlyList<UndoProblem> Problems { get; init; } = [];
}
