using System.Text;

namespace ArchiveMigration.Engine.Tests.Exchange;

/// <summary>An answer of exportItems made at random: orders, blanks, escapes and unknown properties as JSON allows them.</summary>
/// <param name="Json">The answer.</param>
/// <param name="Items">What is in it: "id:content", "id:code/message" or "id:nothing".</param>
internal sealed record MadeAnswer(byte[] Json, IReadOnlyList<string> Items)
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    public static MadeAnswer Make(Random random)
    {
        var items = new List<string>();
        var elements = new List<string>();
        for (int i = random.Next(0, 6); i > 0; i--)
        {
            string id = $"AQ-{i}_=\u00e9";
            (string element, string shown) = Element(random, id);
            elements.Add(element);
            items.Add($"{id}:{shown}");
        }

        string B() => Blank(random);
        string value = $"\"value\"{B()}:{B()}[{B()}{string.Join($"{B()},{B()}", elements)}{B()}]";
        string context = "\"@odata.context\":\"https://graph.microsoft.com/$metadata#Collection(\\\"x\\\")\"";
        string other = "\"other\":{\"value\":[1,-2.5e3,true,null,{\"data\":\"AAAA\"},[]],\"s\":\"}]\\\\\"}";
        string[] properties = random.Next(3) switch
        {
            0 => [context, value],
            1 => [value, other],
            _ => [other, value, context],
        };
        return new MadeAnswer(Encoding.UTF8.GetBytes($"{B()}{{{B()}{string.Join($"{B()},{B()}", properties)}{B()}}}{B()}"), items);
    }

    private static (string Element, string Shown) Element(Random random, string id)
    {
        string named = $"\"itemId\":\"{id.Replace("=", random.Next(2) == 0 ? "=" : "\\u003d", StringComparison.Ordinal)}\"";
        string changeKey = "\"changeKey\":\"CQAA\\/\"";
        switch (random.Next(5))
        {
            case 0:
                string name = random.Next(2) == 0 ? "error" : "Error";
                return ($"{{{named},\"{name}\":{{\"code\":\"ErrorItemNotFound\",\"inner\":[],\"message\":\"Not \\\"here\\\"\"}}}}", "ErrorItemNotFound/Not \"here\"");
            case 1:
                return ($"{{{changeKey},{named},\"data\":null}}", "nothing");
            default:
                (string written, string content) = Content(random);
                string[] before = random.Next(2) == 0 ? [named, changeKey] : [changeKey, "\"error\":null", named];
                string[] after = random.Next(2) == 0 ? [] : ["\"more\":{\"a\":[\"b\"]}", "\"error\":null"];
                return ($"{{{string.Join(",", [.. before, $"\"data\":{Blank(random)}\"{written}\"", .. after])}}}", content.Length == 0 ? "nothing" : content);
        }
    }

    private static (string Written, string Content) Content(Random random)
    {
        var written = new StringBuilder();
        var content = new StringBuilder();
        for (int i = random.Next(4) == 0 ? 0 : random.Next(1, 300); i > 0; i--)
        {
            char letter = Letters[random.Next(Letters.Length)];
            content.Append(letter);
            written.Append((letter, random.Next(3)) switch
            {
                ('/', 0) => "\\/",
                ('+' or '/', 1) => $"\\u00{(int)letter:x2}",
                _ => letter.ToString(),
            });
        }

        return (written.ToString(), content.ToString());
    }

    private static string Blank(Random random) => random.Next(3) == 0 ? " \r\n\t"[random.Next(4)].ToString() : string.Empty;
}
