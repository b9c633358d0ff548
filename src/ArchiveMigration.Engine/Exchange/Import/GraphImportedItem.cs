namespace ArchiveMigration.Engine.Exchange.Import;

/// <summary>The answer to an imported item (importMailboxItemResponse).</summary>
internal sealed class GraphImportedItem
{
    public string? ItemId { get; set; }

    public string? ChangeKey { get; set; }
}
