using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using ArchiveMigration.FastTransfer;

namespace ArchiveMigration.Sandbox.Inspection;

/// <summary>Shows a value in a few characters, none of which can do anything to a terminal.</summary>
internal static class ValueText
{
    /// <summary>Bytes from the start of a value that suffice to show it: four for each character, and then some.</summary>
    public const int BytesNeeded = 512;

    private const int MostCharacters = 80;
    private const int MostBytes = 24;
    private const decimal CurrencyUnit = 10_000;
    private const ushort MultipleFlag = 0x1000;

    /// <summary>Shows a value of which the first <see cref="BytesNeeded"/> bytes are there, or fewer when the stream broke off.</summary>
    /// <param name="tag">The property.</param>
    /// <param name="bytes">What there is of the value.</param>
    /// <param name="length">Bytes of the whole value.</param>
    public static string Show(PropertyTag tag, ReadOnlySpan<byte> bytes, uint length) =>
        PropertyText.IsTypeOf(tag) ? ShowText(tag, bytes, length)
        : (tag.Type & ~MultipleFlag) switch
        {
            0x0002 => Invariant($"{BinaryPrimitives.ReadInt16LittleEndian(bytes)}"),
            0x0003 => Invariant($"{BinaryPrimitives.ReadInt32LittleEndian(bytes)}"),
            0x0004 => Invariant($"{BinaryPrimitives.ReadSingleLittleEndian(bytes)}"),
            0x0005 => Invariant($"{BinaryPrimitives.ReadDoubleLittleEndian(bytes)}"),
            0x0006 => Invariant($"{BinaryPrimitives.ReadInt64LittleEndian(bytes) / CurrencyUnit}"),
            0x0007 => ShowFloatingTime(BinaryPrimitives.ReadDoubleLittleEndian(bytes)),
            0x000A => $"0x{BinaryPrimitives.ReadUInt32LittleEndian(bytes):X8}",
            0x000B => BinaryPrimitives.ReadUInt16LittleEndian(bytes) == 0 ? "false" : "true",
            0x0014 => Invariant($"{BinaryPrimitives.ReadInt64LittleEndian(bytes)}"),
            0x0040 => ShowTime(BinaryPrimitives.ReadInt64LittleEndian(bytes)),
            0x0048 => new Guid(bytes).ToString("B"),
            _ => ShowBytes(bytes, length),
        };

    /// <summary>Writes control characters and direction marks as \uXXXX.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '\r' => escaped.Append(@"\r"),
                '\n' => escaped.Append(@"\n"),
                '\t' => escaped.Append(@"\t"),
                '\\' => escaped.Append(@"\\"),
                '"' => escaped.Append("\\\""),
                _ when Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
                    or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => escaped.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}"),
                _ => escaped.Append(rune),
            };
        }

        return escaped.ToString();
    }

    private static string ShowText(PropertyTag tag, ReadOnlySpan<byte> bytes, uint length)
    {
        var text = PropertyText.Decode(tag, bytes);
        var isShortened = length > bytes.Length || text.Length > MostCharacters;
        if (text.Length > MostCharacters)
        {
            text = text[..(char.IsHighSurrogate(text[MostCharacters - 1]) ? MostCharacters - 1 : MostCharacters)];
        }

        return $"\"{Escape(text)}\"{(isShortened ? "…" : string.Empty)}";
    }

    private static string ShowBytes(ReadOnlySpan<byte> bytes, uint length) =>
        length == 0 ? "(empty)"
        : Convert.ToHexString(bytes[..Math.Min(bytes.Length, MostBytes)]) + (length > Math.Min(bytes.Length, MostBytes) ? "…" : string.Empty);

    private static string ShowTime(long fileTime) => PropertyTime.Decode(fileTime) is { } time
        ? time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture)
        : $"0x{fileTime:X16} (no time)";

    // Days since 1899-12-30, in no time zone.
    private static string ShowFloatingTime(double days)
    {
        try
        {
            return DateTime.FromOADate(days).ToString("yyyy-MM-dd'T'HH:mm:ss.FFF", CultureInfo.InvariantCulture);
        }
        catch (ArgumentException)
        {
            return Invariant($"{days} days (no time)");
        }
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
