using System.Globalization;
using System.Text;

namespace ArchiveMigration.Engine.Reports;

/// <summary>
/// Any text as a constant or a comment of a PowerShell script, so that nothing of it is ever run. Only plain ASCII is written as it is: PowerShell takes
/// typographic quotation marks for straight ones, and Windows PowerShell reads a file without a byte order mark in the machine's code page, where
/// bytes of other letters turn into such marks.
/// </summary>
internal static class PowerShellText
{
    /// <summary>An expression whose value is the text: <c>'o''neil'</c>, <c>('bj' + [char]0x00F6 + 'rn')</c>.</summary>
    public static string Literal(string text)
    {
        if (text.All(IsPlain))
        {
            return $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
        }

        var parts = new StringBuilder("(");
        for (var start = 0; start < text.Length || start == 0;)
        {
            var end = start;
            while (end < text.Length && IsPlain(text[end]))
            {
                end++;
            }

            // Also when empty: a text must come first, so that + joins texts and does not add numbers.
            parts.Append(start == 0 ? string.Empty : " + ").Append(Literal(text[start..end]));
            while (end < text.Length && !IsPlain(text[end]))
            {
                parts.Append(CultureInfo.InvariantCulture, $" + [char]0x{(int)text[end++]:X4}");
            }

            start = end;
        }

        return parts.Append(')').ToString();
    }

    /// <summary>A comment on one line, whatever the text is.</summary>
    public static string Comment(string text) => $"# {string.Concat(text.Select(character => IsPlain(character) || char.IsLetterOrDigit(character) ? character : '?'))}";

    private static bool IsPlain(char character) => character is >= ' ' and <= '~';
}
