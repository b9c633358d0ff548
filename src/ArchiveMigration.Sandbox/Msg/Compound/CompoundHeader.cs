using System.Buffers.Binary;
using System.Globalization;

namespace ArchiveMigration.Sandbox.Msg.Compound;

/// <summary>The header of a compound file (MS-CFB 2.2).</summary>
internal sealed class CompoundHeader
{
    public const int Size = 512;
    public const int LocatorsInHeader = 109;
    public const int LocatorsOffset = 0x4C;

    /// <summary>A stream below this size (bytes) lives in the mini stream (MS-CFB 2.2: always 4096).</summary>
    public const int MiniStreamCutoff = 4096;

    /// <summary>The size of a sector of the mini stream in bytes (MS-CFB 2.2: always 64).</summary>
    public const int MiniSectorSize = 64;

    private static ReadOnlySpan<byte> Signature => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    private CompoundHeader(ReadOnlySpan<byte> header, int majorVersion, int sectorShift)
    {
        MajorVersion = majorVersion;
        SectorShift = sectorShift;
        FatSectors = BinaryPrimitives.ReadUInt32LittleEndian(header[0x2C..]);
        FirstDirectorySector = BinaryPrimitives.ReadUInt32LittleEndian(header[0x30..]);
        FirstMiniFatSector = BinaryPrimitives.ReadUInt32LittleEndian(header[0x3C..]);
        FirstDifatSector = BinaryPrimitives.ReadUInt32LittleEndian(header[0x44..]);
        Locators = new uint[LocatorsInHeader];
        for (int i = 0; i < LocatorsInHeader; i++)
        {
            Locators[i] = BinaryPrimitives.ReadUInt32LittleEndian(header[(LocatorsOffset + (i * 4))..]);
        }
    }

    /// <summary>3 or 4.</summary>
    public int MajorVersion { get; }

    /// <summary>9 in version 3, 12 in version 4.</summary>
    public int SectorShift { get; }

    public int SectorSize => 1 << SectorShift;

    public uint FatSectors { get; }

    public uint FirstDirectorySector { get; }

    public uint FirstMiniFatSector { get; }

    public uint FirstDifatSector { get; }

    /// <summary>The places of the first FAT sectors; the others are found through the DIFAT chain.</summary>
    public uint[] Locators { get; }

    public static CompoundHeader Read(CompoundSource source)
    {
        if (source.Length == 0)
        {
            throw new MsgFormatException("the file is empty");
        }

        Span<byte> header = stackalloc byte[Size];
        int present = (int)Math.Min(source.Length, Size);
        source.Read(0, header[..present], "the header");
        if (present < Signature.Length || !header[..Signature.Length].SequenceEqual(Signature))
        {
            throw new MsgFormatException("not an Outlook .msg file: the signature of a compound file is missing", 0);
        }

        source.RequireRange(0, Size, "the header");
        int majorVersion = RequireField(header, 0x1A, [3, 4], "major version");
        int shift = RequireField(header, 0x1E, [majorVersion == 3 ? 9 : 12], "sector shift");
        RequireField(header, 0x1C, [0xFFFE], "byte order");
        RequireField(header, 0x20, [6], "mini sector shift");
        uint cutoff = BinaryPrimitives.ReadUInt32LittleEndian(header[0x38..]);
        if (cutoff != MiniStreamCutoff)
        {
            throw new MsgFormatException(string.Create(CultureInfo.InvariantCulture, $"the header's mini stream cutoff is {cutoff} where only {MiniStreamCutoff} is allowed"), 0x38);
        }

        return new CompoundHeader(header, majorVersion, shift);
    }

    private static int RequireField(ReadOnlySpan<byte> header, int offset, ReadOnlySpan<int> allowed, string what)
    {
        int value = BinaryPrimitives.ReadUInt16LittleEndian(header[offset..]);
        if (!allowed.Contains(value))
        {
            throw new MsgFormatException(
                string.Create(CultureInfo.InvariantCulture, $"the header's {what} is {value} where only {string.Join(" or ", allowed.ToArray())} is allowed"),
                offset);
        }

        return value;
    }
}
