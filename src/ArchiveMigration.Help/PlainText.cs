using System.Text;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace ArchiveMigration.Help;

/// <summary>Markdown as it reads on a console: no marks, one line a paragraph.</summary>
internal static class PlainText
{
    /// <summary>Paragraphs; a list's items are paragraphs with a dash before them, code keeps its lines.</summary>
    public static IEnumerable<string> Paragraphs(IEnumerable<Block> blocks) => blocks.SelectMany(block => block switch
    {
        ParagraphBlock paragraph => [Of(paragraph.Inline)],
        CodeBlock code => [Code(code)],
        ListBlock list => list.OfType<ListItemBlock>().Select((item, at) => Mark(list, at) + string.Join(' ', Paragraphs(item))),
        ContainerBlock container => Paragraphs(container),
        _ => Enumerable.Empty<string>(),
    });

    /// <summary>A heading's or a paragraph's text.</summary>
    public static string Of(ContainerInline? inlines)
    {
        var text = new StringBuilder();
        Add(text, inlines);
        return text.ToString().Trim();
    }

    /// <summary>The lines of a block of code.</summary>
    public static string Code(CodeBlock code) => code.Lines.ToString().Replace("\r", string.Empty, StringComparison.Ordinal).TrimEnd('\n');

    private static string Mark(ListBlock list, int at) => list.IsOrdered ? $"{at + 1}. " : "- ";

    private static void Add(StringBuilder text, ContainerInline? inlines)
    {
        foreach (var inline in inlines ?? Enumerable.Empty<Inline>())
        {
            switch (inline)
            {
                case LiteralInline literal:
                    text.Append(literal.Content.AsSpan());
                    break;
                case CodeInline code:
                    text.Append(code.Content);
                    break;
                case LineBreakInline:
                    text.Append(' ');
                    break;
                case AutolinkInline link:
                    text.Append(link.Url);
                    break;
                case HtmlEntityInline entity:
                    text.Append(entity.Transcoded.AsSpan());
                    break;
                case LinkInline { Url: { } url } link when IsWeb(url):
                    Add(text, link);
                    text.Append(" (").Append(url).Append(')');
                    break;
                case ContainerInline container:
                    Add(text, container);
                    break;
            }
        }
    }

    internal static bool IsWeb(string url) => url.StartsWith("http", StringComparison.OrdinalIgnoreCase);
}
