using System.Buffers.Binary;
using System.Collections;
using System.Text;
using ArchiveMigration.FastTransfer;

namespace ArchiveMigration.Sandbox.Msg;

/// <summary>The properties of one object in ascending order of their ids.</summary>
public sealed class MsgPropertyList : IReadOnlyList<MsgProperty>
{
    private readonly MsgProperty[] _properties;

    internal MsgPropertyList(IEnumerable<MsgProperty> properties) => _properties = [.. properties.OrderBy(property => property.Tag.Id)];

    /// <inheritdoc/>
    public int Count => _properties.Length;

    /// <inheritdoc/>
    public MsgProperty this[int index] => _properties[index];

    /// <summary>The property with this id and one of these types, or null.</summary>
    public MsgProperty? Find(ushort id, params ReadOnlySpan<ushort> types)
    {
        foreach (MsgProperty property in _properties)
        {
            if (property.Tag.Id == id && types.Contains(property.Tag.Type))
            {
                return property;
            }
        }

        return null;
    }

    /// <summary>The value of a 32-bit number, or null.</summary>
    public int? FindInt32(ushort id) =>
        Find(id, PropertyType.Integer32) is { } property ? BinaryPrimitives.ReadInt32LittleEndian(property.Read().Span) : null;

    /// <summary>The value of a point in time (UTC), or null; a value that is no time, as null.</summary>
    public DateTimeOffset? FindTime(ushort id)
    {
        // 0 is how programs write "never".
        return Find(id, PropertyType.Time) is { } property && BinaryPrimitives.ReadInt64LittleEndian(property.Read().Span) is > 0 and var fileTime
            ? PropertyTime.Decode(fileTime)
            : null;
    }

    /// <summary>The first characters of a string, or null.</summary>
    /// <param name="id">The property's id.</param>
    /// <param name="ansi">How strings of type 0x001E are encoded.</param>
    /// <param name="limit">Bytes to read at most.</param>
    public string? FindString(ushort id, Encoding ansi, int limit)
    {
        ArgumentNullException.ThrowIfNull(ansi);
        if (Find(id, PropertyType.Unicode, PropertyType.String8) is not { } property)
        {
            return null;
        }

        Encoding encoding = property.Tag.Type == PropertyType.Unicode ? Encoding.Unicode : ansi;
        string text = encoding.GetString(property.Read(limit).Span);
        int end = text.IndexOf('\0', StringComparison.Ordinal);
        return end < 0 ? text : text[..end];
    }

    /// <inheritdoc/>
    public IEnumerator<MsgProperty> GetEnumerator() => _properties.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
