using System.Buffers;
using System.Buffers.Text;

namespace ArchiveMigration.Engine.Passes.Mapping;

/// <summary>Decodes base64 text (RFC 4648) that comes in pieces cut anywhere. Holds the last group back, since only the end may be padded.</summary>
internal sealed class Base64Pieces : IDisposable
{
    /// <summary>What is said of an item whose text cannot be decoded.</summary>
    public const string NotBase64 = "its content is not base64";

    private const int Group = 4;
    private const int BytesOfGroup = 3;

    private readonly byte[] decoded = ArrayPool<byte>.Shared.Rent((ItemBuffer.SegmentSize / Group * BytesOfGroup) + (2 * BytesOfGroup));
    private readonly byte[] held = new byte[Group];
    private int heldCount;
    private bool isBroken;

    /// <summary>Decodes a piece of at most <see cref="ItemBuffer.SegmentSize"/> characters; what comes out is valid until the next call. False when it is not base64.</summary>
    public bool TryDecode(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> bytes)
    {
        var length = 0;
        if (heldCount + text.Length > Group)
        {
            var missing = Group - heldCount;
            text[..missing].CopyTo(held.AsSpan(heldCount));
            text = text[missing..];
            heldCount = 0;
            Decode(held, isEnd: false, ref length);

            // At least one character stays, so that the last group is always decoded by the end.
            var whole = (text.Length - 1) / Group * Group;
            Decode(text[..whole], isEnd: false, ref length);
            text = text[whole..];
        }

        text.CopyTo(held.AsSpan(heldCount));
        heldCount += text.Length;
        bytes = decoded.AsSpan(0, length);
        return !isBroken;
    }

    /// <summary>Decodes what was held back. False when the text does not end as base64 does.</summary>
    public bool TryEnd(out ReadOnlySpan<byte> bytes)
    {
        var length = 0;
        Decode(held.AsSpan(0, heldCount), isEnd: true, ref length);
        heldCount = 0;
        bytes = decoded.AsSpan(0, length);
        return !isBroken;
    }

    /// <summary>Forgets what was held back, for another text.</summary>
    public void Reset() => (heldCount, isBroken) = (0, false);

    public void Dispose() => ArrayPool<byte>.Shared.Return(decoded);

    private void Decode(ReadOnlySpan<byte> text, bool isEnd, ref int length)
    {
        if (!isBroken)
        {
            var status = Base64.DecodeFromUtf8(text, decoded.AsSpan(length), out var read, out var written, isEnd);
            isBroken = status != OperationStatus.Done || read != text.Length;
            length += written;
        }
    }
}
