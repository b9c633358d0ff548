using System.Text;

namespace ArchiveMigration.FastTransfer.Tests.Fuzzing;

/// <summary>
/// Compares an item and what became of it element by element, with a reader and tables of its own: the same elements in the
/// same order, and each value the same unless its property can hold an address and the new value is the old one at the new address.
/// Where retention tags are taken out, all of the item's own have to be gone.
/// </summary>
internal sealed class MappedItemJudge(AddressChange change)
{
    private const ushort MultipleBinary = 0x1102;

    /// <summary>The retention properties, as the specification lists them (MS-OXCMSG 2.2.1.60).</summary>
    private static readonly HashSet<uint> Retention = [0x30180102, 0x30190102, 0x301A0003, 0x301B0102, 0x301C0040, 0x301D0003, 0x301E0003, 0x301F0040];

    private readonly LexedItem before = new();
    private readonly LexedItem after = new();
    private readonly List<int> members = [];

    /// <summary>What is wrong, or null.</summary>
    public string? FindFault(ReadOnlySpan<byte> item, ReadOnlySpan<byte> mapped, bool mayMapAddresses = true, bool mayMapHeaders = false, bool losesTags = false)
    {
        if (!before.TryRead(item))
        {
            return "an item that is none was mapped";
        }

        if (!after.TryRead(mapped) || !mapped[..62].SequenceEqual(item[..62]))
        {
            return "the mapped item is none";
        }

        var any = losesTags && before.TakeOut(Retention);
        if (before.Elements.Count != after.Elements.Count)
        {
            return $"{before.Elements.Count} elements became {after.Elements.Count}";
        }

        var place = AddressPlace.None;
        var checksum = -1;
        members.Clear();
        for (var i = 0; i < before.Elements.Count; i++)
        {
            var (was, becomes) = (before.Elements[i], after.Elements[i]);
            if ((was.Kind, was.Place, was.Tag, was.Count) != (becomes.Kind, becomes.Place, becomes.Tag, becomes.Count))
            {
                return $"element {i}: {was} became {becomes}";
            }

            switch (was.Kind)
            {
                case LexedKind.Property:
                    var name = before.BytesOf(was);
                    if (!name.SequenceEqual(after.BytesOf(becomes)))
                    {
                        return $"element {i}: the name of {was.Tag:X8} changed";
                    }

                    place = AddressPlaces.Of(was, name);
                    place = place == AddressPlace.Headers && !mayMapHeaders ? AddressPlace.None : place;
                    break;

                case LexedKind.Value when !before.BytesOf(was).SequenceEqual(after.BytesOf(becomes)):
                    any = true;
                    checksum = place == AddressPlace.ListChecksum ? i : checksum;
                    if (!mayMapAddresses || !MayChange(place, was, before.BytesOf(was), after.BytesOf(becomes)))
                    {
                        return $"element {i}, a {place} in {was.Tag:X8}, changed without reason: {Convert.ToHexString(before.BytesOf(was))} became {Convert.ToHexString(after.BytesOf(becomes))}";
                    }

                    break;

                case LexedKind.Marker or LexedKind.Deletion:
                    if (FindChecksumFault(checksum) is { } fault)
                    {
                        return fault;
                    }

                    checksum = -1;
                    members.Clear();
                    break;
            }

            if (was.Kind == LexedKind.Value && place == AddressPlace.ListMember && was.Type == MultipleBinary)
            {
                members.Add(i);
            }
        }

        return !any ? "an item in which nothing changed was called mapped" : FindChecksumFault(checksum);
    }

    private bool MayChange(AddressPlace place, in LexedElement value, ReadOnlySpan<byte> was, ReadOnlySpan<byte> becomes) => place switch
    {
        AddressPlace.Text => IsWritable(value, was, becomes) && change.MayBeText(TextOf(value, was), TextOf(value, becomes)),
        AddressPlace.Address => IsWritable(value, was, becomes) && change.MayBeAddress(TextOf(value, was), TextOf(value, becomes)),
        AddressPlace.Headers => IsWritable(value, was, becomes) && change.MayBeHeaders(TextOf(value, was), TextOf(value, becomes)),
        AddressPlace.Type => AddressChange.IsExchangeToSmtp(TextOf(value, was), TextOf(value, becomes)),
        AddressPlace.EntryId => change.MayBeEntryId(was, becomes),
        AddressPlace.SearchKey => change.MayBeSearchKey(was, becomes),
        AddressPlace.FlatEntryList => change.MayBeFlatEntryList(was, becomes),
        AddressPlace.ListMember => change.MayBeMember(was, becomes),
        AddressPlace.ListChecksum => true,
        _ => false,
    };

    /// <summary>The sum has to be of the new members as it was of the old, and right before.</summary>
    private string? FindChecksumFault(int checksum)
    {
        if (checksum < 0)
        {
            return null;
        }

        var (was, becomes) = (BitConverter.ToUInt32(before.BytesOf(before.Elements[checksum])), BitConverter.ToUInt32(after.BytesOf(after.Elements[checksum])));
        foreach (var inverted in new[] { true, false })
        {
            foreach (var withLengths in new[] { true, false })
            {
                if (SumOf(before, inverted, withLengths) == was && SumOf(after, inverted, withLengths) == becomes)
                {
                    return null;
                }
            }
        }

        return $"the checksum {was:X8} became {becomes:X8}, which is not that of the list";
    }

    private uint SumOf(LexedItem item, bool inverted, bool withLengths)
    {
        var crc = inverted ? uint.MaxValue : 0;
        foreach (var index in members)
        {
            var member = item.Elements[index];

            // The one-off forms are no part of it.
            if (!IsMember(item, index))
            {
                continue;
            }

            foreach (var value in withLengths ? [.. BitConverter.GetBytes(member.Length), .. item.BytesOf(member)] : item.BytesOf(member))
            {
                crc ^= value;
                for (var bit = 0; bit < 8; bit++)
                {
                    crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
                }
            }
        }

        return inverted ? ~crc : crc;
    }

    private static bool IsMember(LexedItem item, int index)
    {
        while (item.Elements[index].Kind != LexedKind.Property)
        {
            index--;
        }

        return BitConverter.ToUInt32(item.BytesOf(item.Elements[index])[17..]) == 0x8055;
    }

    /// <summary>A text keeps its NUL or the lack of it.</summary>
    private static bool IsWritable(in LexedElement value, ReadOnlySpan<byte> was, ReadOnlySpan<byte> becomes) =>
        EncodingOf(value).GetString(was).EndsWith('\0') == EncodingOf(value).GetString(becomes).EndsWith('\0');

    private static string TextOf(in LexedElement value, ReadOnlySpan<byte> bytes)
    {
        var text = EncodingOf(value).GetString(bytes);
        return text.EndsWith('\0') ? text[..^1] : text;
    }

    private static Encoding EncodingOf(in LexedElement value) => value.Type switch
    {
        0x84B0 or 0x94B0 or 0x001F or 0x101F => Encoding.Unicode,
        0x84B1 or 0x94B1 => Encoding.BigEndianUnicode,
        _ => Encoding.Latin1,
    };
}
