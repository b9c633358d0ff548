using System.Collections;
using System.Globalization;

namespace ArchiveMigration.Sandbox.Msg.Compound;

/// <summary>The stream of 64-byte sectors in which all small streams lie (MS-CFB 2.4, 2.6.3).</summary>
internal sealed class MiniStream
{
    private readonly SectorTable _miniFat;
    private readonly Extent[] _extents;
    private readonly long _size;

    private MiniStream(SectorTable miniFat, Extent[] extents, long size)
    {
        _miniFat = miniFat;
        _extents = extents;
        _size = size;
    }

    /// <param name="source">The file.</param>
    /// <param name="header">Its header, which tells where the mini FAT starts.</param>
    /// <param name="layout">Its sectors.</param>
    /// <param name="root">The directory's root entry, which tells where the mini stream starts and its size.</param>
    public static MiniStream Read(CompoundSource source, CompoundHeader header, SectorLayout layout, DirectoryRecord root)
    {
        Extent[] extents = layout.Claim(root.Start, root.Size, "the mini stream", root.Offset);
        var claimed = new BitArray((int)((root.Size + CompoundHeader.MiniSectorSize - 1) / CompoundHeader.MiniSectorSize));
        List<long> tableSectors = claimed.Length == 0
            ? []
            : [.. layout.Fat.ClaimChain(header.FirstMiniFatSector, "the mini FAT", 0x3C).Select(sector => layout.OffsetOf(sector))];
        return new MiniStream(SectorTable.Read("mini FAT", "the mini stream", source, tableSectors, header.SectorSize, claimed), extents, root.Size);
    }

    /// <summary>The places of a small stream's bytes in the file.</summary>
    public Extent[] Claim(uint start, long size, string owner, long pointerOffset)
    {
        long sectors = (size + CompoundHeader.MiniSectorSize - 1) / CompoundHeader.MiniSectorSize;
        List<int> chain = _miniFat.ClaimChain(start, sectors, owner, pointerOffset);
        long inLast = size - ((sectors - 1) * CompoundHeader.MiniSectorSize);
        if (chain.Count > 0 && ((long)chain[^1] * CompoundHeader.MiniSectorSize) + inLast > _size)
        {
            throw new MsgFormatException(string.Create(CultureInfo.InvariantCulture, $"{owner}: its last bytes lie beyond the end of the mini stream ({_size} bytes)"), pointerOffset);
        }

        return Extent.Join(chain.Select(FileOffsetOf), CompoundHeader.MiniSectorSize, size);
    }

    // A mini sector never spans two sectors: both sizes are powers of two.
    private long FileOffsetOf(int miniSector)
    {
        long position = (long)miniSector * CompoundHeader.MiniSectorSize;
        int low = 0;
        int high = _extents.Length - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            (low, high) = _extents[middle].StreamOffset <= position ? (middle, high) : (low, middle - 1);
        }

        return _extents[low].FileOffset + position - _extents[low].StreamOffset;
    }
}
