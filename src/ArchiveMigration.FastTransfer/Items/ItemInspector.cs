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

    private readonly FastTransferReader _reader = new();
    private byte[]? _captured;
    private int _capturedCount;
    private Field _capturing;
    private string? _messageClass;
    private string? _subject;
    private byte[]? _searchKey;
    private DateTimeOffset? _deliveryTime;
    private DateTimeOffset? _lastModified;
    private DateTimeOffset? _submitTime;
    private string? _messageId;

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
            switch (_reader.Read(ref piece, out var value))
            {
                case FastTransferElement.None:
                    return;

                case FastTransferElement.Property when _reader.Depth == 0:
                    Begin(value);
                    break;

                case FastTransferElement.ValueBytes when _capturing != Field.None:
                    Capture(value);
                    break;
            }
        }
    }

    /// <summary>Tells that the item is all there and returns its summary.</summary>
    /// <exception cref="FastTransferFormatException">The item is not complete.</exception>
    public ItemSummary Complete()
    {
        _reader.Complete();
        return new ItemSummary(_messageClass, _subject, _searchKey, _deliveryTime, _lastModified, _reader.BytesTaken)
        {
            MessageId = _messageId,
            SubmitTime = _submitTime,
        };
    }

    private void Begin(ReadOnlySpan<byte> value)
    {
        var tag = _reader.Tag;
        if (tag.Value == DeliveryTimeTag)
        {
            _deliveryTime = PropertyTime.Decode(BinaryPrimitives.ReadInt64LittleEndian(value));
            return;
        }

        if (tag.Value == SubmitTimeTag)
        {
            _submitTime = PropertyTime.Decode(BinaryPrimitives.ReadInt64LittleEndian(value));
            return;
        }

        if (tag.Value == LastModifiedTag)
        {
            _lastModified = PropertyTime.Decode(BinaryPrimitives.ReadInt64LittleEndian(value));
            return;
        }

        _capturing = tag.Id switch
        {
            MessageClassId when IsSingleText(tag) => Field.MessageClass,
            SubjectId when IsSingleText(tag) => Field.Subject,
            MessageIdId when IsSingleText(tag) => Field.MessageId,
            _ when tag.Value == SearchKeyTag => Field.SearchKey,
            _ => Field.None,
        };
        if (_capturing != Field.None)
        {
            _capturedCount = 0;
            Capture(value);
        }
    }

    private bool IsSingleText(PropertyTag tag) => _reader.Layout.Shape == WireShape.Variable && PropertyText.IsTypeOf(tag);

    private void Capture(ReadOnlySpan<byte> value)
    {
        _captured ??= new byte[CapturedBytes];
        var taken = Math.Min(value.Length, CapturedBytes - _capturedCount);
        value[..taken].CopyTo(_captured.AsSpan(_capturedCount));
        _capturedCount += taken;
        if (_reader.ValueBytesLeft != 0)
        {
            return;
        }

        var captured = _captured.AsSpan(0, _capturedCount);
        switch (_capturing)
        {
            case Field.MessageClass:
                _messageClass = PropertyText.Decode(_reader.Tag, captured);
                break;
            case Field.Subject:
                _subject = PropertyText.Decode(_reader.Tag, captured);
                break;
            case Field.MessageId:
                _messageId = PropertyText.Decode(_reader.Tag, captured);
                break;
            case Field.SearchKey:
                _searchKey = captured.ToArray();
                break;
        }

        _capturing = Field.None;
    }
}
