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

    /// <summary>Items without a search key, but with a message id or dates.</summary>
    Keyless = 4,

    /// <summary>
    /// Items with neither. Only the ledger tells that such an item was copied, so in an archive that has some no store is lost and no item gets a new id.
    /// </summary>
    Nameless = 8,

    /// <summary>
    /// Copies of which one is or was edited, or is moved or deleted although the others have other bytes: then the destination may hold one
    /// of which nothing that listings tell says which it is.
    /// </summary>
    Entangled = 16,

    All = Copies | Variants | Keyless | Nameless | Entangled,
}
