using System.Buffers.Binary;
using System.Text;

namespace ArchiveMigration.Sandbox.Items;

/// <summary>The entry ids that name people (MS-OXCDATA 2.2.5, MS-OXOCNTC 2.2.2.2.4.1.1).</summary>
internal static class EntryIds
{
    /// <summary>The address is in Unicode (0x8000) and no rich text is sent to it (0x0001).</summary>
    private const ushort OneOffFlags = 0x8001;

    /// <summary>Wrapped entry of the address book (5), first address (0x30), bit that is always set (0x80).</summary>
    private const byte WrappedAddressBookUser = 0xB5;

    /// <summary>Where the texts of a one-off id begin, after provider, version and flags.</summary>
    public const int OneOffTextOffset = 24;


    private const int AddressBookTextOffset = 28;
    private const int WrappedOffset = 21;

    private static ReadOnlySpan<byte> OneOffProvider => [0x81, 0x2B, 0x1F, 0xA4, 0xBE, 0xA3, 0x10, 0x19, 0x9D, 0x6E, 0x00, 0xDD, 0x01, 0x0F, 0x54, 0x02];

    private static ReadOnlySpan<byte> AddressBookProvider => [0xDC, 0xA7, 0x40, 0xC8, 0xC0, 0x42, 0x10, 0x1A, 0xB4, 0xB9, 0x08, 0x00, 0x2B, 0x2F, 0xE1, 0x82];

    private static ReadOnlySpan<byte> WrappingProvider => [0xC0, 0x91, 0xAD, 0xD3, 0x51, 0x9D, 0xCF, 0x11, 0xA4, 0xA9, 0x00, 0xAA, 0x00, 0x47, 0xFA, 0xA4];

    /// <summary>Name, address type and address in Unicode.</summary>
    public static byte[] OneOff(string name, string smtpAddress)
    {
        var text = $"{name}\0SMTP\0{smtpAddress}\0";
        var entryId = new byte[OneOffTextOffset + Encoding.Unicode.GetByteCount(text)];
        OneOffProvider.CopyTo(entryId.AsSpan(4));
        BinaryPrimitives.WriteUInt16LittleEndian(entryId.AsSpan(22), OneOffFlags);
        Encoding.Unicode.GetBytes(text, entryId.AsSpan(OneOffTextOffset));
        return entryId;
    }

    /// <summary>Whether an id is a one-off one, and the name in it.</summary>
    public static bool TryReadOneOff(ReadOnlySpan<byte> entryId, out string name)
    {
        var isOneOff = entryId.Length > OneOffTextOffset && entryId.Slice(4, OneOffProvider.Length).SequenceEqual(OneOffProvider);
        var isUnicode = isOneOff && (entryId[OneOffTextOffset - 1] & 0x80) != 0;
        name = isOneOff ? (isUnicode ? Encoding.Unicode : Encoding.ASCII).GetString(entryId[OneOffTextOffset..]).Split('\0')[0] : string.Empty;
        return isOneOff;
    }

    /// <summary>Name, address type and address in ASCII, as old programs write them.</summary>
    public static byte[] AnsiOneOff(string name, string smtpAddress)
    {
        var text = $"{name}\0SMTP\0{smtpAddress}\0";
        var entryId = new byte[OneOffTextOffset + text.Length];
        OneOffProvider.CopyTo(entryId.AsSpan(4));
        Encoding.ASCII.GetBytes(text, entryId.AsSpan(OneOffTextOffset));
        return entryId;
    }

    /// <summary>A user in the directory.</summary>
    public static byte[] AddressBook(string legacyDn)
    {
        var entryId = new byte[AddressBookTextOffset + legacyDn.Length + 1];
        AddressBookProvider.CopyTo(entryId.AsSpan(4));
        BinaryPrimitives.WriteUInt32LittleEndian(entryId.AsSpan(20), 1);
        Encoding.ASCII.GetBytes(legacyDn, entryId.AsSpan(AddressBookTextOffset));
        return entryId;
    }

    /// <summary>A member of a distribution list that is in the directory.</summary>
    public static byte[] Wrapped(ReadOnlySpan<byte> addressBookEntryId)
    {
        var entryId = new byte[WrappedOffset + addressBookEntryId.Length];
        WrappingProvider.CopyTo(entryId.AsSpan(4));
        entryId[WrappedOffset - 1] = WrappedAddressBookUser;
        addressBookEntryId.CopyTo(entryId.AsSpan(WrappedOffset));
        return entryId;
    }

    /// <summary>FlatEntryList (MS-OXCDATA 2.3.3), each entry but the last padded to four bytes, as Outlook writes it.</summary>
    public static byte[] FlatList(IReadOnlyList<Person> people)
    {
        var end = 2 * sizeof(uint);
        foreach (var person in people)
        {
            end = Padded(end) + sizeof(uint) + person.EntryId.Length;
        }

        var list = new byte[end];
        BinaryPrimitives.WriteInt32LittleEndian(list, people.Count);
        BinaryPrimitives.WriteInt32LittleEndian(list.AsSpan(sizeof(uint)), end - (2 * sizeof(uint)));
        var at = 2 * sizeof(uint);
        foreach (var person in people)
        {
            at = Padded(at);
            BinaryPrimitives.WriteInt32LittleEndian(list.AsSpan(at), person.EntryId.Length);
            person.EntryId.CopyTo(list.AsSpan(at + sizeof(uint)));
            at += sizeof(uint) + person.EntryId.Length;
        }

        return list;
    }

    private static int Padded(int length) => (length + 3) & ~3;
}
