using System.Numerics;

namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>Maps all that was captured of one message or recipient, and adds the changes to the plan in the order of the content.</summary>
internal sealed class ObjectMapper
{
    /// <summary>Bytes of new and old values in one item, above which it is left: far more than any real item's addresses take.</summary>
    public const int MaximumNewBytes = 64 << 20;

    private readonly MappingContext context;
    private readonly GroupMapper groups;
    private readonly TextMapper texts;
    private readonly ReplyToMapper replyTo;
    private readonly DistributionListMapper lists;
    private readonly HeaderMapper headers;

    public ObjectMapper(MappingContext context)
    {
        var entryIds = new EntryIdMapper(context);
        this.context = context;
        groups = new GroupMapper(context, entryIds, new SearchKeyMapper(context));
        texts = new TextMapper(context);
        replyTo = new ReplyToMapper(context, entryIds);
        lists = new DistributionListMapper(context, entryIds);
        headers = new HeaderMapper(context);
    }

    /// <summary>Maps a message's own values.</summary>
    public void MapMessage()
    {
        for (var groups = context.Capture.Groups; groups != 0; groups &= groups - 1)
        {
            this.groups.Map(BitOperations.TrailingZeroCount(groups));
        }

        texts.Map();
        replyTo.Map();
        lists.Map();
        headers.Map();
        AddPatches();
    }

    /// <summary>Maps a recipient's values.</summary>
    public void MapRecipient()
    {
        groups.Map(AddressSlots.RecipientGroup);
        AddPatches();
    }

    private void AddPatches()
    {
        var capture = context.Capture;
        for (var i = 0; i < capture.Count; i++)
        {
            ref var value = ref capture[i];
            if (AddressSlots.IsRetention(value.Slot))
            {
                var removed = RetentionProperties.All[value.Slot - AddressSlots.FirstRetention];
                context.Plan.Add(new AddressPatch(value.Offset, (uint)value.Length, KeepOld(i), NewStart: 0, NewLength: 0, value.IsFixed, removed));
            }
            else if (value.NewLength != CapturedValue.Unchanged
                && !context.Plan.NewBytes[value.NewStart, value.NewLength].SequenceEqual(capture.BytesOf(i)))
            {
                context.Plan.Add(new AddressPatch(value.Offset, (uint)value.Length, KeepOld(i), value.NewStart, value.NewLength, value.IsFixed));
            }
        }

        context.Texts.Clear();
    }

    /// <summary>Keeps the old bytes of a value in the plan, since a second pass over the item has to show the same; where they are.</summary>
    private int KeepOld(int index)
    {
        var start = context.Plan.NewBytes.Length;
        context.Plan.NewBytes.Add(context.Capture.BytesOf(index));
        return start;
    }
}
