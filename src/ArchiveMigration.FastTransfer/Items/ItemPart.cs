namespace ArchiveMigration.FastTransfer.Items;

/// <summary>A message, recipient or attachment: something that has properties.</summary>
public abstract class ItemPart
{
    private protected ItemPart()
    {
    }

    /// <summary>The properties in the stream's order.</summary>
    public IReadOnlyList<ItemProperty> Properties => PropertyList;

    internal List<ItemProperty> PropertyList { get; } = [];

    /// <summary>The first property with the id, whatever its type, or null.</summary>
    public ItemProperty? Find(ushort id) => PropertyList.Find(property => property.Tag.Id == id);

    /// <summary>The first property with the name, or null.</summary>
    public ItemProperty? Find(PropertyName name) => PropertyList.Find(property => property.Name == name);
}
