namespace ArchiveMigration.Sandbox.Msg.Compound;

/// <summary>Reads a stream of a compound file from the pieces of the file it lies in.</summary>
internal sealed class ExtentStream(CompoundSource source, Extent[] extents, long length, string path) : Stream
{
    private long _position;
    private int _current;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _position = value;
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty || _position >= length)
        {
            return 0;
        }

        Extent extent = ExtentAt(_position);
        long within = _position - extent.StreamOffset;
        int count = (int)Math.Min(buffer.Length, extent.Length - within);
        source.Read(extent.FileOffset + within, buffer[..count], path);
        _position += count;
        return count;
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        _ => length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    // Reading forward stays in the piece or goes to the next one; a seek may go anywhere.
    private Extent ExtentAt(long position)
    {
        if (position < extents[_current].StreamOffset)
        {
            _current = 0;
        }

        while (position >= extents[_current].StreamOffset + extents[_current].Length)
        {
            _current++;
        }

        return extents[_current];
    }
}
