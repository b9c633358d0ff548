namespace ArchiveMigration.Sandbox.Items;

/// <summary>The checksum of ISO/IEC 8802-3 (reversed polynomial 0xEDB88320), which PidLidDistributionListChecksum is (MS-OXOCNTC 2.2.2.2.3).</summary>
internal static class Crc32
{
    private static readonly uint[] Table = MakeTable();

    public static uint Of(IEnumerable<byte[]> values)
    {
        var crc = uint.MaxValue;
        foreach (var value in values)
        {
            foreach (var octet in value)
            {
                crc = (crc >> 8) ^ Table[(byte)crc ^ octet];
            }
        }

        return ~crc;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (var i = 0u; i < table.Length; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++)
            {
                value = (value & 1) != 0 ? (value >> 1) ^ 0xEDB88320 : value >> 1;
            }

            table[i] = value;
        }

        return table;
    }
}
