using System.Buffers;
using System.Buffers.Text;

namespace ArchiveMigration.Engine.Passes;

/// <summary>The item behind a whole text. A segment is a multiple of four characters, so each is decoded and encoded for itself.</summary>
internal sealed partial class ItemBuffer
{
    private const int BytesInSegment = SegmentSize / 4 * 3;

    /// <summary>Room that the item behind a text needs at most, in bytes.</summary>
    public static int DecodedSize(long textLength) => Base64.GetMaxDecodedFromUtf8Length((int)textLength);

    /// <summary>Decodes the whole text. False when it is not base64 from end to end (RFC 4648).</summary>
    public bool TryDecode(Span<byte> item, out int length)
    {
        length = 0;
        for (var index = 0; index < segments.Count; index++)
        {
            var (bytes, count) = segments[index];
            var isLast = Length == ((long)index * SegmentSize) + count;
            if (Base64.DecodeFromUtf8(bytes.AsSpan(0, count), item[length..], out var read, out var written, isLast) != OperationStatus.Done || read != count)
            {
                return false;
            }

            length += written;
        }

        return true;
    }

    /// <summary>
    /// Puts the text of another item in the place of this one. What it needs beyond the old text's room is overdrawn from the budget: whoever holds
    /// some must not wait for more.
    /// </summary>
    public void Encode(ReadOnlySpan<byte> item)
    {
        Length = 0;
        var index = 0;
        for (; !item.IsEmpty || index == 0; index++)
        {
            if (index == segments.Count)
            {
                budget.Overdraw(SegmentSize);
                segments.Add((ArrayPool<byte>.Shared.Rent(SegmentSize), 0));
            }

            var part = item[..Math.Min(item.Length, BytesInSegment)];
            Base64.EncodeToUtf8(part, segments[index].Bytes, out _, out var written);
            segments[index] = (segments[index].Bytes, written);
            Length += written;
            item = item[part.Length..];
        }

        while (segments.Count > index)
        {
            ArrayPool<byte>.Shared.Return(segments[^1].Bytes);
            segments.RemoveAt(segments.Count - 1);
            budget.Give(SegmentSize);
        }
    }
}
