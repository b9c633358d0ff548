using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace ArchiveMigration.Sandbox.Tests.Msg;

/// <summary>A message, recipient or attachment of a .msg file (MS-OXMSG 2.2), filled property by property.</summary>
internal sealed class MsgObjectBuilder(StorageNode storage, int headerSize)
{
    private readonly ArrayBufferWriter<byte> _entries = new();
    private readonly List<MsgObjectBuilder> _recipients = [];
    private readonly List<MsgObjectBuilder> _attachments = [];
    private MsgObjectBuilder? _embedded;

    public StorageNode Storage => storage;

    public MsgObjectBuilder Int16(ushort id, short value) => Inline(id, 0x0002, value);

    public MsgObjectBuilder Int32(ushort id, int value) => Inline(id, 0x0003, value);

    public MsgObjectBuilder Int64(ushort id, long value) => Inline(id, 0x0014, value);

    public MsgObjectBuilder Boolean(ushort id, bool value) => Inline(id, 0x000B, value ? 1 : 0);

    public MsgObjectBuilder Time(ushort id, DateTime value) => Inline(id, 0x0040, value.ToFileTimeUtc());

    public MsgObjectBuilder Unicode(ushort id, string value) => Value(id, 0x001F, Encoding.Unicode.GetBytes(value), 2);

    public MsgObjectBuilder String8(ushort id, byte[] value) => Value(id, 0x001E, value, 1);

    public MsgObjectBuilder Binary(ushort id, byte[] value) => Value(id, 0x0102, value, 0);

    public MsgObjectBuilder Guid(ushort id, Guid value) => Value(id, 0x0048, value.ToByteArray(), 0);

    public MsgObjectBuilder Int32s(ushort id, params int[] values) =>
        Value(id, 0x1003, [.. values.SelectMany(BitConverter.GetBytes)], 0);

    public MsgObjectBuilder Unicodes(ushort id, params string[] values) =>
        Values(id, 0x101F, [.. values.Select(Encoding.Unicode.GetBytes)], 4);

    public MsgObjectBuilder Strings8(ushort id, params byte[][] values) => Values(id, 0x101E, values, 4);

    public MsgObjectBuilder Binaries(ushort id, params byte[][] values) => Values(id, 0x1102, values, 8);

    /// <summary>A property of any type, with the eight bytes it has in the property stream and nothing else.</summary>
    public MsgObjectBuilder Inline(ushort id, ushort type, long value)
    {
        Span<byte> entry = stackalloc byte[16];
        BinaryPrimitives.WriteUInt32LittleEndian(entry, ((uint)id << 16) | type);
        BinaryPrimitives.WriteUInt32LittleEndian(entry[4..], 6);
        BinaryPrimitives.WriteInt64LittleEndian(entry[8..], value);
        _entries.Write(entry);
        return this;
    }

    public MsgObjectBuilder Recipient() => Child("__recip_version1.0_#", _recipients);

    public MsgObjectBuilder Attachment() => Child("__attach_version1.0_#", _attachments);

    /// <summary>The message embedded in this attachment.</summary>
    public MsgObjectBuilder Embedded()
    {
        Int32(0x3705, 5);
        Inline(0x3701, 0x000D, 0x0000000100000000);
        return _embedded = new MsgObjectBuilder(storage.Storage("__substg1.0_3701000D"), headerSize: 24);
    }

    /// <summary>Writes the property streams of this object and all it holds.</summary>
    public void Finish()
    {
        byte[] header = new byte[headerSize];
        if (headerSize >= 24)
        {
            BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(16), _recipients.Count);
            BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(20), _attachments.Count);
        }

        storage.Add("__properties_version1.0", [.. header, .. _entries.WrittenSpan.ToArray()]);
        foreach (MsgObjectBuilder child in _recipients.Concat(_attachments))
        {
            child.Finish();
        }

        _embedded?.Finish();
    }

    private MsgObjectBuilder Child(string prefix, List<MsgObjectBuilder> children)
    {
        var child = new MsgObjectBuilder(storage.Storage(string.Create(CultureInfo.InvariantCulture, $"{prefix}{children.Count:X8}")), headerSize: 8);
        children.Add(child);
        return child;
    }

    private MsgObjectBuilder Value(ushort id, ushort type, byte[] value, int terminator)
    {
        storage.Add(StreamName(id, type), value);
        return Inline(id, type, value.Length + terminator);
    }

    private MsgObjectBuilder Values(ushort id, ushort type, byte[][] values, int lengthSize)
    {
        byte[] lengths = new byte[values.Length * lengthSize];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(lengths.AsSpan(i * lengthSize), values[i].Length);
            storage.Add(string.Create(CultureInfo.InvariantCulture, $"{StreamName(id, type)}-{i:X8}"), values[i]);
        }

        return Value(id, type, lengths, 0);
    }

    private static string StreamName(ushort id, ushort type) => string.Create(CultureInfo.InvariantCulture, $"__substg1.0_{id:X4}{type:X4}");
}
