namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>Finding the properties that can hold addresses, and keeping their values.</summary>
public sealed partial class AddressPlanner
{
    private const ushort BinaryType = 0x0102;
    private const ushort MultipleBinaryType = 0x1102;
    private const ushort Integer32Type = 0x0003;

    private void BeginProperty(ReadOnlySpan<byte> value)
    {
        _isCapturing = false;
        _slot = -1;
        var tag = _reader.Tag;
        var slot = _place == Place.Elsewhere || (_reader.Layout.Shape == WireShape.Fixed && !tag.IsNamed) ? -1 : SlotOf(tag);
        if (slot < 0 || !IsOfExpectedType(slot, tag))
        {
            return;
        }

        if (!_context.Capture.TryMark(slot))
        {
            Refuse($"property {tag} is there twice in one message or recipient");
            return;
        }

        _slot = slot;
        if (!_reader.Layout.IsMultiple)
        {
            BeginValue(value);
        }
    }

    private void BeginValue(ReadOnlySpan<byte> value)
    {
        _isCapturing = false;
        if (_reader.ValueLength > AddressCapture.MaximumValue)
        {
            _context.Capture.MarkOversized(_slot);
            return;
        }

        var captured = new CapturedValue
        {
            Slot = _slot,
            Type = _reader.Tag.Type,
            IsFixed = _reader.Layout.Shape == WireShape.Fixed,
            Offset = _reader.ValueOffset,
            Length = (int)_reader.ValueLength,
        };
        if (!_context.Capture.TryBegin(captured))
        {
            Refuse($"one message or recipient has addresses of more than {AddressCapture.MaximumBytes >> 20} MB or {AddressCapture.MaximumCount} values");
            return;
        }

        _isCapturing = true;
        Append(value);
    }

    private void Append(ReadOnlySpan<byte> value) => _context.Capture.Append(value);

    private int SlotOf(PropertyTag tag) =>
        !tag.IsNamed ? (_place == Place.Recipient ? TaggedSlots.InRecipient(tag.Id) : TaggedSlots.InMessage(tag.Id))
        : _place == Place.Recipient || _reader.HasNameText ? -1
        : NamedSlots.InMessage(_reader.NameSet, _reader.NameLid);

    private bool IsOfExpectedType(int slot, PropertyTag tag)
    {
        switch (slot)
        {
            case AddressSlots.ReplyEntries or AddressSlots.ListStream:
                return tag.Type == BinaryType;

            case AddressSlots.ListMembers or AddressSlots.ListOneOffMembers:
                return tag.Type == MultipleBinaryType;

            case AddressSlots.ListChecksum:
                return tag.Type == Integer32Type;

            case >= AddressSlots.FirstText:
                return PropertyText.IsTypeOf(tag);

            default:
                return (AddressMember)(slot % AddressSlots.MembersPerGroup) is >= AddressMember.EntryId and <= AddressMember.OtherSearchKey
                    ? tag.Type == BinaryType
                    : _reader.Layout.Shape == WireShape.Variable && PropertyText.IsTypeOf(tag);
        }
    }
}
