namespace ArchiveMigration.FastTransfer.Items;

/// <summary>A property with its values, as raw bytes.</summary>
public sealed class ItemProperty
{
    internal ItemProperty(PropertyTag tag, PropertyName? name, bool isMultiple)
    {
        Tag = tag;
        Name = name;
        IsMultiple = isMultiple;
    }

    /// <summary>Id and type.</summary>
    public PropertyTag Tag { get; }

    /// <summary>The name, when the id is 0x8000 or above.</summary>
    public PropertyName? Name { get; }

    /// <summary>Whether the type is multi-valued.</summary>
    public bool IsMultiple { get; }

    /// <summary>The values; exactly one when the type is not multi-valued.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Values => ValueList;

    /// <summary>The first value.</summary>
    /// <exception cref="InvalidOperationException">A multi-valued property without values.</exception>
    public ReadOnlyMemory<byte> Value =>
        ValueList.Count > 0 ? ValueList[0] : throw new InvalidOperationException($"Property {Tag} has no value.");

    /// <summary>The first value as text.</summary>
    public string Text => PropertyText.Decode(Tag, Value.Span);

    internal List<ReadOnlyMemory<byte>> ValueList { get; } = new(1);

    /// <inheritdoc/>
    public override string ToString() => Name is { } name ? $"{Tag} {name}" : Tag.ToString();
}
