using System.Buffers.Binary;

namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>
/// The CRC-32 (polynomial of ISO/IEC 8802-3) that PidLidDistributionListChecksum holds of the members (MS-OXOCNTC 2.2.2.2.3).
/// The specification does not say how several values become one row of bytes, nor how the sum starts and ends; each of
/// these ways is known from one reader or another, so the one in use is found by the checksum that is there.
/// </summary>
internal static class ListChecksum
{
    /// <summary>How many ways of computing it there are.</summary>
    public const int VariantCount = 4;

    private static readonly uint[] Table = MakeTable();

    /// <summary>What the sum starts with.</summary>
    public static uint Start(int variant) => IsInverted(variant) ? uint.MaxValue : 0;

    /// <summary>Takes a member into the sum.</summary>
    public static uint Add(int variant, uint sum, ReadOnlySpan<byte> member)
    {
        if (variant >= VariantCount / 2)
        {
            Span<byte> length = stackalloc byte[sizeof(uint)];
            BinaryPrimitives.WriteUInt32LittleEndian(length, (uint)member.Length);
            sum = Add(sum, length);
        }

        return Add(sum, member);
    }

    /// <summary>The checksum of all members taken.</summary>
    public static uint End(int variant, uint sum) => IsInverted(variant) ? ~sum : sum;

    // Members alone, members with their lengths; each with the inversions of Ethernet and without them.
    private static bool IsInverted(int variant) => (variant & 1) == 0;

    private static uint Add(uint sum, ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            sum = Table[(byte)(sum ^ value)] ^ (sum >> 8);
        }

        return sum;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (var i = 0u; i < table.Length; i++)
        {
            var entry = i;
            for (var bit = 0; bit < 8; bit++)
            {
                entry = (entry & 1) != 0 ? 0xEDB88320 ^ (entry >> 1) : entry >> 1;
            }

            table[i] = entry;
        }

        return table;
    }
}
