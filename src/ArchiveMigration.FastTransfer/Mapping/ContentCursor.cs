using System.Buffers.Binary;

namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>Walks over the content of an item whose records are known to be whole, without their headers.</summary>
internal ref struct ContentCursor(ReadOnlySpan<byte> item)
{
    private ReadOnlySpan<byte> item = item[RecordLayout.ItemHeaderSize..];
    private ReadOnlySpan<byte> record;

    /// <summary>Bytes of content passed.</summary>
    public long Position { get; private set; }

    /// <summary>The next bytes, as many as lie in one piece, and not more than to the position; nothing when that is reached, or the item's end.</summary>
    public ReadOnlySpan<byte> Next(long position)
    {
        if (record.IsEmpty && !item.IsEmpty)
        {
            var length = (int)BinaryPrimitives.ReadUInt32LittleEndian(item[sizeof(uint)..]);
            record = item.Slice(RecordLayout.RecordHeaderSize, length);
            item = item[(RecordLayout.RecordHeaderSize + length)..];
        }

        var run = record[..(int)Math.Min(record.Length, position - Position)];
        record = record[run.Length..];
        Position += run.Length;
        return run;
    }

    /// <summary>Passes over everything to the position.</summary>
    public void SkipTo(long position)
    {
        while (!Next(position).IsEmpty)
        {
        }
    }

    /// <summary>Passes over everything to the position, into <paramref name="destination"/>, which moves on.</summary>
    public void CopyTo(long position, scoped ref Span<byte> destination)
    {
        while (Next(position) is { IsEmpty: false } run)
        {
            run.CopyTo(destination);
            destination = destination[run.Length..];
        }
    }

    /// <summary>Passes over the bytes expected. False when there are others.</summary>
    public bool TrySkip(scoped ReadOnlySpan<byte> expected)
    {
        while (!expected.IsEmpty)
        {
            var run = Next(Position + expected.Length);
            if (run.IsEmpty || !expected.StartsWith(run))
            {
                return false;
            }

            expected = expected[run.Length..];
        }

        return true;
    }
}
