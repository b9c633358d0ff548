namespace ArchiveMigration.Sandbox.Msg.Compound;

/// <summary>A stream in a compound file. Its place in the file was checked when the file was opened; its bytes are read when they are asked for.</summary>
public sealed class CompoundStream : CompoundEntry
{
    private readonly CompoundSource _source;
    private readonly Extent[] _extents;

    internal CompoundStream(string name, CompoundStorage parent, CompoundSource source, Extent[] extents, long length)
        : base(name, parent)
    {
        _source = source;
        _extents = extents;
        Length = length;
    }

    /// <summary>The number of bytes.</summary>
    public long Length { get; }

    /// <summary>Opens the bytes for reading. Streams of one file share its position: they must not be read at the same time by several threads.</summary>
    public Stream OpenRead() => new ExtentStream(_source, _extents, Length, Path);

    /// <summary>Reads the first bytes, at most <paramref name="limit"/>.</summary>
    public byte[] ReadStart(int limit)
    {
        byte[] bytes = new byte[Math.Min(limit, Length)];
        using Stream stream = OpenRead();
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Reads all bytes.</summary>
    /// <exception cref="MsgFormatException">The stream is too long to be held in memory in one piece.</exception>
    public byte[] ReadAll() => Length <= Array.MaxLength
        ? ReadStart(Array.MaxLength)
        : throw new MsgFormatException(FormattableString.Invariant($"{Path} has {Length} bytes, more than can be held in one piece"));
}
