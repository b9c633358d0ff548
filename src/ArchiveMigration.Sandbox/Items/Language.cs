using System.Text;

namespace ArchiveMigration.Sandbox.Items;

/// <summary>The words of which items in one language are made. Order and content are part of every recipe: they are never changed, only added to by other languages.</summary>
internal sealed partial class Language
{
    private readonly Lazy<byte[][]> htmlParagraphs;
    private readonly Lazy<byte[][]> plainLines;
    private readonly Lazy<byte[][]> richTextParagraphs;

    private Language()
    {
        htmlParagraphs = new(() => [.. Sentences!.Select(sentence => Encoding.UTF8.GetBytes($"<p class=\"MsoNormal\">{sentence}</p>\r\n"))]);
        plainLines = new(() => [.. Sentences!.Select(sentence => Encoding.Unicode.GetBytes($"{sentence}\r\n"))]);
        richTextParagraphs = new(() => [.. Sentences!.Select(sentence => Encoding.ASCII.GetBytes($"{EscapeRichText(sentence)}\\par\r\n"))]);
    }

    public required int Lcid { get; init; }

    public bool IsRightToLeft { get; init; }

    public required string ReplyPrefix { get; init; }

    public required TimeZoneRule TimeZone { get; init; }

    public required IReadOnlyList<string> Subjects { get; init; }

    public required IReadOnlyList<string> Sentences { get; init; }

    /// <summary>Names of attachments, with extensions that <see cref="FileKind"/> knows.</summary>
    public required IReadOnlyList<string> FileNames { get; init; }

    public required IReadOnlyList<string> Categories { get; init; }

    public required IReadOnlyList<string> Places { get; init; }

    public required IReadOnlyList<(string Given, string Family, string Alias)> Names { get; init; }

    /// <summary>Whether the family name comes first.</summary>
    public bool FamilyNameFirst { get; init; }

    public IReadOnlyList<byte[]> HtmlParagraphs => htmlParagraphs.Value;

    public IReadOnlyList<byte[]> PlainLines => plainLines.Value;

    public IReadOnlyList<byte[]> RichTextParagraphs => richTextParagraphs.Value;

    public static Language Of(ItemCulture culture, SeededRandom random) => culture switch
    {
        ItemCulture.English => English,
        ItemCulture.German => German,
        ItemCulture.Japanese => Japanese,
        ItemCulture.Arabic => Arabic,
        _ => Of(ItemCulture.English + random.Next(4), random),
    };

    public string NameOf((string Given, string Family, string Alias) person) =>
        FamilyNameFirst ? $"{person.Family} {person.Given}" : $"{person.Given} {person.Family}";

    /// <summary>Characters outside ASCII as \u and a number (Rich Text Format specification 1.9.1, "Unicode RTF").</summary>
    private static string EscapeRichText(string text)
    {
        var escaped = new StringBuilder();
        foreach (var character in text)
        {
            _ = char.IsAscii(character)
                ? escaped.Append(character)
                : escaped.Append(System.Globalization.CultureInfo.InvariantCulture, $"\\u{(short)character}?");
        }

        return escaped.ToString();
    }
}
