using System.Globalization;
using System.Text;

namespace ArchiveMigration.Sandbox.Msg;

/// <summary>
/// In which code page a message's strings of type 0x001E are: PidTagMessageCodepage says it. Files without it were written by
/// programs that used the author's Windows code page, which PidTagMessageLocaleId tells; PidTagInternetCodepage is only about the
/// body, and comes last for that reason.
/// </summary>
internal static class MessageCodePage
{
    private const ushort MessageCodepage = 0x3FFD;
    private const ushort InternetCodepage = 0x3FDE;
    private const ushort MessageLocaleId = 0x3FF1;
    private const int Windows1252 = 1252;
    private const int UsAscii = 20127;
    private const int Utf16LittleEndian = 1200;
    private const int Utf16BigEndian = 1201;

    static MessageCodePage() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The code page of a message; an embedded message that says nothing follows the one it is in.</summary>
    public static int Of(MsgPropertyList properties, int? outer) =>
        Usable(properties.FindInt32(MessageCodepage))
        ?? Usable(OfLocale(properties.FindInt32(MessageLocaleId)))
        ?? Usable(properties.FindInt32(InternetCodepage))
        ?? outer
        ?? Windows1252;

    /// <summary>The encoding of a code page that <see cref="Of"/> gave.</summary>
    public static Encoding EncodingOf(int codePage) => Encoding.GetEncoding(codePage);

    // Strings of single bytes cannot be in UTF-16, whatever the file says; and what says ASCII is often Latin in truth.
    private static int? Usable(int? codePage) => codePage switch
    {
        null or <= 0 or Utf16LittleEndian or Utf16BigEndian => null,
        UsAscii => Windows1252,
        { } page => IsKnown(page) ? page : null,
    };

    private static bool IsKnown(int codePage)
    {
        try
        {
            return Encoding.GetEncoding(codePage) is { CodePage: var known } && known == codePage;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    private static int? OfLocale(int? locale)
    {
        try
        {
            return locale is > 0 and <= ushort.MaxValue ? CultureInfo.GetCultureInfo(locale.Value).TextInfo.ANSICodePage : null;
        }
        catch (CultureNotFoundException)
        {
            return null;
        }
    }
}
