using System.Buffers.Binary;
using System.Globalization;
using ArchiveMigration.FastTransfer;
using ArchiveMigration.Sandbox.Msg.Compound;

namespace ArchiveMigration.Sandbox.Msg;

/// <summary>Reads the properties of one object: its property stream and the streams of the larger values (MS-OXMSG 2.1, 2.4).</summary>
internal sealed class MsgPropertyReader(NamedPropertyMapping names, MsgWarnings warnings)
{
    /// <summary>The stream that lists the properties of an object.</summary>
    public const string StreamName = "__properties_version1.0";

    /// <summary>The header of the property stream of the file's own message, in bytes (MS-OXMSG 2.4.1.1).</summary>
    public const int TopLevelHeader = 32;

    /// <summary>The header of an embedded message's property stream, in bytes (MS-OXMSG 2.4.1.2).</summary>
    public const int EmbeddedHeader = 24;

    /// <summary>The header of a recipient's or attachment's property stream, in bytes (MS-OXMSG 2.4.1.3).</summary>
    public const int ChildHeader = 8;

    private const int EntrySize = 16;

    /// <summary>Reads all properties of the object in <paramref name="storage"/>, whose property stream starts with a header of this size.</summary>
    public MsgPropertyList Read(CompoundStorage storage, int headerSize)
    {
        string where = storage.Parent is null ? "the message" : storage.Path;
        if (!storage.TryGetStream(StreamName, out CompoundStream? stream))
        {
            throw new MsgFormatException(storage.Parent is null
                ? $"not an Outlook .msg file: {StreamName} is missing"
                : $"{where}: {StreamName} is missing");
        }

        byte[] bytes = stream.ReadAll();
        if (bytes.Length < headerSize)
        {
            throw new MsgFormatException(string.Create(CultureInfo.InvariantCulture, $"{stream.Path} has {bytes.Length} bytes, fewer than its header of {headerSize}"));
        }

        int rest = (bytes.Length - headerSize) % EntrySize;
        if (rest != 0)
        {
            warnings.Add(string.Create(CultureInfo.InvariantCulture, $"{where}: {rest} bytes after the last property are ignored"));
        }

        var properties = new Dictionary<ushort, MsgProperty>();
        for (int offset = headerSize; offset + EntrySize <= bytes.Length; offset += EntrySize)
        {
            var tag = new PropertyTag(BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(offset)));
            if (tag.IsNamed && names.Find(tag.Id) is null)
            {
                warnings.Add($"{where}: property {tag} is left out, for the file does not say which named property it is");
            }
            else if (ReadProperty(storage, tag, bytes.AsMemory(offset + 8, 8), where) is { } property && !properties.TryAdd(tag.Id, property))
            {
                warnings.Add($"{where}: property {tag} is left out, for the object has it already as {properties[tag.Id].Tag}");
            }
        }

        return new MsgPropertyList(properties.Values);
    }

    private MsgProperty? ReadProperty(CompoundStorage storage, PropertyTag tag, ReadOnlyMemory<byte> inline, string where)
    {
        PropertyName? name = tag.IsNamed ? names.Find(tag.Id) : null;
        int inlineSize = PropertyType.InlineSize(tag.Type);
        if (inlineSize > 0)
        {
            return new MsgProperty(tag, name, inline[..inlineSize]);
        }

        bool isStream = PropertyType.IsStream(tag.Type);
        if (!isStream && PropertyType.ElementSize(tag.Type) == 0 && !PropertyType.IsStreamPerElement(tag.Type))
        {
            // An attachment's storage is read as embedded message or named as OLE object by those who know it.
            if (tag.Type != PropertyType.Object)
            {
                warnings.Add($"{where}: property {tag} is left out, for no item can hold its type");
            }

            return null;
        }

        if (!storage.TryGetStream($"__substg1.0_{tag.Value:X8}", out CompoundStream? stream))
        {
            warnings.Add($"{where}: property {tag} is left out, for its value is missing in the file");
            return null;
        }

        if (PropertyType.IsStreamPerElement(tag.Type))
        {
            return new MsgProperty(tag, name, ElementsOf(storage, tag, stream));
        }

        RequireWhole(stream, isStream ? tag.Type : (ushort)0, PropertyType.ElementSize(tag.Type));
        return new MsgProperty(tag, name, stream);
    }

    /// <summary>The streams of the elements; <paramref name="lengths"/> tells how many there are: 8 bytes for each binary, 4 for each string (MS-OXMSG 2.1.4.2).</summary>
    private static CompoundStream[] ElementsOf(CompoundStorage storage, PropertyTag tag, CompoundStream lengths)
    {
        int entry = tag.Type == PropertyType.MultipleBinary ? 8 : 4;
        RequireWhole(lengths, 0, entry);
        var elements = new List<CompoundStream>();
        for (int i = 0; i < lengths.Length / entry; i++)
        {
            if (!storage.TryGetStream($"{lengths.Name}-{i:X8}", out CompoundStream? element))
            {
                throw new MsgFormatException(string.Create(CultureInfo.InvariantCulture, $"{lengths.Path} announces {lengths.Length / entry} values, but number {i} is missing"));
            }

            RequireWhole(element, (ushort)(tag.Type & ~0x1000), 0);
            elements.Add(element);
        }

        return [.. elements];
    }

    private static void RequireWhole(CompoundStream stream, ushort type, int elementSize)
    {
        bool whole = type switch
        {
            PropertyType.Guid => stream.Length == 16,
            PropertyType.Unicode => stream.Length % 2 == 0,
            _ => elementSize == 0 || stream.Length % elementSize == 0,
        };
        if (!whole)
        {
            throw new MsgFormatException(string.Create(CultureInfo.InvariantCulture, $"{stream.Path} has {stream.Length} bytes, which is no whole value"));
        }
    }
}
