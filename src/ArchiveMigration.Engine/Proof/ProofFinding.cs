namespace ArchiveMigration.Engine.Proof;

/// <summary>One thing that is not as it was left, and what it takes to find it. Never a subject or an address of a correspondent.</summary>
public sealed record ProofFinding
{
    /// <summary>What it is.</summary>
    public required ProofFindingKind Kind { get; init; }

    /// <summary>The source folder's path; null for what is at the destination only.</summary>
    public string? Folder { get; init; }

    /// <summary>The destination folder's path, as far as there is one.</summary>
    public string? DestinationFolder { get; init; }

    /// <summary>How many items it is about: 1 for an item, all of them for a folder.</summary>
    public long Items { get; init; } = 1;

    /// <summary>The message class.</summary>
    public string? ItemClass { get; init; }

    /// <summary>Bytes as the service reports them.</summary>
    public long? Size { get; init; }

    /// <summary>When the item came to the destination, UTC.</summary>
    public DateTimeOffset? CreatedUtc { get; init; }

    /// <summary>The source mailbox or shard that holds it.</summary>
    public string? SourceShard { get; init; }

    /// <summary>Its id there.</summary>
    public string? SourceItemId { get; init; }

    /// <summary>The destination mailbox or shard that holds it.</summary>
    public string? DestinationShard { get; init; }

    /// <summary>Its id there; for a missing item the id that was recorded when it was imported.</summary>
    public string? DestinationItemId { get; init; }

    /// <summary>What else is known, in words.</summary>
    public string? Detail { get; init; }

    /// <summary>Whether it is about source items that are unexplained.</summary>
    public bool IsUnexplained => Kind is ProofFindingKind.Missing or ProofFindingKind.NotMigrated or ProofFindingKind.InOtherFolder or ProofFindingKind.ClassDiffers
        or ProofFindingKind.ContentDiffers or ProofFindingKind.MappingDiffers or ProofFindingKind.ContentNotReadable;
}
