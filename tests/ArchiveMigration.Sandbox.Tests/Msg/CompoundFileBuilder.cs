using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace ArchiveMigration.Sandbox.Tests.Msg;

/// <summary>Writes compound files (MS-CFB) for tests: streams first, then mini stream, mini FAT, directory, FAT and DIFAT.</summary>
internal sealed class CompoundFileBuilder(int version = 3)
{
    private const int MiniCutoff = 4096;
    private const int MiniSectorSize = 64;
    private const uint EndOfChain = BuiltCompoundFile.EndOfChain;
    private const uint Free = BuiltCompoundFile.FreeSector;

    private readonly int _sectorSize = version == 3 ? 512 : 4096;
    private readonly ArrayBufferWriter<byte> _sectors = new();
    private readonly List<uint> _fat = [];
    private readonly ArrayBufferWriter<byte> _mini = new();
    private readonly List<uint> _miniFat = [];
    private readonly List<byte[]> _directory = [];
    private readonly Dictionary<string, int> _entries = [];

    public StorageNode Root { get; } = new();

    public BuiltCompoundFile Build()
    {
        AddEntry("Root Entry", kind: 5);
        _entries[""] = 0;
        Set(_directory[0], 0x4C, AddChildren(Root));

        uint miniStart = AddChain(_mini.WrittenSpan.ToArray());
        Set(_directory[0], 0x74, miniStart);
        Set(_directory[0], 0x78, (uint)_mini.WrittenCount);
        uint miniFatStart = AddChain(ToBytes(_miniFat, padTo: _sectorSize / 4));
        while (_directory.Count % (_sectorSize / 128) != 0)
        {
            _directory.Add(UnusedEntry());
        }

        long directoryOffset = _sectorSize + _sectors.WrittenCount;
        uint directoryStart = AddChain([.. _directory.SelectMany(entry => entry)]);
        return WriteTables(directoryStart, miniFatStart, directoryOffset);
    }

    private BuiltCompoundFile WriteTables(uint directoryStart, uint miniFatStart, long directoryOffset)
    {
        int perSector = _sectorSize / 4;
        int fatSectors = 0;
        int difatSectors = 0;
        while ((_fat.Count + fatSectors + difatSectors) > fatSectors * perSector)
        {
            fatSectors++;
            difatSectors = (Math.Max(0, fatSectors - 109) + perSector - 2) / (perSector - 1);
        }

        uint firstFat = (uint)_fat.Count;
        uint firstDifat = firstFat + (uint)fatSectors;
        _fat.AddRange(Enumerable.Repeat(0xFFFFFFFDu, fatSectors));
        _fat.AddRange(Enumerable.Repeat(0xFFFFFFFCu, difatSectors));
        long fatOffset = _sectorSize + _sectors.WrittenCount;
        _sectors.Write(ToBytes(_fat, padTo: perSector));
        uint[] locators = [.. Enumerable.Range(0, fatSectors).Select(i => firstFat + (uint)i)];
        for (int i = 0; i < difatSectors; i++)
        {
            List<uint> part = [.. locators.Skip(109 + (i * (perSector - 1))).Take(perSector - 1)];
            part.AddRange(Enumerable.Repeat(Free, perSector - 1 - part.Count));
            part.Add(i == difatSectors - 1 ? EndOfChain : firstDifat + (uint)i + 1);
            _sectors.Write(ToBytes(part, perSector));
        }

        byte[] header = Header(fatSectors, directoryStart, miniFatStart, difatSectors == 0 ? EndOfChain : firstDifat, difatSectors, locators);
        return new BuiltCompoundFile([.. header, .. _sectors.WrittenSpan.ToArray()], _sectorSize, fatOffset, directoryOffset, _entries);
    }

    private byte[] Header(int fatSectors, uint directoryStart, uint miniFatStart, uint difatStart, int difatSectors, uint[] locators)
    {
        byte[] header = new byte[_sectorSize];
        new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 }.CopyTo(header, 0);
        Set(header, 0x18, 0x0000003E | ((uint)version << 16));
        Set(header, 0x1C, 0x0000FFFE | ((version == 3 ? 9u : 12u) << 16));
        Set(header, 0x20, 6);
        Set(header, 0x28, version == 3 ? 0 : (uint)(_directory.Count * 128 / _sectorSize));
        Set(header, 0x2C, (uint)fatSectors);
        Set(header, 0x30, directoryStart);
        Set(header, 0x38, MiniCutoff);
        Set(header, 0x3C, miniFatStart);
        Set(header, 0x40, (uint)((_miniFat.Count * 4) + _sectorSize - 1) / (uint)_sectorSize);
        Set(header, 0x44, difatStart);
        Set(header, 0x48, (uint)difatSectors);
        for (int i = 0; i < 109; i++)
        {
            Set(header, 0x4C + (i * 4), i < locators.Length ? locators[i] : Free);
        }

        return header;
    }

    private uint AddChildren(StorageNode storage)
    {
        var children = storage.Streams.Keys.Concat(storage.Storages.Keys)
            .OrderBy(name => name.Length).ThenBy(name => name.ToUpperInvariant(), StringComparer.Ordinal)
            .Select(name => (Name: name, Index: (uint)AddEntry(name, (byte)(storage.Streams.ContainsKey(name) ? 2 : 1))))
            .ToList();
        foreach (var (name, index) in children)
        {
            byte[] entry = _directory[(int)index];
            if (storage.Streams.TryGetValue(name, out byte[]? content))
            {
                Set(entry, 0x74, content.Length < MiniCutoff ? AddMiniChain(content) : AddChain(content));
                Set(entry, 0x78, (uint)content.Length);
            }
            else
            {
                Set(entry, 0x4C, AddChildren(storage.Storages[name]));
            }
        }

        return Link(children.Select(child => child.Index).ToArray());
    }

    // A balanced tree of siblings, as MS-CFB 2.6.4 wants it but for the colours.
    private uint Link(ReadOnlySpan<uint> siblings)
    {
        if (siblings.IsEmpty)
        {
            return Free;
        }

        int middle = siblings.Length / 2;
        byte[] entry = _directory[(int)siblings[middle]];
        Set(entry, 0x44, Link(siblings[..middle]));
        Set(entry, 0x48, Link(siblings[(middle + 1)..]));
        return siblings[middle];
    }

    private int AddEntry(string name, byte kind)
    {
        byte[] entry = UnusedEntry();
        Encoding.Unicode.GetBytes(name).CopyTo(entry, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(entry.AsSpan(0x40), (ushort)((name.Length + 1) * 2));
        entry[0x42] = kind;
        entry[0x43] = 1;
        _directory.Add(entry);
        _entries[name] = _directory.Count - 1;
        return _directory.Count - 1;
    }

    private uint AddChain(byte[] content)
    {
        if (content.Length == 0)
        {
            return EndOfChain;
        }

        uint start = (uint)_fat.Count;
        int count = (content.Length + _sectorSize - 1) / _sectorSize;
        _sectors.Write(content);
        _sectors.Write(new byte[(count * _sectorSize) - content.Length]);
        Append(_fat, count);
        return start;
    }

    private uint AddMiniChain(byte[] content)
    {
        if (content.Length == 0)
        {
            return EndOfChain;
        }

        uint start = (uint)_miniFat.Count;
        int count = (content.Length + MiniSectorSize - 1) / MiniSectorSize;
        _mini.Write(content);
        _mini.Write(new byte[(count * MiniSectorSize) - content.Length]);
        Append(_miniFat, count);
        return start;
    }

    private static void Append(List<uint> table, int count)
    {
        for (int i = 1; i < count; i++)
        {
            table.Add((uint)table.Count + 1);
        }

        table.Add(EndOfChain);
    }

    private static byte[] UnusedEntry()
    {
        byte[] entry = new byte[128];
        Set(entry, 0x44, Free);
        Set(entry, 0x48, Free);
        Set(entry, 0x4C, Free);
        return entry;
    }

    private static byte[] ToBytes(List<uint> values, int padTo)
    {
        int count = (values.Count + padTo - 1) / padTo * padTo;
        byte[] bytes = new byte[count * 4];
        for (int i = 0; i < count; i++)
        {
            Set(bytes, i * 4, i < values.Count ? values[i] : Free);
        }

        return bytes;
    }

    private static void Set(byte[] bytes, int offset, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(offset), value);
}
