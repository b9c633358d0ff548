namespace ArchiveMigration.Sandbox.Mailboxes;

/// <summary>A growing row of imported items. The folder that owns it does the locking.</summary>
internal sealed class ImportedItems : IItemSource
{
    private readonly List<StoredItem> items = [];

    public ImportedItems(params ReadOnlySpan<StoredItem> items) => this.items.AddRange(items);

    public int Count => items.Count;

    public StoredItem this[int index] => items[index];

    public void Add(StoredItem item) => items.Add(item);

    public ItemFacts Describe(int index) => items[index].Facts;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">Only the hash of the item was kept.</exception>
    public void Write(int index, Stream output)
    {
        var content = items[index].Content
            ?? throw new InvalidOperationException("The sandbox was told to keep hashes only; start it without HashOnly to export imported items.");
        content.CopyTo(output);
    }
}
