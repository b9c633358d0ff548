using System.Buffers.Binary;
using System.Text;
using ArchiveMigration.FastTransfer;

namespace ArchiveMigration.Sandbox.Items;

/// <summary>
/// The properties of a message, recipient or attachment: gathered by subject in whatever order, written by id, as Exchange does.
/// One bag serves all parts of an item.
/// </summary>
internal sealed class PropertyBag
{
    /// <summary>Properties at most; no item comes near it.</summary>
    private const int Most = 256;

    private readonly List<Entry> entries = new(128);
    private byte[] bytes = new byte[8 * 1024];
    private int used;

    private enum Form : byte
    {
        Fixed,
        Variable,
        Multiple,
        Streamed,
    }

    public void Add(PropertyTag tag, int value, PropertyName? name = null) =>
        BinaryPrimitives.WriteInt32LittleEndian(Take(tag, name, Form.Fixed, sizeof(int)), value);

    public void Add(PropertyTag tag, long value, PropertyName? name = null) =>
        BinaryPrimitives.WriteInt64LittleEndian(Take(tag, name, Form.Fixed, sizeof(long)), value);

    public void Add(PropertyTag tag, double value, PropertyName? name = null) =>
        BinaryPrimitives.WriteDoubleLittleEndian(Take(tag, name, Form.Fixed, sizeof(double)), value);

    public void Add(PropertyTag tag, bool value, PropertyName? name = null) =>
        BinaryPrimitives.WriteInt16LittleEndian(Take(tag, name, Form.Fixed, sizeof(short)), value ? (short)1 : (short)0);

    public void Add(PropertyTag tag, DateTimeOffset value, PropertyName? name = null) => Add(tag, value.ToFileTime(), name);

    public void Add(PropertyTag tag, string value, PropertyName? name = null)
    {
        var text = Take(tag, name, Form.Variable, (value.Length + 1) * sizeof(char));
        Encoding.Unicode.GetBytes(value, text);
        text[^2..].Clear();
    }

    public void Add(PropertyTag tag, ReadOnlySpan<byte> value, PropertyName? name = null) =>
        value.CopyTo(Take(tag, name, Form.Variable, value.Length));

    /// <summary>A property of another fixed size, by its bytes.</summary>
    public void AddFixed(PropertyTag tag, ReadOnlySpan<byte> value, PropertyName? name = null) =>
        value.CopyTo(Take(tag, name, Form.Fixed, value.Length));

    public void Add(PropertyTag tag, IReadOnlyList<ReadOnlyMemory<byte>> values, PropertyName? name = null) =>
        entries.Add(new Entry(tag, name, Form.Multiple, 0, 0, values, null));

    public void Add(PropertyTag tag, IEnumerable<string> values, PropertyName? name = null) =>
        Add(tag, [.. values.Select(value => (ReadOnlyMemory<byte>)Encoding.Unicode.GetBytes(value + '\0'))], name);

    /// <summary>A value too large to be held.</summary>
    public void Add(PropertyTag tag, IStreamedValue value) => entries.Add(new Entry(tag, null, Form.Streamed, 0, 0, null, value));

    public void Add(NamedProperty property, int value) => Add(property.Tag, value, property.Name);

    public void Add(NamedProperty property, double value) => Add(property.Tag, value, property.Name);

    public void Add(NamedProperty property, bool value) => Add(property.Tag, value, property.Name);

    public void Add(NamedProperty property, DateTimeOffset value) => Add(property.Tag, value, property.Name);

    public void Add(NamedProperty property, string value) => Add(property.Tag, value, property.Name);

    public void Add(NamedProperty property, ReadOnlySpan<byte> value) => Add(property.Tag, value, property.Name);

    public void Add(NamedProperty property, IReadOnlyList<ReadOnlyMemory<byte>> values) => Add(property.Tag, values, property.Name);

    public void Add(NamedProperty property, IEnumerable<string> values) => Add(property.Tag, values, property.Name);

    /// <summary>Writes all properties and forgets them.</summary>
    public void WriteTo(FastTransferWriter writer)
    {
        // Numbers of id and place are sorted instead of the entries, which are large.
        Span<int> order = stackalloc int[Most];
        order = order[..entries.Count];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = (entries[i].Tag.Id << 8) | i;
        }

        order.Sort();
        foreach (var place in order)
        {
            var entry = entries[(byte)place];
            var value = bytes.AsSpan(entry.Offset, entry.Length);
            switch (entry.Form)
            {
                case Form.Fixed:
                    writer.WriteFixed(entry.Tag, value, entry.Name);
                    break;
                case Form.Variable:
                    writer.WriteVariable(entry.Tag, value, entry.Name);
                    break;
                case Form.Multiple:
                    writer.WriteMultiple(entry.Tag, entry.Values!, entry.Name);
                    break;
                case Form.Streamed:
                    writer.BeginVariable(entry.Tag, (uint)entry.Streamed!.Length, entry.Name);
                    entry.Streamed.WriteTo(writer);
                    break;
            }
        }

        entries.Clear();
        used = 0;
    }

    private Span<byte> Take(PropertyTag tag, PropertyName? name, Form form, int length)
    {
        if (used + length > bytes.Length)
        {
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, used + length));
        }

        entries.Add(new Entry(tag, name, form, used, length, null, null));
        used += length;
        return bytes.AsSpan(used - length, length);
    }

    private readonly record struct Entry(
        PropertyTag Tag,
        PropertyName? Name,
        Form Form,
        int Offset,
        int Length,
        IReadOnlyList<ReadOnlyMemory<byte>>? Values,
        IStreamedValue? Streamed);
}
