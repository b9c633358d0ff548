using System.Buffers;
using ArchiveMigration.FastTransfer;

namespace ArchiveMigration.Sandbox.Items;

/// <summary>The content of a made file: the first bytes of its kind, then noise, a block at a time.</summary>
internal sealed class NoiseValue(long length, ReadOnlyMemory<byte> head, SeededRandom random) : IStreamedValue
{
    private const int Block = 32 * 1024;

    public long Length => length;

    public void WriteTo(FastTransferWriter writer)
    {
        var start = head.Span[..(int)Math.Min(head.Length, length)];
        writer.WriteValueBytes(start);
        var block = ArrayPool<byte>.Shared.Rent(Block);
        for (var left = length - start.Length; left > 0;)
        {
            var part = block.AsSpan(0, (int)Math.Min(Block, left));
            random.Fill(part);
            writer.WriteValueBytes(part);
            left -= part.Length;
        }

        ArrayPool<byte>.Shared.Return(block);
    }
}
