using System.Buffers.Binary;
using System.Collections;
using System.Globalization;

namespace ArchiveMigration.Sandbox.Msg.Compound;

/// <summary>Which sectors the file has, and the FAT that chains them, found through the DIFAT (MS-CFB 2.5).</summary>
internal sealed class SectorLayout
{
    private readonly CompoundSource _source;
    private readonly int _shift;

    private SectorLayout(CompoundSource source, int shift, SectorTable fat)
    {
        _source = source;
        _shift = shift;
        Fat = fat;
    }

    public SectorTable Fat { get; }

    /// <summary>Where a sector starts, in bytes from the start of the file; the header takes the place of one sector.</summary>
    public long OffsetOf(int sector) => OffsetOf(sector, _shift);

    /// <summary>The places of the first <paramref name="size"/> bytes of a chain.</summary>
    /// <exception cref="MsgFormatException">The chain is broken or leaves the file.</exception>
    public Extent[] Claim(uint start, long size, string owner, long pointerOffset)
    {
        if (size > _source.Length)
        {
            throw new MsgFormatException(string.Create(CultureInfo.InvariantCulture, $"{owner} claims {size} bytes, but the whole file has {_source.Length}"), pointerOffset);
        }

        long sectors = (size + (1 << _shift) - 1) >> _shift;
        List<int> chain = Fat.ClaimChain(start, sectors, owner, pointerOffset);
        Extent[] extents = Extent.Join(chain.Select(sector => OffsetOf(sector)), 1 << _shift, size);
        foreach (Extent extent in extents)
        {
            // The last sector of a file may be shorter than a sector, as long as nothing that is used is missing.
            _source.RequireRange(extent.FileOffset, extent.Length, owner);
        }

        return extents;
    }

    public static SectorLayout Read(CompoundSource source, CompoundHeader header)
    {
        long count = Math.Max(0, (source.Length - 1) >> header.SectorShift);
        if (count > int.MaxValue)
        {
            throw new MsgFormatException(string.Create(CultureInfo.InvariantCulture, $"the file has {source.Length} bytes, more than this reader takes"));
        }

        var claimed = new BitArray((int)count);
        List<long> fatSectors = LocateFat(source, header, claimed);
        SectorTable fat = SectorTable.Read("FAT", "the file", source, fatSectors, header.SectorSize, claimed);
        return new SectorLayout(source, header.SectorShift, fat);
    }

    private static List<long> LocateFat(CompoundSource source, CompoundHeader header, BitArray claimed)
    {
        if (header.FatSectors > claimed.Length)
        {
            throw new MsgFormatException(string.Create(CultureInfo.InvariantCulture, $"the header counts {header.FatSectors} sectors of FAT, but the file has only {claimed.Length} sectors"), 0x2C);
        }

        var offsets = new List<long>((int)header.FatSectors);
        for (int i = 0; i < CompoundHeader.LocatorsInHeader && offsets.Count < header.FatSectors; i++)
        {
            offsets.Add(ClaimOne(header.Locators[i], "a sector of the FAT", CompoundHeader.LocatorsOffset + (i * 4), header, claimed));
        }

        uint next = header.FirstDifatSector;
        long pointer = 0x44;
        byte[] difat = new byte[header.SectorSize];
        while (offsets.Count < header.FatSectors)
        {
            long offset = ClaimOne(next, "a sector of the DIFAT", pointer, header, claimed);
            source.Read(offset, difat, "a sector of the DIFAT");
            int last = difat.Length - 4;
            for (int i = 0; i < last && offsets.Count < header.FatSectors; i += 4)
            {
                offsets.Add(ClaimOne(BinaryPrimitives.ReadUInt32LittleEndian(difat.AsSpan(i)), "a sector of the FAT", offset + i, header, claimed));
            }

            next = BinaryPrimitives.ReadUInt32LittleEndian(difat.AsSpan(last));
            pointer = offset + last;
        }

        return offsets;
    }

    private static long ClaimOne(uint sector, string what, long pointerOffset, CompoundHeader header, BitArray claimed)
    {
        if (sector >= claimed.Length)
        {
            throw new MsgFormatException(string.Create(CultureInfo.InvariantCulture, $"{what}: sector {sector} lies beyond the end of the file, which has {claimed.Length} sectors"), pointerOffset);
        }

        if (claimed[(int)sector])
        {
            throw new MsgFormatException(string.Create(CultureInfo.InvariantCulture, $"{what}: sector {sector} of the file is used twice"), pointerOffset);
        }

        claimed[(int)sector] = true;
        return OffsetOf((int)sector, header.SectorShift);
    }

    private static long OffsetOf(int sector, int shift) => ((long)sector + 1) << shift;
}
