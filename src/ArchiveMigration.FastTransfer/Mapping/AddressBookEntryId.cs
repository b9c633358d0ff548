using System.Buffers.Binary;
using System.Text;

namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>An address book entry id: version 1, a type, and the distinguished name in ASCII with its NUL (MS-OXCDATA 2.2.5.2).</summary>
internal static class AddressBookEntryId
{
    private const int DnOffset = EntryId.HeadSize + (2 * sizeof(uint));

    /// <summary>Finds the distinguished name. False for anything else than exactly this layout.</summary>
    public static bool TryReadDn(ReadOnlySpan<byte> id, out ReadOnlySpan<byte> dn)
    {
        dn = default;
        if (id.Length <= DnOffset + 1 || BinaryPrimitives.ReadUInt32LittleEndian(id[EntryId.HeadSize..]) != 1)
        {
            return false;
        }

        var text = id[DnOffset..];
        if (text[0] != '/' || text.IndexOf((byte)0) != text.Length - 1 || !Ascii.IsValid(text))
        {
            return false;
        }

        dn = text[..^1];
        return true;
    }
}
