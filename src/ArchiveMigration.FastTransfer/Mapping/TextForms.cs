using System.Buffers.Binary;
using System.Text;

namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>
/// Reads and writes texts in their own form. Texts of a code page are read and written only when all of it is ASCII: an
/// address is, and anything else could be cut in the middle of a character.
/// </summary>
internal static class TextForms
{
    private const ushort CodePageFlag = 0x8000;
    private const ushort MultipleFlag = 0x1000;

    /// <summary>The form of values of a string type, single or multiple.</summary>
    public static TextForm Of(ushort type) => type switch
    {
        0x84B0 or 0x001F or 0x101F or 0x94B0 => TextForm.Utf16,
        0x001E or 0x101E => TextForm.SingleByte,
        < CodePageFlag => TextForm.Foreign,
        _ => OfCodePage(WireType.TryGet(type, out var layout) && layout.IsMultiple ? type & ~(CodePageFlag | MultipleFlag) : type & ~CodePageFlag),
    };

    /// <summary>Reads a text without NULs. False when the form or the bytes do not allow it.</summary>
    public static bool TryRead(TextForm form, ReadOnlySpan<byte> bytes, TextArena arena, out ReadOnlySpan<char> text)
    {
        text = default;
        switch (form)
        {
            case TextForm.SingleByte when Ascii.IsValid(bytes):
                var widened = arena.Take(bytes.Length);
                Encoding.Latin1.GetChars(bytes, widened);
                text = widened;
                break;

            case TextForm.Utf16 or TextForm.Utf16BigEndian when (bytes.Length & 1) == 0:
                var characters = arena.Take(bytes.Length / sizeof(char));
                Utf16.ReadCharacters(bytes, characters);
                if (form == TextForm.Utf16BigEndian)
                {
                    Reverse(characters, characters);
                }

                text = characters;
                break;

            default:
                return false;
        }

        if (!text.Contains('\0'))
        {
            return true;
        }

        text = default;
        return false;
    }

    /// <summary>Bytes of one character.</summary>
    public static int UnitOf(TextForm form) => form == TextForm.SingleByte ? 1 : sizeof(char);

    /// <summary>Whether the text can be written in the form.</summary>
    public static bool CanWrite(TextForm form, ReadOnlySpan<char> text) =>
        form is TextForm.Utf16 or TextForm.Utf16BigEndian || (form == TextForm.SingleByte && Ascii.IsValid(text));

    /// <summary>Writes a text that can be written in the form; into as many units as it has characters.</summary>
    public static void Write(TextForm form, ReadOnlySpan<char> text, Span<byte> destination)
    {
        if (form == TextForm.SingleByte)
        {
            Encoding.Latin1.GetBytes(text, destination);
            return;
        }

        Utf16.WriteCharacters(text, destination);
        if (form == TextForm.Utf16BigEndian)
        {
            for (var i = 0; i < text.Length; i++)
            {
                BinaryPrimitives.WriteUInt16BigEndian(destination[(i * sizeof(char))..], text[i]);
            }
        }
    }

    private static void Reverse(ReadOnlySpan<char> source, Span<char> destination)
    {
        for (var i = 0; i < source.Length; i++)
        {
            destination[i] = (char)BinaryPrimitives.ReverseEndianness(source[i]);
        }
    }

    // Not among them: EBCDIC and UTF-32. In the double-byte ones a byte below 0x80 is ASCII when all bytes are.
    private static TextForm OfCodePage(int codePage) => codePage switch
    {
        1200 => TextForm.Utf16,
        1201 => TextForm.Utf16BigEndian,
        500 or 870 or 875 or 1026 or 1047 or 12000 or 12001 or (>= 1140 and <= 1149) => TextForm.Foreign,
        >= 437 and <= 1361 => TextForm.SingleByte,
        >= 10000 and <= 10082 => TextForm.SingleByte,
        20127 or 20866 or 20932 or 20936 or 20949 or 21866 or (>= 28591 and <= 28605) => TextForm.SingleByte,
        _ => TextForm.Foreign,
    };
}
