using System.Buffers;
using System.Globalization;
using System.Text;

namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>The two parts of an SMTP address, as far as mapping has to know them (RFC 5321 4.1.2; quoted local parts are left alone).</summary>
internal static class SmtpAddress
{
    private const int LongestDomain = 255;
    private const int LongestLabel = 63;

    private static readonly SearchValues<char> NotInLocalPart = SearchValues.Create(
        string.Concat(Enumerable.Range(0, 0x21).Select(c => (char)c)) + "\u007F\u00A0<>()[]\\,;:\"@");

    private static readonly SearchValues<char> SmallLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz");
    private static readonly SearchValues<char> CapitalLetters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ");

    private static readonly IdnMapping Idn = new();

    /// <summary>Splits at the last @. False for what cannot be one plain address, such as a name with an address in it.</summary>
    public static bool TrySplit(ReadOnlySpan<char> address, out ReadOnlySpan<char> local, out ReadOnlySpan<char> domain)
    {
        var at = address.LastIndexOf('@');
        local = at > 0 ? address[..at] : default;
        domain = at > 0 ? address[(at + 1)..] : default;
        return at > 0 && !domain.IsEmpty && !local.ContainsAny(NotInLocalPart);
    }

    /// <summary>The domain as DNS has it (A-labels), letters as written, or null when it is none.</summary>
    public static string? ToAsciiDomain(string domain)
    {
        var ascii = domain;
        if (!Ascii.IsValid(domain))
        {
            try
            {
                ascii = Idn.GetAscii(domain);
            }
            catch (ArgumentException)
            {
                return null;
            }
        }

        return IsDomain(ascii) ? ascii : null;
    }

    /// <summary>Whether there are letters and none of them is small.</summary>
    public static bool IsUpperCase(ReadOnlySpan<char> text)
    {
        if (text.ContainsAny(SmallLetters))
        {
            return false;
        }

        if (Ascii.IsValid(text))
        {
            return text.ContainsAny(CapitalLetters);
        }

        var anyLetter = false;
        foreach (var character in text)
        {
            if (char.IsLower(character))
            {
                return false;
            }

            anyLetter |= char.IsUpper(character);
        }

        return anyLetter;
    }

    private static bool IsDomain(string domain) =>
        domain.Length is > 0 and <= LongestDomain
        && domain.Split('.').All(label =>
            label.Length is > 0 and <= LongestLabel
            && label[0] != '-' && label[^1] != '-'
            && label.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'));
}
