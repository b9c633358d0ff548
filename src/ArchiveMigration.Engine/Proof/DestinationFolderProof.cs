namespace ArchiveMigration.Engine.Proof;

/// <summary>What the items of one destination folder are; each is in exactly one column.</summary>
public sealed record DestinationFolderProof
{
    /// <summary>The folder's path at the destination.</summary>
    public required string Path { get; init; }

    /// <summary>Items in it.</summary>
    public long Items { get; init; }

    /// <summary>Source items that belong there, whatever their content.</summary>
    public long Matched { get; init; }

    /// <summary>Source items that belong elsewhere, or have another class.</summary>
    public long Misplaced { get; init; }

    /// <summary>Copies of items that are gone from the source since.</summary>
    public long OfVanished { get; init; }

    /// <summary>Were there before the first pass.</summary>
    public long ThereBefore { get; init; }

    /// <summary>Came after the first pass began, and not by us; or when is not known.</summary>
    public long Added { get; init; }
}
