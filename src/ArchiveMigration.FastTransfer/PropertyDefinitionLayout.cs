using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ArchiveMigration.FastTransfer;

/// <summary>The atom before each value: type and id, and for ids from 0x8000 the name (propDef in MS-OXCFXICS 2.2.4.1).</summary>
internal static class PropertyDefinitionLayout
{
    /// <summary>Bytes of type and id, and of a marker.</summary>
    public const int TagSize = sizeof(uint);

    /// <summary>Bytes of the longest definition accepted.</summary>
    public const int MaximumSize = NameOffset + ((PropertyNameLayout.MaximumNameLength + 1) * sizeof(char));

    /// <summary>Where the LID or the name starts.</summary>
    public const int NameOffset = TagSize + PropertyNameLayout.HeadSize;

    private const int KindOffset = NameOffset - 1;
    private const uint FirstNamedTag = 0x80000000;

    /// <summary>
    /// Bytes that the definition at the start of <paramref name="bytes"/> takes, or when it is not all there a larger number
    /// than there are. Negative when it cannot be a definition: its kind is neither number nor name, or the name is too long.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Measure(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < TagSize || BinaryPrimitives.ReadUInt32LittleEndian(bytes) < FirstNamedTag)
        {
            return TagSize;
        }

        return bytes.Length < NameOffset ? NameOffset : MeasureNamed(bytes);
    }

    private static int MeasureNamed(ReadOnlySpan<byte> bytes)
    {
        switch (bytes[KindOffset])
        {
            case PropertyNameLayout.LidKind:
                return NameOffset + sizeof(uint);

            case PropertyNameLayout.NameKind:
                // NUL is NUL in either byte order, and searched for in whole characters only.
                var text = bytes[NameOffset..Math.Min(bytes.Length, MaximumSize)];
                var end = MemoryMarshal.Cast<byte, char>(text).IndexOf('\0');
                return end >= 0 ? NameOffset + ((end + 1) * sizeof(char))
                    : bytes.Length < MaximumSize ? bytes.Length + 1
                    : -1;

            default:
                return -1;
        }
    }
}
