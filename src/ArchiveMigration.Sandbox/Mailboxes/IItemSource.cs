namespace ArchiveMigration.Sandbox.Mailboxes;

/// <summary>
/// A row of items that can be described and written again at any time from their index alone: seeded recipes,
/// files on disk, what was imported. Implementations are safe for many readers.
/// </summary>
public interface IItemSource
{
    int Count { get; }

    /// <summary>Tells of an item without writing it; cheap, because listings call it for each item of a page.</summary>
    ItemFacts Describe(int index);

    /// <summary>Writes the item's stream as exportItems gives it; the same index always gives the same bytes.</summary>
    void Write(int index, Stream output);
}
