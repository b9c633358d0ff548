using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace ArchiveMigration.Sandbox.Msg.Compound;

/// <summary>One 128-byte entry of a compound file's directory as it stands in the file (MS-CFB 2.6.1).</summary>
internal readonly record struct DirectoryRecord(string Name, byte Kind, uint Left, uint Right, uint Child, uint Start, long Size, long Offset)
{
    public const int Length = 128;
    public const byte Unused = 0;
    public const byte Storage = 1;
    public const byte Stream = 2;
    public const byte Root = 5;

    /// <summary>The link of an entry without that neighbour or child.</summary>
    public const uint None = 0xFFFFFFFF;

    public static DirectoryRecord Parse(ReadOnlySpan<byte> bytes, int majorVersion, long offset)
    {
        byte kind = bytes[0x42];
        ulong size = BinaryPrimitives.ReadUInt64LittleEndian(bytes[0x78..]);
        // In version 3 the upper half is undefined and some writers leave rubbish there (MS-CFB 2.6.1).
        size = majorVersion == 3 ? (uint)size : size;
        return new DirectoryRecord(
            // The root's name says nothing, and the Office of the Macintosh leaves half of it away.
            kind is Unused or Root ? "" : ParseName(bytes, offset),
            kind,
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[0x44..]),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[0x48..]),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[0x4C..]),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[0x74..]),
            (long)Math.Min(size, long.MaxValue),
            offset);
    }

    private static string ParseName(ReadOnlySpan<byte> bytes, long offset)
    {
        int length = BinaryPrimitives.ReadUInt16LittleEndian(bytes[0x40..]);
        if (length is < 4 or > 64 || length % 2 != 0)
        {
            throw new MsgFormatException(string.Create(CultureInfo.InvariantCulture, $"a directory entry's name has {length} bytes; allowed are even numbers from 4 to 64"), offset + 0x40);
        }

        string name = Encoding.Unicode.GetString(bytes[..(length - 2)]);
        return name.Contains('\0', StringComparison.Ordinal)
            ? throw new MsgFormatException("a directory entry's name has a NUL within", offset)
            : name;
    }
}
