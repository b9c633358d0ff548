using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace ArchiveMigration.Engine.Reports.Page;

/// <summary>
/// Writes a page as it goes. What stands in the literal parts of an interpolated string is markup; every value put into one is encoded, so that nothing out
/// of a mailbox can become markup.
/// </summary>
internal sealed partial class PageWriter(TextWriter output)
{
    /// <summary>Writes markup with values in it.</summary>
    [SuppressMessage("Performance", "CA1822", Justification = "The string is written to this page while it is put together.")]
    public void Write([InterpolatedStringHandlerArgument("")] Markup markup) => _ = markup;

    /// <summary>A cell of a table with a number, aligned to the right.</summary>
    /// <param name="text">The number as shown.</param>
    /// <param name="isWide">Whether it is left out where there is little room.</param>
    public void Number(string text, bool isWide = false) => Write($"<td class=\"n{(isWide ? " wide" : string.Empty)}\">{text}</td>");

    /// <summary>A mail address, which is broken after its at sign where it does not fit.</summary>
    public void Address(string address)
    {
        var domain = address.IndexOf('@', StringComparison.Ordinal) + 1;
        Write($"{address[..domain]}<wbr>{address[domain..]}");
    }

    /// <summary>A text for people; names of commands in it are marked as such, so that they are not broken at their hyphen.</summary>
    public void Prose(string? text)
    {
        var from = 0;
        foreach (Match command in Commands().Matches(text ?? string.Empty))
        {
            Write($"{text![from..command.Index]}<code>{command.Value}</code>");
            from = command.Index + command.Length;
        }

        Write($"{text?[from..]}");
    }

    /// <summary>Writes the parts of an interpolated string.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Markup
    {
        private readonly TextWriter output;

        public Markup(int literalLength, int formattedCount, PageWriter page)
        {
            _ = (literalLength, formattedCount);
            output = page.Output;
        }

        public void AppendLiteral(string markup) => output.Write(markup);

        public void AppendFormatted(string? text) => WebUtility.HtmlEncode(text, output);

        public void AppendFormatted(long number) => output.Write(number.ToString("N0", CultureInfo.InvariantCulture));

        /// <summary>A length in a drawing.</summary>
        public void AppendFormatted(double length) => output.Write(Math.Round(length, 1).ToString(CultureInfo.InvariantCulture));

        public void AppendFormatted(double length, string format) => output.Write(length.ToString(format, CultureInfo.InvariantCulture));
    }

    private TextWriter Output => output;

    /// <summary>Verb-Noun.</summary>
    [GeneratedRegex(@"\b[A-Z][a-z]+-[A-Z][A-Za-z]+\b", RegexOptions.CultureInvariant)]
    private static partial Regex Commands();
}
