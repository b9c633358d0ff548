using System.Buffers.Binary;

namespace ArchiveMigration.FastTransfer.Items;

/// <summary>
/// Finds an item's summary while the item passes by in pieces, for instance while an upload is received. It checks the
/// whole grammar on the way and holds 2 KB at most of any value.
/// </summary>
public sealed class ItemInspector
{
    private const ushort MessageClassId = 0x001A;
    private const ushort SubjectId = 0x0037;
    private const ushort MessageIdId = 0x1035;
    private const uint SearchKeyTag = 0x300B0102;
    private const uint DeliveryTimeTag = 0x0E060040;
    private const uint SubmitTimeTag = 0x00390040;
    private const uint LastModifiedTag = 0x30080040;
    private const int CapturedBytes = 2_048;

    private readonly FastTransferReader reader = new();
    private byte[]? captured;
    private int capturedCount;
    private Field capturing;
    private string? messageClass;
    private string? subject;
    private byte[]? searchKey;
    private DateTimeOffset? deliveryTime;
    private DateTimeOffset? lastModified;
    private DateTimeOffset? submitTime;
    private string? messageId;

    private enum Field
    {
        None,
        MessageClass,
        Subject,
        MessageId,
        SearchKey,
    }

    /// <summary>Takes the next bytes of the item.</summary>
    /// <exception cref="FastTransferFormatException">The bytes are not an item.</exception>
    public void Push(ReadOnlySpan<byte> piece)
    {
        while (true)
        {
            switch (reader.Read(ref piece, out var value))
            {
                case FastTransferElement.None:
                    return;

                case FastTransferElement.Property when reader.Depth == 0:
                    Begin(value);
                    break;

                case FastTransferElement.ValueBytes when capturing != Field.None:
                    Capture(value);
                    break;
            }
        }
    }

    /// <summary>Tells that the item is all there and returns its summary.</summary>
    /// <exception cref="FastTransferFormatException">The item is not complete.</exception>
    public ItemSummary Complete()
    {
        reader.Complete();
        return new ItemSummary(messageClass, subject, searchKey, deliveryTime, lastModified, reader.BytesTaken)
        {
            MessageId = messageId,
            SubmitTime = submitTime,
        };
    }

    private void Begin(ReadOnlySpan<byte> value)
    {
        var tag = reader.Tag;
        if (tag.Value == DeliveryTimeTag)
        {
            deliveryTime = PropertyTime.Decode(BinaryPrimitives.ReadInt64LittleEndian(value));
            return;
        }

        if (tag.Value == SubmitTimeTag)
        {
            submitTime = PropertyTime.Decode(BinaryPrimitives.ReadInt64LittleEndian(value));
            return;
        }

        if (tag.Value == LastModifiedTag)
        {
            lastModified = PropertyTime.Decode(BinaryPrimitives.ReadInt64LittleEndian(value));
            return;
        }

        capturing = tag.Id switch
        {
            MessageClassId when IsSingleText(tag) => Field.MessageClass,
            SubjectId when IsSingleText(tag) => Field.Subject,
            MessageIdId when IsSingleText(tag) => Field.MessageId,
            _ when tag.Value == SearchKeyTag => Field.SearchKey,
            _ => Field.None,
        };
        if (capturing != Field.None)
        {
            capturedCount = 0;
            Capture(value);
        }
    }

    private bool IsSingleText(PropertyTag tag) => reader.Layout.Shape == WireShape.Variable && PropertyText.IsTypeOf(tag);

    private void Capture(ReadOnlySpan<byte> value)
    {
        captured ??= new byte[CapturedBytes];
        var taken = Math.Min(value.Length, CapturedBytes - capturedCount);
        value[..taken].CopyTo(captured.AsSpan(capturedCount));
        capturedCount += taken;
        if (reader.ValueBytesLeft != 0)
        {
            return;
        }

        var whole = captured.AsSpan(0, capturedCount);
        switch (capturing)
        {
            case Field.MessageClass:
                messageClass = PropertyText.Decode(reader.Tag, whole);
                break;
            case Field.Subject:
                subject = PropertyText.Decode(reader.Tag, whole);
                break;
            case Field.MessageId:
                messageId = PropertyText.Decode(reader.Tag, whole);
                break;
            case Field.SearchKey:
                searchKey = whole.ToArray();
                break;
        }

        capturing = Field.None;
    }
}
