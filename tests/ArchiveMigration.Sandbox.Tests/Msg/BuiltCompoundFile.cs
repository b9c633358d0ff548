using System.Buffers.Binary;
using ArchiveMigration.Sandbox.Msg.Compound;

namespace ArchiveMigration.Sandbox.Tests.Msg;

/// <summary>A compound file in memory, with the places of its parts so that tests can damage it on purpose.</summary>
internal sealed class BuiltCompoundFile(byte[] bytes, int sectorSize, long fatOffset, long directoryOffset, IReadOnlyDictionary<string, int> entries)
{
    public const uint EndOfChain = 0xFFFFFFFE;
    public const uint FreeSector = 0xFFFFFFFF;

    public byte[] Bytes => bytes;

    /// <summary>Where the directory entry of a storage or stream lies, by its name ("" for the root).</summary>
    public int EntryOffset(string name) => checked((int)(directoryOffset + (entries[name] * 128L)));

    public uint EntryIndex(string name) => (uint)entries[name];

    public uint StartOf(string name) => UInt32(EntryOffset(name) + 0x74);

    public int FatEntryOffset(uint sector) => checked((int)(fatOffset + (sector * 4L)));

    public int SectorOffset(uint sector) => checked((int)((sector + 1L) * sectorSize));

    public uint UInt32(int offset) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(offset));

    public BuiltCompoundFile Set32(int offset, uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(offset), value);
        return this;
    }

    public BuiltCompoundFile Set16(int offset, ushort value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(offset), value);
        return this;
    }

    public CompoundFile Open() => CompoundFile.Open(new MemoryStream(bytes, writable: false));
}
