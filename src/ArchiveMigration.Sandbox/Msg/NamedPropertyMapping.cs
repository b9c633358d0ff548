using System.Buffers.Binary;
using System.Text;
using ArchiveMigration.FastTransfer;
using ArchiveMigration.Sandbox.Msg.Compound;

namespace ArchiveMigration.Sandbox.Msg;

/// <summary>Which property set and number or name stands behind each property id from 0x8000 on (MS-OXMSG 2.2.3). One mapping serves the whole file.</summary>
internal sealed class NamedPropertyMapping
{
    /// <summary>Characters of a property's name at most, as Exchange takes it.</summary>
    private const int MaximumNameLength = 254;

    private const int EntrySize = 8;
    private const int GuidSize = 16;

    private static readonly Guid PsMapi = new("00020328-0000-0000-C000-000000000046");
    private static readonly Guid PsPublicStrings = new("00020329-0000-0000-C000-000000000046");

    private readonly Dictionary<ushort, PropertyName> _names = [];

    private NamedPropertyMapping()
    {
    }

    /// <summary>The name behind an id, or null when the file has none, or none that can be read.</summary>
    public PropertyName? Find(ushort id) => _names.TryGetValue(id, out PropertyName name) ? name : null;

    /// <summary>Reads the mapping; a file without one has no named properties.</summary>
    public static NamedPropertyMapping Read(CompoundStorage root)
    {
        var mapping = new NamedPropertyMapping();
        if (!root.TryGetStorage("__nameid_version1.0", out CompoundStorage? storage))
        {
            return mapping;
        }

        byte[] guids = ReadStream(storage, "__substg1.0_00020102");
        byte[] entries = ReadStream(storage, "__substg1.0_00030102");
        byte[] strings = ReadStream(storage, "__substg1.0_00040102");
        for (int offset = 0; offset + EntrySize <= entries.Length; offset += EntrySize)
        {
            ReadOnlySpan<byte> entry = entries.AsSpan(offset, EntrySize);
            uint identifier = BinaryPrimitives.ReadUInt32LittleEndian(entry);
            uint indexAndKind = BinaryPrimitives.ReadUInt32LittleEndian(entry[4..]);
            bool isString = (indexAndKind & 1) != 0;
            uint id = 0x8000 + (indexAndKind >> 16);
            if (id > ushort.MaxValue || SetOf((int)((indexAndKind >> 1) & 0x7FFF), guids) is not { } set)
            {
                continue;
            }

            if (!isString)
            {
                mapping._names[(ushort)id] = new PropertyName(set, identifier);
            }
            else if (NameAt(identifier, strings) is { } name)
            {
                mapping._names[(ushort)id] = new PropertyName(set, name);
            }
        }

        return mapping;
    }

    // 1 and 2 stand for two well-known sets; the stream holds those from 3 on (MS-OXMSG 2.2.3.1.2).
    private static Guid? SetOf(int index, ReadOnlySpan<byte> guids) => index switch
    {
        1 => PsMapi,
        2 => PsPublicStrings,
        >= 3 when (index - 2) * GuidSize <= guids.Length => new Guid(guids.Slice((index - 3) * GuidSize, GuidSize)),
        _ => null,
    };

    private static string? NameAt(uint offset, ReadOnlySpan<byte> strings)
    {
        if (offset > strings.Length - 4)
        {
            return null;
        }

        ReadOnlySpan<byte> rest = strings[(int)offset..];
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(rest);
        rest = rest[4..];
        if (length > rest.Length || length % 2 != 0)
        {
            return null;
        }

        string name = Encoding.Unicode.GetString(rest[..(int)length]).TrimEnd('\0');
        return name.Length is > 0 and <= MaximumNameLength && !name.Contains('\0', StringComparison.Ordinal) ? name : null;
    }

    private static byte[] ReadStream(CompoundStorage storage, string name) =>
        storage.TryGetStream(name, out CompoundStream? stream) ? stream.ReadAll() : [];
}
