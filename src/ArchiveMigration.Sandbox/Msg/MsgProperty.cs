using ArchiveMigration.FastTransfer;
using ArchiveMigration.Sandbox.Msg.Compound;

namespace ArchiveMigration.Sandbox.Msg;

/// <summary>
/// One property of a message, recipient or attachment. Where its value is one of fixed size it is held; otherwise it is read from
/// the file when it is asked for.
/// </summary>
public sealed class MsgProperty
{
    private readonly ReadOnlyMemory<byte> _inline;
    private readonly CompoundStream? _stream;

    /// <summary>A property whose value is at hand.</summary>
    public MsgProperty(PropertyTag tag, PropertyName? name, ReadOnlyMemory<byte> value)
    {
        Tag = tag;
        Name = name;
        _inline = value;
        Length = value.Length;
    }

    /// <summary>A property whose value, or whose elements side by side, are a stream of the file.</summary>
    internal MsgProperty(PropertyTag tag, PropertyName? name, CompoundStream stream)
    {
        Tag = tag;
        Name = name;
        _stream = stream;
        Length = stream.Length;
    }

    /// <summary>A multi-valued property of which each element is a stream of the file.</summary>
    internal MsgProperty(PropertyTag tag, PropertyName? name, IReadOnlyList<CompoundStream> elements)
    {
        Tag = tag;
        Name = name;
        Elements = elements;
        Length = elements.Sum(element => element.Length);
    }

    /// <summary>Id and type as in the file: strings have type 0x001F or 0x001E.</summary>
    public PropertyTag Tag { get; }

    /// <summary>Who it is, for ids from 0x8000 on; null for others.</summary>
    public PropertyName? Name { get; }

    /// <summary>The bytes of its value or values.</summary>
    public long Length { get; }

    /// <summary>The elements of a multi-valued string or binary; null for every other property.</summary>
    internal IReadOnlyList<CompoundStream>? Elements { get; }

    /// <summary>Opens the value; of a multi-valued property of fixed-size elements all of them side by side.</summary>
    public Stream OpenRead() => _stream?.OpenRead() ?? new MemoryStream(_inline.ToArray(), writable: false);

    /// <summary>Reads the value whole, or the first <paramref name="limit"/> bytes of it.</summary>
    public ReadOnlyMemory<byte> Read(int limit = int.MaxValue) => _stream is null
        ? _inline[..Math.Min(limit, _inline.Length)]
        : limit == int.MaxValue ? _stream.ReadAll() : _stream.ReadStart(limit);
}
