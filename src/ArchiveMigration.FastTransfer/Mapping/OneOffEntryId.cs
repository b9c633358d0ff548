using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>
/// A one-off entry id: a flag word and display name, address type and address, each ended by NUL, and nothing behind (MS-OXCDATA 2.2.5.1).
/// The spans hold the strings without their NUL.
/// </summary>
internal readonly ref struct OneOffEntryId
{
    /// <summary>Bytes before the strings: head, version and flag word.</summary>
    public const int StringsOffset = FlagsOffset + sizeof(ushort);

    /// <summary>The flag word of one that is made anew: strings in UTF-16, no rich text.</summary>
    public const ushort NewFlags = UnicodeFlag | 1;

    private const int VersionOffset = EntryId.HeadSize;
    private const int FlagsOffset = VersionOffset + sizeof(ushort);
    private const ushort UnicodeFlag = 0x8000;

    private OneOffEntryId(TextForm form, ReadOnlySpan<byte> name, ReadOnlySpan<byte> type, ReadOnlySpan<byte> address)
    {
        Form = form;
        Name = name;
        Type = type;
        Address = address;
    }

    /// <summary>UTF-16 or single bytes.</summary>
    public TextForm Form { get; }

    public ReadOnlySpan<byte> Name { get; }

    public ReadOnlySpan<byte> Type { get; }

    public ReadOnlySpan<byte> Address { get; }

    /// <summary>The form of the strings in one whose provider is known; that of no text when it is too short for any.</summary>
    public static TextForm FormOf(ReadOnlySpan<byte> id) =>
        id.Length < StringsOffset ? TextForm.Foreign
        : (BinaryPrimitives.ReadUInt16LittleEndian(id[FlagsOffset..]) & UnicodeFlag) != 0 ? TextForm.Utf16
        : TextForm.SingleByte;

    /// <summary>Reads one whose provider is known. False for anything else than exactly this layout.</summary>
    public static bool TryRead(ReadOnlySpan<byte> id, out OneOffEntryId oneOff)
    {
        oneOff = default;
        if (id.Length < StringsOffset || BinaryPrimitives.ReadUInt16LittleEndian(id[VersionOffset..]) != 0)
        {
            return false;
        }

        var form = FormOf(id);
        var rest = id[StringsOffset..];
        if (!TryTake(ref rest, form, out var name) || !TryTake(ref rest, form, out var type) || !TryTake(ref rest, form, out var address) || !rest.IsEmpty)
        {
            return false;
        }

        oneOff = new OneOffEntryId(form, name, type, address);
        return true;
    }

    /// <summary>Writes the head of one that is made anew into <see cref="StringsOffset"/> bytes.</summary>
    public static void WriteNewHead(Span<byte> destination)
    {
        destination[..StringsOffset].Clear();
        EntryId.OneOffProvider.CopyTo(destination[sizeof(uint)..]);
        BinaryPrimitives.WriteUInt16LittleEndian(destination[FlagsOffset..], NewFlags);
    }

    private static bool TryTake(scoped ref ReadOnlySpan<byte> rest, TextForm form, out ReadOnlySpan<byte> text)
    {
        var unit = form == TextForm.Utf16 ? sizeof(char) : 1;
        var end = form == TextForm.Utf16 ? MemoryMarshal.Cast<byte, char>(rest).IndexOf('\0') * unit : rest.IndexOf((byte)0);
        text = end < 0 ? default : rest[..end];
        rest = end < 0 ? default : rest[(end + unit)..];
        return end >= 0;
    }
}
