using System.Buffers;

namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>Rented memory that is filled from its start, and kept from one item to the next.</summary>
internal sealed class PooledBuffer : IDisposable
{
    private byte[] bytes = [];

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => bytes.AsMemory(0, Length);

    /// <summary>Forgets what was written and makes room for so many bytes.</summary>
    public void Restart(int capacity)
    {
        Length = 0;
        EnsureRoom(capacity);
    }

    /// <summary>Takes room for so many bytes at the end, valid until the next call; the caller fills all of it.</summary>
    public Span<byte> Take(int count)
    {
        EnsureRoom(count);
        var taken = bytes.AsSpan(Length, count);
        Length += count;
        return taken;
    }

    /// <summary>Bytes taken before.</summary>
    public Span<byte> At(int start, int count) => bytes.AsSpan(start, count);

    public void Dispose()
    {
        Return();
        Length = 0;
    }

    private void EnsureRoom(int count)
    {
        if (count <= bytes.Length - Length)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(checked(Length + count));
        bytes.AsSpan(0, Length).CopyTo(larger);
        Return();
        bytes = larger;
    }

    private void Return()
    {
        if (bytes.Length != 0)
        {
            ArrayPool<byte>.Shared.Return(bytes);
            bytes = [];
        }
    }
}
