using System.Buffers;

namespace ArchiveMigration.FastTransfer.Items;

/// <summary>Builds the tree of an item from its pieces. What it holds grows with the bytes it was given, never with what they claim.</summary>
internal sealed class ItemTreeBuilder
{
    private readonly FastTransferReader reader = new();
    private readonly ItemMessage root = new();
    private readonly Stack<ItemPart> outer = new();
    private readonly ArrayBufferWriter<byte> begun = new();
    private ItemPart current;
    private ItemProperty? property;

    public ItemTreeBuilder() => current = root;

    public void Push(ReadOnlySpan<byte> piece)
    {
        while (true)
        {
            switch (reader.Read(ref piece, out var value))
            {
                case FastTransferElement.None:
                    return;

                case FastTransferElement.Marker:
                    Mark(reader.Marker);
                    break;

                case FastTransferElement.DeleteProperty:
                    ((ItemMessage)current).DeletedList.Add(reader.DeletedTag);
                    break;

                case FastTransferElement.Property:
                    property = new ItemProperty(reader.Tag, reader.GetName(), reader.Layout.IsMultiple);
                    current.PropertyList.Add(property);
                    if (!property.IsMultiple)
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
        reader.Complete();
        return new FastTransferItem(reader.Version, root);
    }

    private void AddBytes(ReadOnlySpan<byte> bytes)
    {
        if (reader.ValueBytesLeft == 0 && begun.WrittenCount == 0)
        {
            property!.ValueList.Add(bytes.ToArray());
            return;
        }

        begun.Write(bytes);
        if (reader.ValueBytesLeft == 0)
        {
            property!.ValueList.Add(begun.WrittenSpan.ToArray());
            begun.ResetWrittenCount();
        }
    }

    private void Mark(Marker marker)
    {
        switch (marker)
        {
            case Marker.StartRecipient:
                var recipient = new ItemRecipient();
                ((ItemMessage)current).RecipientList.Add(recipient);
                Enter(recipient);
                break;

            case Marker.NewAttachment:
                var attachment = new ItemAttachment();
                ((ItemMessage)current).AttachmentList.Add(attachment);
                Enter(attachment);
                break;

            case Marker.StartEmbeddedMessage:
                var message = new ItemMessage();
                ((ItemAttachment)current).EmbeddedMessage = message;
                Enter(message);
                break;

            default:
                current = outer.Pop();
                break;
        }
    }

    private void Enter(ItemPart part)
    {
        outer.Push(current);
        current = part;
    }
}
