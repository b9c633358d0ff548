using System.Buffers.Binary;

namespace ArchiveMigration.FastTransfer;

/// <summary>
/// Writes one item as Exchange exports it: the 62-byte header of three records and then the MS-OXCFXICS message content
/// in TransferBuffer records that never cut an atom (MS-OXCFXICS 2.2.4.1). It holds one record (31,680 bytes) at a time,
/// however large the item. Every method throws <see cref="ArgumentException"/> for a value that does not fit its tag and
/// <see cref="InvalidOperationException"/> where the syntax of an item (MS-OXCFXICS 2.2.4.2) has no place for the element.
/// An item is written by one thread; after an exception the output is not an item.
/// </summary>
public sealed partial class FastTransferWriter : IDisposable
{
    private const ushort Integer16 = 0x0002;
    private const ushort Integer32 = 0x0003;
    private const ushort Floating64 = 0x0005;
    private const ushort Currency = 0x0006;
    private const ushort FloatingTime = 0x0007;
    private const ushort Boolean = 0x000B;
    private const ushort Integer64 = 0x0014;
    private const ushort UnicodeString = 0x001F;
    private const ushort Time = 0x0040;
    private const ushort Guid16 = 0x0048;
    private const ushort Utf16CodePageString = 0x84B0;

    private readonly RecordWriter records;
    private ItemGrammar grammar;
    private uint valueBytesLeft;
    private bool hasContent;
    private bool completed;

    /// <summary>Starts an item on <paramref name="output"/>, which stays open when the writer is disposed.</summary>
    public FastTransferWriter(Stream output)
        : this(output, FastTransferVersion.ExchangeOnline)
    {
    }

    /// <summary>Starts an item that carries the given server version.</summary>
    public FastTransferWriter(Stream output, FastTransferVersion version)
    {
        ArgumentNullException.ThrowIfNull(output);
        records = new RecordWriter(output, version);
    }

    /// <summary>Bytes given to the output so far, headers of records included; after <see cref="Complete"/> the item's length.</summary>
    public long BytesWritten => records.BytesWritten;

    /// <summary>Writes a property of a fixed-size type; <paramref name="value"/> must have exactly the type's size on the wire (Boolean: 2 bytes).</summary>
    public void WriteFixed(PropertyTag tag, ReadOnlySpan<byte> value, PropertyName? name = null)
    {
        var size = LayoutOf(tag, WireShape.Fixed).Size;
        if (value.Length != size)
        {
            throw new ArgumentException($"Property {tag} takes {size} bytes, not {value.Length}.", nameof(value));
        }

        WriteDefinition(tag, name);
        value.CopyTo(records.Atom(size));
    }

    /// <summary>Writes a property of a variable-size type (string, binary, object): its length and its bytes as given.</summary>
    public void WriteVariable(PropertyTag tag, ReadOnlySpan<byte> value, PropertyName? name = null)
    {
        BeginVariable(tag, (uint)value.Length, name);
        WriteValueBytes(value);
    }

    /// <summary>Starts a variable-size property whose bytes follow in pieces through <see cref="WriteValueBytes"/>.</summary>
    public void BeginVariable(PropertyTag tag, uint length, PropertyName? name = null)
    {
        _ = LayoutOf(tag, WireShape.Variable);
        WriteDefinition(tag, name);
        WriteUInt32(length);
        valueBytesLeft = length;
    }

    /// <summary>Adds bytes to the value begun with <see cref="BeginVariable"/>; the sum must be the announced length.</summary>
    public void WriteValueBytes(ReadOnlySpan<byte> bytes)
    {
        if ((uint)bytes.Length > valueBytesLeft)
        {
            throw new InvalidOperationException(
                $"{bytes.Length} bytes given where the value announced has {valueBytesLeft} bytes left.");
        }

        records.Bytes(bytes);
        valueBytesLeft -= (uint)bytes.Length;
    }

    /// <summary>Writes a multi-valued property; each element is the raw bytes of one value.</summary>
    public void WriteMultiple(PropertyTag tag, IReadOnlyList<ReadOnlyMemory<byte>> elements, PropertyName? name = null)
    {
        ArgumentNullException.ThrowIfNull(elements);
        var layout = LayoutOf(tag, WireShape.MultipleFixed, WireShape.MultipleVariable);
        if (layout.Shape == WireShape.MultipleFixed && elements.Any(element => element.Length != layout.Size))
        {
            throw new ArgumentException($"Each value of property {tag} takes {layout.Size} bytes.", nameof(elements));
        }

        WriteDefinition(tag, name);
        WriteUInt32((uint)elements.Count);
        foreach (var element in elements)
        {
            if (layout.Shape == WireShape.MultipleFixed)
            {
                element.Span.CopyTo(records.Atom(layout.Size));
            }
            else
            {
                WriteUInt32((uint)element.Length);
                records.Bytes(element.Span);
            }
        }
    }

    /// <summary>Writes MetaTagFXDelProp, which tells that the recipients or attachments that follow replace any others (MS-OXCFXICS 2.2.4.1.5.1).</summary>
    public void WriteDeleteProperty(PropertyTag deleted)
    {
        ThrowUnlessBetweenElements();
        Require(grammar.DeleteProperty(deleted.Value));
        hasContent = true;
        WriteUInt32(WellKnownTags.FXDelProp);
        WriteUInt32(deleted.Value);
    }

    /// <summary>Checks that everything opened was closed and writes the last record.</summary>
    /// <exception cref="InvalidOperationException">A recipient, attachment, embedded message or value is still open, or nothing was written.</exception>
    public void Complete()
    {
        ThrowUnlessBetweenElements();
        if (grammar.Depth != 0)
        {
            throw new InvalidOperationException(
                $"The item cannot end: {grammar.Depth} recipients, attachments or embedded messages are still open.");
        }

        if (!hasContent)
        {
            throw new InvalidOperationException("An item has at least one property.");
        }

        records.FlushRecord();
        completed = true;
    }

    /// <summary>Returns rented buffers. Does not complete the item.</summary>
    public void Dispose() => records.Dispose();

    private static WireType LayoutOf(PropertyTag tag, WireShape expected, WireShape orExpected = WireShape.Unknown)
    {
        if (!WireType.TryGet(tag.Type, out var layout))
        {
            throw new ArgumentException($"Property {tag} has a type that FastTransfer does not know.", nameof(tag));
        }

        return layout.Shape == expected || layout.Shape == orExpected
            ? layout
            : throw new ArgumentException($"Property {tag} has a type for {layout.Shape} values, not {expected}.", nameof(tag));
    }

    private static void Require(string? violation)
    {
        if (violation is not null)
        {
            throw new InvalidOperationException($"Not allowed here: {violation}.");
        }
    }

    private void ThrowUnlessBetweenElements()
    {
        if (valueBytesLeft != 0)
        {
            throw new InvalidOperationException($"The value begun still lacks {valueBytesLeft} bytes.");
        }

        if (completed)
        {
            throw new InvalidOperationException("The item is complete.");
        }
    }

    /// <summary>Writes type, id and, for a named property, its name: one atom (propDef in MS-OXCFXICS 2.2.4.1).</summary>
    private void WriteDefinition(PropertyTag tag, PropertyName? name)
    {
        ThrowUnlessBetweenElements();
        if (tag.IsNamed != name.HasValue)
        {
            throw new ArgumentException(
                tag.IsNamed ? $"Property {tag} needs its name: ids from 0x8000 mean nothing in another mailbox." : $"Property {tag} cannot have a name: its id is below 0x8000.",
                nameof(name));
        }

        if (tag.Id == 0 || (WellKnownTags.MayBeMeta(tag.Value) && IsElementOfItsOwn(tag)))
        {
            throw new ArgumentException($"{tag} is not the tag of a property.", nameof(tag));
        }

        var nameSize = name is { } given ? PropertyNameLayout.SizeOf(given) : 0;
        Require(grammar.Property(tag.Value));
        hasContent = true;
        var atom = records.Atom(sizeof(uint) + nameSize);
        BinaryPrimitives.WriteUInt32LittleEndian(atom, tag.Value);
        if (name is { } present)
        {
            PropertyNameLayout.Write(present, atom[sizeof(uint)..]);
        }
    }

    private static bool IsElementOfItsOwn(PropertyTag tag) =>
        tag.Value == WellKnownTags.FXDelProp || Enum.IsDefined((Marker)tag.Value) || WellKnownTags.ForeignElement(tag.Value) is not null;

    private void WriteMarker(Marker marker)
    {
        ThrowUnlessBetweenElements();
        Require(grammar.Mark(marker));
        hasContent = true;
        WriteUInt32((uint)marker);
    }

    private void WriteUInt32(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(records.Atom(sizeof(uint)), value);
}
