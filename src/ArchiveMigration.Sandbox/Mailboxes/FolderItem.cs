namespace ArchiveMigration.Sandbox.Mailboxes;

/// <summary>An item as its folder shows it at one moment.</summary>
/// <param name="Serial">Its number in the folder.</param>
/// <param name="Facts">What listings tell of it.</param>
/// <param name="ChangeKey">Moves when the item is replaced.</param>
/// <param name="Version">The folder's version at which it came or was last replaced.</param>
/// <param name="Source">The row that can write its content.</param>
/// <param name="Index">Its place in that row.</param>
/// <param name="IsCorrupt">Whether Exchange cannot read it any more.</param>
public sealed record FolderItem(
    int Serial,
    ItemFacts Facts,
    string ChangeKey,
    long Version,
    IItemSource Source,
    int Index,
    bool IsCorrupt)
{
    /// <summary>Writes the item's stream as exportItems gives it.</summary>
    public void Write(Stream output) => Source.Write(Index, output);

    /// <summary>SHA-256 of the stream; known for imported items, computed for others.</summary>
    public byte[] ComputeHash() => Source is ImportedItems imported ? imported[Index].Sha256 : ContentHash.Of(Write);
}
