using System.Text;

namespace ArchiveMigration.FastTransfer;

/// <summary>Turns the bytes of a string value into text.</summary>
public static class PropertyText
{
    private const ushort CodePageFlag = 0x8000;
    private const ushort MultipleFlag = 0x1000;
    private const int WindowsLatin1 = 1252;

    /// <summary>Whether values of the tag are texts, in whatever encoding, single or multiple.</summary>
    public static bool IsTypeOf(PropertyTag tag) =>
        tag.Type is 0x001E or 0x001F or 0x101E or 0x101F || (tag.Type >= CodePageFlag && WireType.TryGet(tag.Type, out _));

    /// <summary>
    /// Decodes a value in the encoding that the type tells (String8, which tells none, as Windows-1252), without the NUL at
    /// its end. Bytes that are no characters become U+FFFD.
    /// </summary>
    public static string Decode(PropertyTag tag, ReadOnlySpan<byte> value)
    {
        var text = EncodingOf(tag).GetString(value);
        return text.EndsWith('\0') ? text[..^1] : text;
    }

    private static Encoding EncodingOf(PropertyTag tag) => tag.Type switch
    {
        0x001F or 0x101F => Encoding.Unicode,
        0x001E or 0x101E => OfCodePage(WindowsLatin1),
        var type when WireType.TryGet(type, out var layout) && layout.IsMultiple => OfCodePage(type & ~(CodePageFlag | MultipleFlag)),
        var type => OfCodePage(type & ~CodePageFlag),
    };

    // The provider is asked directly: to register it would change what Encoding.GetEncoding means for the whole process.
    private static Encoding OfCodePage(int codePage) => codePage switch
    {
        1200 => Encoding.Unicode,
        1201 => Encoding.BigEndianUnicode,
        _ => CodePagesEncodingProvider.Instance.GetEncoding(codePage) ?? Encoding.Latin1,
    };
}
