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
        _isCapturing = false;
        _slot = -1;
        var tag = _reader.Tag;
        var slot = _place == Place.Elsewhere || (_reader.Layout.Shape == WireShape.Fixed && !tag.IsNamed) ? -1 : SlotOf(tag);
        if (slot < 0 || !IsOfExpectedType(slot, tag) || (slot == AddressSlots.Headers && !_context.Options.MapHeaders))
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
            _isCaught = true;
            return;
        }

        if (!_context.Capture.TryBegin(
            _slot, _reader.Tag.Type, _reader.Layout.Shape == WireShape.Fixed, _reader.ValueOffset, (int)_reader.ValueLength))
        {
            Refuse($"one message or recipient has addresses of more than {AddressCapture.MaximumBytes >> 20} MB or {AddressCapture.MaximumCount} values");
            return;
        }

        _isCapturing = true;
        Append(value);
    }

    private void Append(ReadOnlySpan<byte> value)
    {
        var capture = _context.Capture;
        capture.Append(value);
        if (_reader.ValueBytesLeft == 0 && !_isCaught)
        {
            var last = capture.Count - 1;
            _isCaught = _sieve.IsCaught(capture[last], capture.BytesOf(last));
        }
    }

    private int SlotOf(PropertyTag tag) =>
        !tag.IsNamed ? (_place == Place.Recipient ? TaggedSlots.InRecipient(tag.Id) : TaggedSlots.InMessage(tag.Id))
        : _place == Place.Recipient || _reader.HasNameText ? -1
        : NamedSlots.InMessage(_reader.NameSet, _reader.NameLid);

    private bool IsOfExpectedType(int slot, PropertyTag tag) => AddressSlots.TypeOf(slot) switch
    {
        AddressSlotType.Text => tag.Type == Utf16Type || (_reader.Layout.Shape == WireShape.Variable && PropertyText.IsTypeOf(tag)),
        AddressSlotType.Texts => tag.Type == Utf16Type || PropertyText.IsTypeOf(tag),
        AddressSlotType.Binary => tag.Type == BinaryType,
        AddressSlotType.Binaries => tag.Type == MultipleBinaryType,
        _ => tag.Type == Integer32Type,
    };
}
