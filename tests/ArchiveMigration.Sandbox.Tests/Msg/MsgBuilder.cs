using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using ArchiveMigration.Sandbox.Msg;

namespace ArchiveMigration.Sandbox.Tests.Msg;

/// <summary>Writes .msg files (MS-OXMSG) for tests.</summary>
internal sealed class MsgBuilder
{
    private static readonly Guid PsMapi = new("00020328-0000-0000-C000-000000000046");
    private static readonly Guid PsPublicStrings = new("00020329-0000-0000-C000-000000000046");

    private readonly CompoundFileBuilder _file;
    private readonly List<Guid> _sets = [];
    private readonly ArrayBufferWriter<byte> _entries = new();
    private readonly ArrayBufferWriter<byte> _strings = new();
    private ushort _nextId = 0x8000;

    public MsgBuilder(int version = 3)
    {
        _file = new CompoundFileBuilder(version);
        Message = new MsgObjectBuilder(_file.Root, headerSize: 32);
    }

    public MsgObjectBuilder Message { get; }

    /// <summary>A mail with the least a mail has.</summary>
    public static MsgBuilder Mail(string subject = "Lunch", int version = 3)
    {
        var builder = new MsgBuilder(version);
        builder.Message.Unicode(0x001A, "IPM.Note").Unicode(0x0037, subject).Binary(0x300B, [.. Enumerable.Range(1, 16).Select(i => (byte)i)]);
        return builder;
    }

    public ushort Name(Guid set, uint lid) => AddName(set, lid, isString: false);

    public ushort Name(Guid set, string name)
    {
        uint offset = (uint)_strings.WrittenCount;
        byte[] text = Encoding.Unicode.GetBytes(name);
        _strings.Write(BitConverter.GetBytes(text.Length));
        _strings.Write(text);
        _strings.Write(new byte[(4 - (text.Length % 4)) % 4]);
        return AddName(set, offset, isString: true);
    }

    public BuiltCompoundFile BuildFile()
    {
        StorageNode names = _file.Root.Storage("__nameid_version1.0");
        names.Add("__substg1.0_00020102", [.. _sets.SelectMany(set => set.ToByteArray())]);
        names.Add("__substg1.0_00030102", _entries.WrittenSpan.ToArray());
        names.Add("__substg1.0_00040102", _strings.WrittenSpan.ToArray());
        Message.Finish();
        return _file.Build();
    }

    public byte[] Build() => BuildFile().Bytes;

    public MsgFile Open() => MsgFile.Open(new MemoryStream(Build()));

    private ushort AddName(Guid set, uint identifier, bool isString)
    {
        int index = set == PsMapi ? 1 : set == PsPublicStrings ? 2 : _sets.IndexOf(set) + 3;
        if (index == 2 && set != PsPublicStrings)
        {
            _sets.Add(set);
            index = _sets.Count + 2;
        }

        Span<byte> entry = stackalloc byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(entry, identifier);
        BinaryPrimitives.WriteUInt32LittleEndian(entry[4..], ((uint)(_nextId - 0x8000) << 16) | ((uint)index << 1) | (isString ? 1u : 0u));
        _entries.Write(entry);
        return _nextId++;
    }
}
