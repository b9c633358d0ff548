using System.Numerics;

namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>Maps all that was captured of one message or recipient, and adds the changes to the plan in the order of the content.</summary>
internal sealed class ObjectMapper
{
    /// <summary>Bytes of new and old values in one item, above which it is left: far more than any real item's addresses take.</summary>
    public const int MaximumNewBytes = 64 << 20;

    private readonly MappingContext _context;
    private readonly GroupMapper _groups;
    private readonly TextMapper _texts;
    private readonly ReplyToMapper _replyTo;
    private readonly DistributionListMapper _lists;
    private readonly HeaderMapper _headers;

    public ObjectMapper(MappingContext context)
    {
        var entryIds = new EntryIdMapper(context);
        _context = context;
        _groups = new GroupMapper(context, entryIds, new SearchKeyMapper(context));
        _texts = new TextMapper(context);
        _replyTo = new ReplyToMapper(context, entryIds);
        _lists = new DistributionListMapper(context, entryIds);
        _headers = new HeaderMapper(context);
    }

    /// <summary>Maps a message's own values.</summary>
    public void MapMessage()
    {
        for (var groups = _context.Capture.Groups; groups != 0; groups &= groups - 1)
        {
            _groups.Map(BitOperations.TrailingZeroCount(groups));
        }

        _texts.Map();
        _replyTo.Map();
        _lists.Map();
        _headers.Map();
        AddPatches();
    }

    /// <summary>Maps a recipient's values.</summary>
    public void MapRecipient()
    {
        _groups.Map(AddressSlots.RecipientGroup);
        AddPatches();
    }

    private void AddPatches()
    {
        var capture = _context.Capture;
        for (var i = 0; i < capture.Count; i++)
        {
            ref var value = ref capture[i];
            if (value.NewLength != CapturedValue.Unchanged
                && !_context.Plan.NewBytes[value.NewStart, value.NewLength].SequenceEqual(capture.BytesOf(i)))
            {
                // The old bytes too: a second pass over the item has to show the same.
                var oldStart = _context.Plan.NewBytes.Length;
                _context.Plan.NewBytes.Add(capture.BytesOf(i));
                _context.Plan.Add(new AddressPatch(value.Offset, (uint)value.Length, oldStart, value.NewStart, value.NewLength, value.IsFixed));
            }
        }

        _context.Texts.Clear();
    }
}
