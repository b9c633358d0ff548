using System.Buffers.Binary;
using System.Text;

namespace ArchiveMigration.FastTransfer.Tests.Mapping;

/// <summary>The binary layouts of addresses, written as MS-OXCDATA has them and apart from the code under test.</summary>
internal static class Blobs
{
    private const string OneOffProvider = "812B1FA4BEA310199D6E00DD010F5402";
    private const string AddressBookProvider = "DCA740C8C042101AB4B908002B2FE182";
    private const string WrapperProvider = "C091ADD3519DCF11A4A900AA0047FAA4";

    public static byte[] OneOff(string name, string address, string type = "SMTP", ushort flags = 0x8001)
    {
        var encoding = (flags & 0x8000) != 0 ? Encoding.Unicode : Encoding.Latin1;
        return
        [
            0, 0, 0, 0, .. Convert.FromHexString(OneOffProvider), 0, 0, .. BitConverter.GetBytes(flags),
            .. encoding.GetBytes($"{name}\0{type}\0{address}\0"),
        ];
    }

    public static byte[] AddressBook(string dn, uint type = 0) =>
    [
        0, 0, 0, 0, .. Convert.FromHexString(AddressBookProvider), 1, 0, 0, 0, .. BitConverter.GetBytes(type), .. Encoding.ASCII.GetBytes(dn + '\0'),
    ];

    public static byte[] Wrapped(byte kind, byte[] id) => [0, 0, 0, 0, .. Convert.FromHexString(WrapperProvider), kind, .. id];

    public static byte[] Key(string text, bool nul = true) => Encoding.Latin1.GetBytes(nul ? text + '\0' : text);

    public static byte[] FlatEntryList(bool padLast, params byte[][] ids)
    {
        var entries = new List<byte>();
        for (var i = 0; i < ids.Length; i++)
        {
            entries.AddRange(BitConverter.GetBytes(ids[i].Length));
            entries.AddRange(ids[i]);
            if (i < ids.Length - 1 || padLast)
            {
                entries.AddRange(new byte[(4 - (ids[i].Length % 4)) % 4]);
            }
        }

        return [.. BitConverter.GetBytes(ids.Length), .. BitConverter.GetBytes(entries.Count), .. entries];
    }

    /// <summary>CRC-32 as Ethernet and zip have it, bit by bit.</summary>
    public static uint Crc32(params IEnumerable<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }

        return ~crc;
    }

    public static byte[] UInt32(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }
}
