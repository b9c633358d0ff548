using System.Buffers.Binary;
using System.Text;

namespace ArchiveMigration.FastTransfer.Tests.Fuzzing;

/// <summary>
/// An item taken apart by a second reader, written after the specification's grammar (MS-OXCFXICS 2.2.4) rule by rule and
/// sharing nothing with the library, so that one can be held against the other. Used again for the next item.
/// </summary>
internal sealed class LexedItem
{
    private const uint StartRecipient = 0x40030003;
    private const uint EndRecipient = 0x40040003;
    private const uint NewAttachment = 0x40000003;
    private const uint EndAttachment = 0x400E0003;
    private const uint StartEmbedded = 0x40010003;
    private const uint EndEmbedded = 0x40020003;
    private const uint Deletion = 0x40160003;
    private const uint RowId = 0x30000003;
    private const uint AttachNumber = 0x0E210003;
    private const uint Mid = 0x674A0014;
    private const ushort DnPrefixId = 0x4008;
    private const int HeaderSize = 62;
    private const int DeepestNesting = 200;

    // Markers and meta-properties of folders, synchronisation and errors, which are no part of an item.
    private static readonly HashSet<uint> Foreign =
    [
        0x40090003, 0x400A0003, 0x400B0003, 0x400C0003, 0x400D0003, 0x400F0003, 0x40100003, 0x40110102, 0x40120003, 0x40130003, 0x40140003, 0x40150003, 0x40170003,
        0x40170102, 0x40180003, 0x402F0003, 0x403A0003, 0x403B0003, 0x4074000B, 0x4075000B, 0x407A0003, 0x407B0102, 0x407C0003, 0x407D0003,
    ];

    // Config, IsInterfaceOk and the head of TellPartnerVersion; the version's six bytes follow.
    private static readonly byte[] HeaderStart = Convert.FromHexString(
        "01000000080000000000000001000000" + "0300000018000000010000000703020000000000C00000000000004600240080" + "0400000006000000");

    private static readonly bool[] CodePages = FindCodePages();

    private readonly List<LexedElement> elements = [];
    private readonly List<int> recordEnds = [];
    private byte[] content = new byte[1 << 16];
    private int contentLength;
    private int at;
    private int nextEnd;

    /// <summary>The elements in their order; those before the damage when the item is damaged.</summary>
    public IReadOnlyList<LexedElement> Elements => elements;

    /// <summary>The payloads of all TransferBuffer records, one after the other.</summary>
    public ReadOnlySpan<byte> Content => content.AsSpan(0, contentLength);

    public ReadOnlySpan<byte> BytesOf(in LexedElement element) => Content.Slice(element.Offset, element.Length);

    /// <summary>Forgets properties of the item itself, with their values. Whether there were any.</summary>
    public bool TakeOut(IReadOnlySet<uint> tags)
    {
        var count = elements.Count;
        var own = elements.FindIndex(static element => element.Kind is LexedKind.Marker or LexedKind.Deletion) is var first and >= 0 ? first : count;
        for (var i = own - 1; i >= 0; i--)
        {
            if (elements[i].Kind == LexedKind.Property && tags.Contains(elements[i].Tag))
            {
                elements.RemoveRange(i, 2);
            }
        }

        return elements.Count < count;
    }

    /// <summary>Takes an item apart. False when it is none.</summary>
    public bool TryRead(ReadOnlySpan<byte> item)
    {
        elements.Clear();
        recordEnds.Clear();
        (contentLength, at, nextEnd) = (0, 0, 0);
        if (item.Length < HeaderSize || !item.StartsWith(HeaderStart) || !TryJoin(item[HeaderSize..]))
        {
            return false;
        }

        return contentLength > 0 && TryMessage(0) && at == contentLength;
    }

    private bool TryJoin(ReadOnlySpan<byte> records)
    {
        if (content.Length < records.Length)
        {
            content = new byte[records.Length * 2];
        }

        while (!records.IsEmpty)
        {
            if (records.Length < 8 || BinaryPrimitives.ReadUInt32LittleEndian(records) != 2)
            {
                return false;
            }

            var length = BinaryPrimitives.ReadUInt32LittleEndian(records[4..]);
            if (length == 0 || length > records.Length - 8)
            {
                return false;
            }

            records.Slice(8, (int)length).CopyTo(content.AsSpan(contentLength));
            contentLength += (int)length;
            recordEnds.Add(contentLength);
            records = records[(8 + (int)length)..];
        }

        return true;
    }

    // messageContent = [MetaTagDnPrefix] propList [MetaTagFXDelProp] *recipient [MetaTagFXDelProp] *attachment
    private bool TryMessage(int depth)
    {
        if (depth > DeepestNesting)
        {
            return false;
        }

        if (depth > 0 && NextIs(Mid) && !TryProperty(LexedPlace.Message))
        {
            return false;
        }

        if (!TryProperties(LexedPlace.Message, mayHavePrefix: true) || !TryDeletion(0x0E12000D))
        {
            return false;
        }

        while (NextIs(StartRecipient))
        {
            if (!TryMarker() || !NextIs(RowId) || !TryProperty(LexedPlace.Recipient)
                || !TryProperties(LexedPlace.Recipient, mayHavePrefix: false) || !NextIs(EndRecipient) || !TryMarker())
            {
                return false;
            }
        }

        if (!TryDeletion(0x0E13000D))
        {
            return false;
        }

        while (NextIs(NewAttachment))
        {
            if (!TryMarker() || !NextIs(AttachNumber) || !TryProperty(LexedPlace.Attachment)
                || !TryProperties(LexedPlace.Attachment, mayHavePrefix: true) || !TryEmbedded(depth) || !NextIs(EndAttachment) || !TryMarker())
            {
                return false;
            }
        }

        return true;
    }

    private bool TryEmbedded(int depth) =>
        !NextIs(StartEmbedded) || (TryMarker() && TryMessage(depth + 1) && NextIs(EndEmbedded) && TryMarker());

    private bool TryDeletion(uint of)
    {
        if (!NextIs(Deletion))
        {
            return true;
        }

        var start = at;
        if (at + 8 > contentLength || BinaryPrimitives.ReadUInt32LittleEndian(Content[(at + 4)..]) is var deleted && deleted != of)
        {
            // The recipients' may be missing, and this be the attachments'.
            return of == 0x0E12000D && at + 8 <= contentLength;
        }

        if (!TryTake(4) || !TryTake(4))
        {
            return false;
        }

        elements.Add(new(LexedKind.Deletion, LexedPlace.Message, of, start, at, 0, 0));
        return true;
    }

    private bool TryMarker()
    {
        var start = at;
        if (!TryTake(4))
        {
            return false;
        }

        elements.Add(new(LexedKind.Marker, LexedPlace.Message, BinaryPrimitives.ReadUInt32LittleEndian(Content[start..]), start, at, 0, 0));
        return true;
    }

    private bool TryProperties(LexedPlace place, bool mayHavePrefix)
    {
        while (at + 4 <= contentLength)
        {
            var tag = BinaryPrimitives.ReadUInt32LittleEndian(Content[at..]);
            if (tag is StartRecipient or EndRecipient or NewAttachment or EndAttachment or StartEmbedded or EndEmbedded or Deletion)
            {
                return true;
            }

            if (Foreign.Contains(tag) || (tag >> 16 == DnPrefixId && !mayHavePrefix) || !TryProperty(place))
            {
                return false;
            }

            mayHavePrefix = false;
        }

        return true;
    }

    // propValue = fixedType propInfo fixedValue / varType propInfo length value / mvType propInfo count *(...)
    private bool TryProperty(LexedPlace place)
    {
        var start = at;
        var tag = BinaryPrimitives.ReadUInt32LittleEndian(Content[at..]);
        var nameLength = tag >> 31 == 0 ? 0 : NameLengthAt(at + 4);
        var (size, isMultiple) = LayoutOf((ushort)tag);
        if (nameLength < 0 || tag >> 16 == 0 || size < 0 || !TryTake(4 + nameLength))
        {
            return false;
        }

        var index = elements.Count;
        var (nameStart, count) = (start + 4, 1u);
        elements.Add(default);
        if (isMultiple)
        {
            var counted = at;
            if (!TryTake(4))
            {
                return false;
            }

            count = BinaryPrimitives.ReadUInt32LittleEndian(Content[counted..]);
        }

        for (var i = 0u; i < count; i++)
        {
            if (!TryValue(place, tag, size))
            {
                return false;
            }
        }

        elements[index] = new(LexedKind.Property, place, tag, start, nameStart, nameLength, (int)count);
        return true;
    }

    private bool TryValue(LexedPlace place, uint tag, int size)
    {
        var start = at;
        if (size == 0)
        {
            if (!TryTake(4))
            {
                return false;
            }

            var length = BinaryPrimitives.ReadUInt32LittleEndian(Content[start..]);
            if (length > contentLength - at || ((length & 1) != 0 && IsWide((ushort)tag)))
            {
                return false;
            }

            size = (int)length;
            elements.Add(new(LexedKind.Value, place, tag, start, at, size, 0));
            at += size;
            return true;
        }

        if (!TryTake(size) || ((ushort)tag == 0x000B && BinaryPrimitives.ReadUInt16LittleEndian(Content[start..]) > 1))
        {
            return false;
        }

        elements.Add(new(LexedKind.Value, place, tag, start, start, size, 0));
        return true;
    }

    /// <summary>GUID, kind, and LID or name with its NUL; negative when it cannot be.</summary>
    private int NameLengthAt(int start)
    {
        if (start + 17 > contentLength || content[start + 16] > 1)
        {
            return -1;
        }

        if (content[start + 16] == 0)
        {
            return 21;
        }

        for (var end = start + 17; end + 2 <= contentLength && end <= start + 17 + 2048; end += 2)
        {
            if (content[end] == 0 && content[end + 1] == 0)
            {
                return end + 2 - start;
            }
        }

        return -1;
    }

    private bool NextIs(uint tag) => at + 4 <= contentLength && BinaryPrimitives.ReadUInt32LittleEndian(Content[at..]) == tag;

    /// <summary>Takes an atom, which no record may cut.</summary>
    private bool TryTake(int size)
    {
        while (nextEnd < recordEnds.Count && recordEnds[nextEnd] <= at)
        {
            nextEnd++;
        }

        if (at + size > contentLength || (nextEnd < recordEnds.Count && recordEnds[nextEnd] < at + size))
        {
            return false;
        }

        at += size;
        return true;
    }

    private static bool IsWide(ushort type) => type is 0x001F or 0x101F or 0x84B0 or 0x84B1 or 0x94B0 or 0x94B1;

    /// <summary>Bytes of a value, 0 when its length stands before it, negative when the type is unknown; and whether there are several.</summary>
    private static (int Size, bool IsMultiple) LayoutOf(ushort type)
    {
        if (type >= 0x8000)
        {
            var (single, multiple) = (CodePages[type & 0x7FFF], (type & 0x1000) != 0 && CodePages[type & 0x6FFF]);
            return single == multiple ? (-1, false) : (0, multiple);
        }

        if (type is 0x100D or 0x10FB or 0x100A or 0x100B)
        {
            return (-1, false);
        }

        return ((type & ~0x1000) switch
        {
            0x0002 or 0x000B => 2,
            0x0003 or 0x0004 or 0x000A => 4,
            0x0005 or 0x0006 or 0x0007 or 0x0014 or 0x0040 => 8,
            0x0048 => 16,
            0x001E or 0x001F or 0x0102 or 0x00FB or 0x000D => 0,
            _ => -1,
        }, (type & 0x1000) != 0);
    }

    /// <summary>Those .NET knows, and those that Windows lists and .NET does not have.</summary>
    private static bool[] FindCodePages()
    {
        var known = new bool[0x8000];
        foreach (var page in CodePagesEncodingProvider.Instance.GetEncodings().Concat(Encoding.GetEncodings()).Select(encoding => encoding.CodePage)
            .Concat([709, 710, 20269, 20936, 10017, 1147, 20003, 21027, 20127, 28591, 1200, 1201, 12000, 12001]))
        {
            if (page < known.Length)
            {
                known[page] = true;
            }
        }

        return known;
    }
}
