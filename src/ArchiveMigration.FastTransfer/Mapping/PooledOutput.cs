using System.Buffers;

namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>A stream into rented memory, which is kept from one item to the next.</summary>
internal sealed class PooledOutput : Stream
{
    private byte[] _bytes = [];
    private int _length;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _length;

    public override long Position
    {
        get => _length;
        set => throw new NotSupportedException();
    }

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

    /// <summary>Forgets what was written and makes room for so many bytes.</summary>
    public void Restart(int capacity)
    {
        _length = 0;
        EnsureRoom(capacity);
    }

    /// <summary>Takes room for so many bytes, all of which the caller fills.</summary>
    public Span<byte> Take(int count)
    {
        EnsureRoom(count);
        var taken = _bytes.AsSpan(_length, count);
        _length += count;
        return taken;
    }

    public override void Write(byte[] buffer, int offset, int count) => buffer.AsSpan(offset, count).CopyTo(Take(count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        Return();
        _length = 0;
        base.Dispose(disposing);
    }

    private void EnsureRoom(int count)
    {
        if (count <= _bytes.Length - _length)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(checked(_length + count));
        _bytes.AsSpan(0, _length).CopyTo(larger);
        Return();
        _bytes = larger;
    }

    private void Return()
    {
        if (_bytes.Length != 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = [];
        }
    }
}
