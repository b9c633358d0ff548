namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>Finding the properties that can hold addresses, and keeping their values.</summary>
public sealed partial class AddressPlanner
{
    private const ushort Utf16Type = 0x84B0;
    private const ushort BinaryType = 0x0102;
    private const ushort MultipleBinaryType = 0x1102;
    private const ushort Integer32Type = 0x0003;

    private void BeginProperty(ReadOnlySpan<byte> value)
    {
        isCapturing = false;
        this.slot = -1;
        var tag = reader.Tag;
        var holdsNone = !context.Options.RemoveRetentionTags && reader.Layout.Shape == WireShape.Fixed && !tag.IsNamed;
        var slot = place == Place.Elsewhere || holdsNone ? -1 : SlotOf(tag);
        if (slot < 0 || !IsWanted(slot) || !IsOfExpectedType(slot, tag))
        {
            return;
        }

        if (!context.Capture.TryMark(slot))
        {
            Refuse($"property {tag} is there twice in one message or recipient");
            return;
        }

        this.slot = slot;
        if (!reader.Layout.IsMultiple)
        {
            BeginValue(value);
        }
    }

    private void BeginValue(ReadOnlySpan<byte> value)
    {
        isCapturing = false;
        if (reader.ValueLength > AddressCapture.MaximumValue)
        {
            if (AddressSlots.IsRetention(slot))
            {
                Refuse($"its retention property {reader.Tag} is larger than any");
                return;
            }

            context.Capture.MarkOversized(slot);
            isCaught = true;
            return;
        }

        if (!context.Capture.TryBegin(
            slot, reader.Tag.Type, reader.Layout.Shape == WireShape.Fixed, reader.ValueOffset, (int)reader.ValueLength))
        {
            Refuse($"one message or recipient has addresses of more than {AddressCapture.MaximumBytes >> 20} MB or {AddressCapture.MaximumCount} values");
            return;
        }

        isCapturing = true;
        Append(value);
    }

    private void Append(ReadOnlySpan<byte> value)
    {
        var capture = context.Capture;
        capture.Append(value);
        if (reader.ValueBytesLeft == 0 && !isCaught)
        {
            var last = capture.Count - 1;
            isCaught = sieve.IsCaught(capture[last], capture.BytesOf(last));
        }
    }

    private bool IsWanted(int slot) =>
        AddressSlots.IsRetention(slot) ? context.Options.RemoveRetentionTags && place == Place.Item
        : looksForAddresses && (slot != AddressSlots.Headers || context.Options.MapHeaders);

    private int SlotOf(PropertyTag tag) =>
        !tag.IsNamed ? (place == Place.Recipient ? TaggedSlots.InRecipient(tag.Id) : TaggedSlots.InMessage(tag.Id))
        : place == Place.Recipient || reader.HasNameText ? -1
        : NamedSlots.InMessage(reader.NameSet, reader.NameLid);

    private bool IsOfExpectedType(int slot, PropertyTag tag) => AddressSlots.TypeOf(slot) switch
    {
        _ when AddressSlots.IsRetention(slot) => RetentionProperties.Contains(tag),
        AddressSlotType.Text => tag.Type == Utf16Type || (reader.Layout.Shape == WireShape.Variable && PropertyText.IsTypeOf(tag)),
        AddressSlotType.Texts => tag.Type == Utf16Type || PropertyText.IsTypeOf(tag),
        AddressSlotType.Binary => tag.Type == BinaryType,
        AddressSlotType.Binaries => tag.Type == MultipleBinaryType,
        _ => tag.Type == Integer32Type,
    };
}
