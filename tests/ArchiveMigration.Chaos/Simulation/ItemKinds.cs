namespace ArchiveMigration.Chaos.Simulation;

/// <summary>The odd items that archives hold beside those with a search key of their own.</summary>
[Flags]
internal enum ItemKinds
{
    None = 0,

    /// <summary>Copies with the search key and the bytes of another item.</summary>
    Copies = 1,

    /// <summary>Copies with the search key of another item and other bytes, as after an edit.</summary>
    Variants = 2,

    /// <summary>Items without a search key.</summary>
    Keyless = 4,

    All = Copies | Variants | Keyless,
}
