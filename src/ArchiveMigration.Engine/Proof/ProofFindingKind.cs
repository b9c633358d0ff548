namespace ArchiveMigration.Engine.Proof;

/// <summary>What was found that is not as it was left.</summary>
public enum ProofFindingKind
{
    /// <summary>The ledger has the item at the destination, but it is not there.</summary>
    Missing,

    /// <summary>The item came to the source after the last pass, or was not copied yet.</summary>
    NotMigrated,

    /// <summary>The item is at the destination, but in another folder.</summary>
    InOtherFolder,

    /// <summary>The item is in its folder, but with another message class.</summary>
    ClassDiffers,

    /// <summary>The item's content at the destination is not that at the source.</summary>
    ContentDiffers,

    /// <summary>The item's content is that at the source, but its addresses are not mapped, or its retention tags not removed, as the project says now.</summary>
    MappingDiffers,

    /// <summary>The item could not be exported at one side, so its content could not be compared.</summary>
    ContentNotReadable,

    /// <summary>The folder has another name or place at the destination. Its items count as verified when they are in it.</summary>
    FolderRenamed,

    /// <summary>The folder is not at the destination.</summary>
    FolderMissing,

    /// <summary>Exchange counts more items in the source folder than it lists.</summary>
    ListingShort,

    /// <summary>An item at the destination that came after the first pass and that the source does not have.</summary>
    Added,

    /// <summary>An item at the destination that came after the first pass and is one copy more than the source has.</summary>
    Duplicate,
}
