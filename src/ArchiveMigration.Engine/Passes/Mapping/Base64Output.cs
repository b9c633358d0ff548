using System.Buffers;
using System.Buffers.Text;
using ArchiveMigration.FastTransfer;

namespace ArchiveMigration.Engine.Passes.Mapping;

/// <summary>Takes bytes and holds their base64 text until it is fetched: between a writer that cannot wait and a reader that must be waited for.</summary>
internal sealed class Base64Output : WriteOnlyStream
{
    private const int BytesOfGroup = 3;

    private readonly byte[] begun = new byte[BytesOfGroup];
    private byte[] text = ArrayPool<byte>.Shared.Rent(2 * ItemBuffer.SegmentSize);
    private int begunCount;
    private int count;

    /// <summary>The text since the last time; valid until the next write.</summary>
    public ReadOnlyMemory<byte> Fetch()
    {
        var fetched = text.AsMemory(0, count);
        count = 0;
        return fetched;
    }

    /// <summary>Encodes what is left, with padding.</summary>
    public void Complete()
    {
        Encode(begun.AsSpan(0, begunCount));
        begunCount = 0;
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (begunCount > 0)
        {
            var taken = Math.Min(BytesOfGroup - begunCount, buffer.Length);
            buffer[..taken].CopyTo(begun.AsSpan(begunCount));
            begunCount += taken;
            buffer = buffer[taken..];
            if (begunCount < BytesOfGroup)
            {
                return;
            }

            Encode(begun);
        }

        var whole = buffer.Length / BytesOfGroup * BytesOfGroup;
        Encode(buffer[..whole]);
        buffer[whole..].CopyTo(begun);
        begunCount = buffer.Length - whole;
    }

    protected override void Dispose(bool disposing)
    {
        if (text.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(text);
            text = [];
        }

        base.Dispose(disposing);
    }

    private void Encode(ReadOnlySpan<byte> bytes)
    {
        var needed = count + Base64.GetMaxEncodedToUtf8Length(bytes.Length);
        if (needed > text.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, 2 * text.Length));
            text.AsSpan(0, count).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(text);
            text = larger;
        }

        Base64.EncodeToUtf8(bytes, text.AsSpan(count), out _, out var written);
        count += written;
    }
}
