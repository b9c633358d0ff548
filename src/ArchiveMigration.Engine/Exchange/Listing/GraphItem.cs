namespace ArchiveMigration.Engine.Exchange.Listing;

/// <summary>An item as Graph sends it (mailboxItem).</summary>
internal sealed class GraphItem
{
    public string? Id { get; set; }

    public string? ChangeKey { get; set; }

    public string? Type { get; set; }

    public long? Size { get; set; }

    public DateTimeOffset? CreatedDateTime { get; set; }

    public DateTimeOffset? LastModifiedDateTime { get; set; }

    public List<ExtendedProperty>? SingleValueExtendedProperties { get; set; }
}
