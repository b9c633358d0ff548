using System.Buffers.Binary;
using System.Collections;
using System.Globalization;

namespace ArchiveMigration.Sandbox.Msg.Compound;

/// <summary>
/// The FAT or the mini FAT: for each sector the next one of its chain (MS-CFB 2.1, 2.3, 2.4).
/// Every sector is given out once, so that loops and crossed chains are found and no chain is longer than the file.
/// </summary>
internal sealed class SectorTable
{
    public const uint LargestSector = 0xFFFFFFFA;
    public const uint EndOfChain = 0xFFFFFFFE;
    public const uint Free = 0xFFFFFFFF;

    private readonly string _name;
    private readonly string _where;
    private readonly uint[] _next;
    private readonly BitArray _claimed;
    private readonly Func<int, long> _entryOffset;

    private SectorTable(string name, string where, uint[] next, BitArray claimed, Func<int, long> entryOffset)
    {
        _name = name;
        _where = where;
        _next = next;
        _claimed = claimed;
        _entryOffset = entryOffset;
    }

    /// <summary>Reads a table from the sectors it is kept in.</summary>
    /// <param name="name">What it is called in messages.</param>
    /// <param name="where">What its sectors are parts of, in messages.</param>
    /// <param name="source">The file.</param>
    /// <param name="sectorOffsets">Where the sectors of the table lie in the file, in bytes.</param>
    /// <param name="sectorSize">Bytes of a sector of the file.</param>
    /// <param name="claimed">The sectors that this table gives out, those already given out set. Its length is their number.</param>
    public static SectorTable Read(string name, string where, CompoundSource source, IReadOnlyList<long> sectorOffsets, int sectorSize, BitArray claimed)
    {
        int perSector = sectorSize / 4;
        // Entries for sectors that the file has not are never needed; they pad the last sector of the table.
        uint[] next = new uint[Math.Min((long)perSector * sectorOffsets.Count, claimed.Length)];
        byte[] sector = new byte[sectorSize];
        for (int i = 0; i * perSector < next.Length; i++)
        {
            source.Read(sectorOffsets[i], sector, $"a sector of the {name}");
            for (int j = 0; j < perSector && (i * perSector) + j < next.Length; j++)
            {
                next[(i * perSector) + j] = BinaryPrimitives.ReadUInt32LittleEndian(sector.AsSpan(j * 4));
            }
        }

        return new SectorTable(name, where, next, claimed, entry => sectorOffsets[entry / perSector] + (entry % perSector * 4));
    }

    /// <summary>Gives out the whole chain that starts at <paramref name="start"/>.</summary>
    public List<int> ClaimChain(uint start, string owner, long pointerOffset) => Claim(start, int.MaxValue, toTheEnd: true, owner, pointerOffset);

    /// <summary>Gives out the first <paramref name="count"/> sectors of the chain that starts at <paramref name="start"/>; it may be longer, not shorter.</summary>
    public List<int> ClaimChain(uint start, long count, string owner, long pointerOffset) => Claim(start, count, toTheEnd: false, owner, pointerOffset);

    private List<int> Claim(uint start, long count, bool toTheEnd, string owner, long pointerOffset)
    {
        var chain = new List<int>();
        uint sector = start;
        while (chain.Count < count)
        {
            if (sector == EndOfChain && toTheEnd)
            {
                break;
            }

            if (sector > LargestSector)
            {
                throw new MsgFormatException(
                    toTheEnd
                        ? string.Create(CultureInfo.InvariantCulture, $"{owner}: after {chain.Count} sectors the chain in the {_name} leads to 0x{sector:X8}, which is not a sector")
                        : string.Create(CultureInfo.InvariantCulture, $"{owner}: the chain in the {_name} ends after {chain.Count} of {count} sectors"),
                    pointerOffset);
            }

            if (sector >= _claimed.Length)
            {
                throw new MsgFormatException(string.Create(CultureInfo.InvariantCulture, $"{owner}: sector {sector} lies beyond the end of {_where}, which has {_claimed.Length} sectors"), pointerOffset);
            }

            if (sector >= _next.Length)
            {
                throw new MsgFormatException(string.Create(CultureInfo.InvariantCulture, $"{owner}: sector {sector} has no entry in the {_name}, which has {_next.Length}"), pointerOffset);
            }

            int index = (int)sector;
            if (_claimed[index])
            {
                throw new MsgFormatException(string.Create(CultureInfo.InvariantCulture, $"{owner}: sector {sector} of {_where} is used twice (a chain that loops or two that cross)"), pointerOffset);
            }

            _claimed[index] = true;
            chain.Add(index);
            sector = _next[index];
            pointerOffset = _entryOffset(index);
        }

        return chain;
    }
}
