using System.Buffers;

namespace ArchiveMigration.FastTransfer.Items;

/// <summary>Builds the tree of an item from its pieces. What it holds grows with the bytes it was given, never with what they claim.</summary>
internal sealed class ItemTreeBuilder
{
    private readonly FastTransferReader _reader = new();
    private readonly ItemMessage _root = new();
    private readonly Stack<ItemPart> _outer = new();
    private readonly ArrayBufferWriter<byte> _begun = new();
    private ItemPart _current;
    private ItemProperty? _property;

    public ItemTreeBuilder() => _current = _root;

    public void Push(ReadOnlySpan<byte> piece)
    {
        while (true)
        {
            switch (_reader.Read(ref piece, out var value))
            {
                case FastTransferElement.None:
                    return;

                case FastTransferElement.Marker:
                    Mark(_reader.Marker);
                    break;

                case FastTransferElement.DeleteProperty:
                    ((ItemMessage)_current).DeletedList.Add(_reader.DeletedTag);
                    break;

                case FastTransferElement.Property:
                    _property = new ItemProperty(_reader.Tag, _reader.GetName(), _reader.Layout.IsMultiple);
                    _current.PropertyList.Add(_property);
                    if (!_property.IsMultiple)
                    {
                        AddBytes(value);
                    }

                    break;

                case FastTransferElement.Item or FastTransferElement.ValueBytes:
                    AddBytes(value);
                    break;
            }
        }
    }

    public FastTransferItem Complete()
    {
        _reader.Complete();
        return new FastTransferItem(_reader.Version, _root);
    }

    private void AddBytes(ReadOnlySpan<byte> bytes)
    {
        if (_reader.ValueBytesLeft == 0 && _begun.WrittenCount == 0)
        {
            _property!.ValueList.Add(bytes.ToArray());
            return;
        }

        _begun.Write(bytes);
        if (_reader.ValueBytesLeft == 0)
        {
            _property!.ValueList.Add(_begun.WrittenSpan.ToArray());
            _begun.ResetWrittenCount();
        }
    }

    private void Mark(Marker marker)
    {
        switch (marker)
        {
            case Marker.StartRecipient:
                var recipient = new ItemRecipient();
                ((ItemMessage)_current).RecipientList.Add(recipient);
                Enter(recipient);
                break;

            case Marker.NewAttachment:
                var attachment = new ItemAttachment();
                ((ItemMessage)_current).AttachmentList.Add(attachment);
                Enter(attachment);
                break;

            case Marker.StartEmbeddedMessage:
                var message = new ItemMessage();
                ((ItemAttachment)_current).EmbeddedMessage = message;
                Enter(message);
                break;

            default:
                _current = _outer.Pop();
                break;
        }
    }

    private void Enter(ItemPart part)
    {
        _outer.Push(_current);
        _current = part;
    }
}
