using System.Buffers.Binary;

namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>
/// Maps a personal distribution list: its members, the one-off form of each at the same position, and the checksum of the
/// members (MS-OXOCNTC 2.2.2.2). A list that has its members in a stream as well stays: the stream wins, and is not understood.
/// </summary>
internal sealed class DistributionListMapper(MappingContext context, EntryIdMapper entryIds)
{
    /// <summary>Exchange takes fewer than so many bytes in members or in one-off members.</summary>
    private const int MaximumBytes = 15_000;

    /// <summary>Maps the list that the present object is, if it is one.</summary>
    public void Map()
    {
        var members = context.Capture.Find(AddressSlots.ListMembers);
        var oneOffs = context.Capture.Find(AddressSlots.ListOneOffMembers);
        if (members < 0 && oneOffs < 0)
        {
            return;
        }

        var mark = context.Plan.NewBytes.Length;
        var mapped = 0;
        var isWhole = MapMembers(members, oneOffs, ref mapped) && MapOneOffs(members, oneOffs, ref mapped);
        if (isWhole && mapped == 0)
        {
            return;
        }

        isWhole = isWhole && !IsBeyondReach() && (members < 0 || MapChecksum(members));
        if (isWhole)
        {
            context.Plan.AddressCount += mapped;
            return;
        }

        context.Plan.LeftCount++;
        context.Plan.NewBytes.CutAt(mark);
        Undo(members);
        Undo(oneOffs);
        Undo(context.Capture.Find(AddressSlots.ListChecksum));
    }

    private bool IsBeyondReach() =>
        context.Capture.Find(AddressSlots.ListStream) >= 0
        || context.Capture.IsOversized(AddressSlots.ListStream)
        || context.Capture.IsOversized(AddressSlots.ListMembers)
        || context.Capture.IsOversized(AddressSlots.ListOneOffMembers);

    private bool MapMembers(int members, int oneOffs, ref int mapped)
    {
        var count = context.Capture.CountFrom(members);
        var arePaired = oneOffs >= 0 && context.Capture.CountFrom(oneOffs) == count;
        for (var i = 0; i < count; i++)
        {
            var member = context.Capture.BytesOf(members + i);
            var isWrapped = EntryId.ProviderOf(member) == EntryIdProvider.Wrapped && member.Length > EntryId.WrapperSize;
            var id = isWrapped ? member[EntryId.WrapperSize..] : member;
            var oneOff = arePaired ? context.Capture.BytesOf(oneOffs + i) : default;
            var start = context.Plan.NewBytes.Length;

            // A wrapper stays around a one-off; a member of the address book becomes a one-off, which needs none.
            if (isWrapped && EntryId.ProviderOf(id) == EntryIdProvider.OneOff)
            {
                context.Plan.NewBytes.Add(member[..EntryId.WrapperSize]);
            }

            switch (entryIds.Map(id, NameIn(oneOff), default, default, entryIds.SmtpIn(oneOff)))
            {
                case EntryIdChange.Replaced:
                    context.Replace(members + i, start);
                    mapped++;
                    break;

                case EntryIdChange.NotUnderstood:
                    return false;

                default:
                    context.Plan.NewBytes.CutAt(start);
                    break;
            }
        }

        return Total(members) < MaximumBytes || mapped == 0;
    }

    private bool MapOneOffs(int members, int oneOffs, ref int mapped)
    {
        var count = context.Capture.CountFrom(oneOffs);
        var arePaired = members >= 0 && context.Capture.CountFrom(members) == count;
        var any = false;
        for (var i = 0; i < count; i++)
        {
            var start = context.Plan.NewBytes.Length;
            switch (entryIds.Map(context.Capture.BytesOf(oneOffs + i), default, default, default, default))
            {
                case EntryIdChange.Replaced:
                    context.Replace(oneOffs + i, start);
                    any = true;
                    mapped += arePaired && context.Capture[members + i].NewLength != CapturedValue.Unchanged ? 0 : 1;
                    break;

                case EntryIdChange.NotUnderstood:
                    return false;
            }
        }

        return Total(oneOffs) < MaximumBytes || !any;
    }

    /// <summary>Brings the checksum up to date in the way it was computed; one that was wrong before stays, as wrong as it was.</summary>
    private bool MapChecksum(int members)
    {
        var index = context.Capture.Find(AddressSlots.ListChecksum);
        if (index < 0)
        {
            return true;
        }

        var old = BinaryPrimitives.ReadUInt32LittleEndian(context.Capture.BytesOf(index));
        for (var variant = 0; variant < ListChecksum.VariantCount; variant++)
        {
            if (SumOf(variant, members, false) != old)
            {
                continue;
            }

            var sum = SumOf(variant, members, true);
            if (sum != old)
            {
                var start = context.Plan.NewBytes.Length;
                context.Plan.NewBytes.AddUInt32(sum);
                context.Replace(index, start);
            }

            break;
        }

        return true;
    }

    private uint SumOf(int variant, int members, bool mapped)
    {
        var sum = ListChecksum.Start(variant);
        var count = context.Capture.CountFrom(members);
        for (var i = 0; i < count; i++)
        {
            ref var value = ref context.Capture[members + i];
            sum = ListChecksum.Add(variant, sum, mapped && value.NewLength != CapturedValue.Unchanged
                ? context.Plan.NewBytes[value.NewStart, value.NewLength]
                : context.Capture.BytesOf(members + i));
        }

        return ListChecksum.End(variant, sum);
    }

    private int Total(int first)
    {
        var total = 0;
        var count = context.Capture.CountFrom(first);
        for (var i = 0; i < count; i++)
        {
            ref var value = ref context.Capture[first + i];
            total += value.NewLength == CapturedValue.Unchanged ? value.Length : value.NewLength;
        }

        return total;
    }

    private ReadOnlySpan<char> NameIn(ReadOnlySpan<byte> id) =>
        EntryId.ProviderOf(id) == EntryIdProvider.OneOff
        && OneOffEntryId.TryRead(id, out var oneOff)
        && TextForms.TryRead(oneOff.Form, oneOff.Name, context.Texts, out var name)
            ? name
            : default;

    private void Undo(int first)
    {
        var count = context.Capture.CountFrom(first);
        for (var i = 0; i < count; i++)
        {
            context.Capture[first + i].NewLength = CapturedValue.Unchanged;
        }
    }
}
