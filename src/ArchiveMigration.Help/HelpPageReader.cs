using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace ArchiveMigration.Help;

/// <summary>
/// Reads a command's page. The form: <c># Verb-Noun</c>, then <c>## Synopsis</c>, <c>Description</c>, <c>Examples</c> (<c>### Example 1: title</c>),
/// <c>Parameters</c> (<c>### -Name</c>), <c>Inputs</c>, <c>Outputs</c>, <c>Notes</c>, <c>Related links</c>. Syntax and types are not written: they come from the assembly.
/// </summary>
internal sealed class HelpPageReader
{
    private static readonly string[] Required = ["Synopsis", "Description", "Examples", "Parameters", "Inputs", "Outputs", "Related links"];
    private static readonly string[] Known = [.. Required, "Notes"];

    private readonly string file;
    private readonly List<HelpProblem> problems;

    private HelpPageReader(string file, List<HelpProblem> problems)
    {
        this.file = file;
        this.problems = problems;
    }

    /// <summary>Reads a page; what does not have the form becomes a problem.</summary>
    public static HelpPage Read(string file, string markdown, List<HelpProblem> problems)
        => new HelpPageReader(file, problems).Read(MarkdownSection.Read(markdown));

    /// <summary>Reads what is said once of parameters that several commands share: <c>## -Name</c> and paragraphs.</summary>
    public static IReadOnlyDictionary<string, ParameterText> ReadShared(string file, string markdown, List<HelpProblem> problems)
        => new HelpPageReader(file, problems).Parameters(MarkdownSection.Read(markdown).Sections);

    private HelpPage Read(MarkdownSection page)
    {
        var command = Path.GetFileNameWithoutExtension(file);
        if (page.Title != command)
        {
            Say(page.Line, $"the title is '{page.Title}' and should be '{command}', the file's name.");
        }

        foreach (var section in page.Sections.Where(section => !Known.Contains(section.Title)))
        {
            Say(section.Line, $"a section '{section.Title}' is not known; known are {string.Join(", ", Known)}.");
        }

        foreach (var missing in Required.Where(name => page.Sections.All(section => section.Title != name)))
        {
            Say(page.Line, $"the section '## {missing}' is missing.");
        }

        return new HelpPage
        {
            File = file,
            Command = command,
            Synopsis = string.Join(' ', Text(page, "Synopsis")),
            Description = Text(page, "Description"),
            Examples = [.. Section(page, "Examples").Sections.Select(Example)],
            Parameters = Parameters(Section(page, "Parameters").Sections),
            Inputs = Text(page, "Inputs"),
            Outputs = Text(page, "Outputs"),
            Notes = Text(page, "Notes"),
            Links = [.. Section(page, "Related links").Blocks.OfType<ListBlock>().SelectMany(list => list.OfType<ListItemBlock>()).Select(Link)],
        };
    }

    private static MarkdownSection Section(MarkdownSection page, string title)
        => page.Sections.FirstOrDefault(section => section.Title == title) ?? new MarkdownSection(2, title, page.Line, [], []);

    private IReadOnlyList<string> Text(MarkdownSection page, string title)
    {
        var section = Section(page, title);
        IReadOnlyList<string> text = [.. PlainText.Paragraphs(section.Blocks)];
        if (text.Count == 0 && page.Sections.Contains(section))
        {
            Say(section.Line, $"the section '{title}' is empty.");
        }

        return text;
    }

    private HelpExample Example(MarkdownSection section)
    {
        if (!section.Title.StartsWith("Example ", StringComparison.Ordinal) || !section.Title.Contains(": ", StringComparison.Ordinal))
        {
            Say(section.Line, $"an example is titled 'Example 1: what it does', not '{section.Title}'.");
        }

        var code = section.Blocks.OfType<FencedCodeBlock>().Select(PlainText.Code).ToList();
        if (!section.Blocks.OfType<FencedCodeBlock>().Any(block => block.Info == "powershell"))
        {
            Say(section.Line, "an example needs a block ```powershell.");
        }

        string[] remarks = [.. PlainText.Paragraphs(section.Blocks.Where(block => block is not FencedCodeBlock))];
        if (remarks.Length == 0)
        {
            Say(section.Line, "an example needs a sentence that says what it shows.");
        }

        return new HelpExample(section.Title, string.Join("\n\n", code), remarks);
    }

    private Dictionary<string, ParameterText> Parameters(IEnumerable<MarkdownSection> sections)
    {
        var parameters = new Dictionary<string, ParameterText>(StringComparer.Ordinal);
        foreach (var section in sections)
        {
            var text = new ParameterText([.. PlainText.Paragraphs(section.Blocks)], section.Line);
            if (!section.Title.StartsWith('-') || !parameters.TryAdd(section.Title[1..], text))
            {
                Say(section.Line, $"'{section.Title}' is not a parameter of its own; a parameter's heading is its name with a dash, once.");
            }
            else if (text.Paragraphs.Count == 0)
            {
                Say(section.Line, $"nothing is said of {section.Title}.");
            }
        }

        return parameters;
    }

    private static HelpLink Link(ListItemBlock item)
    {
        var paragraph = item.Descendants<ParagraphBlock>().First();
        var link = paragraph.Inline!.Descendants<LinkInline>().FirstOrDefault();
        var uri = link?.Url is { } url && PlainText.IsWeb(url) ? url : null;
        return new HelpLink(uri is null ? PlainText.Of(paragraph.Inline) : PlainText.Of(link), uri, item.Line + 1);
    }

    private void Say(int line, string text) => problems.Add(new HelpProblem(file, line, text));
}
