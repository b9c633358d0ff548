using System.Text;
using Markdig.Syntax;

namespace ArchiveMigration.Help;

/// <summary>An about_ topic as the text that Get-Help shows as it is: <c>about_*.help.txt</c>, wrapped at 80 columns.</summary>
internal sealed class AboutTopic
{
    private const int Width = 80;
    private const string Indent = "    ";

    private readonly StringBuilder text = new();

    private AboutTopic()
    {
    }

    /// <summary>The topic's text. Its page begins with its name as the title and a section <c>## Short description</c>, which Get-Help shows in lists.</summary>
    public static string Of(string file, string markdown, List<HelpProblem> problems)
    {
        var page = MarkdownSection.Read(markdown);
        var name = Path.GetFileNameWithoutExtension(file);
        if (page.Title != name)
        {
            problems.Add(new HelpProblem(file, page.Line, $"the title is '{page.Title}' and should be '{name}', the file's name."));
        }

        if (page.Sections is not [{ Title: "Short description", Blocks: [ParagraphBlock description] }, ..] || PlainText.Of(description.Inline).Length > Width - Indent.Length)
        {
            problems.Add(new HelpProblem(file, page.Line, $"a topic begins with a section '## Short description' of one paragraph and {Width - Indent.Length} characters at most: lists show its first line only."));
        }

        var topic = new AboutTopic();
        topic.Line(string.Empty, "TOPIC");
        topic.Line(Indent, name);
        foreach (var section in page.Sections)
        {
            topic.Write(section);
        }

        return topic.text.ToString();
    }

    private void Write(MarkdownSection section)
    {
        text.Append('\n');
        Line(section.Level == 2 ? string.Empty : "  ", section.Level == 2 ? section.Title.ToUpperInvariant() : section.Title);
        var first = true;
        foreach (var block in section.Blocks)
        {
            if (!first)
            {
                text.Append('\n');
            }

            first = false;
            Write(block);
        }

        foreach (var below in section.Sections)
        {
            Write(below);
        }
    }

    private void Write(Block block)
    {
        foreach (var paragraph in PlainText.Paragraphs([block]))
        {
            if (block is CodeBlock)
            {
                foreach (var line in paragraph.Split('\n'))
                {
                    Line(Indent + Indent, line);
                }
            }
            else
            {
                Wrap(paragraph, block is ListBlock);
            }
        }
    }

    /// <summary>Breaks a paragraph between words; the further lines of a list's item stand under its text, not under its dash.</summary>
    private void Wrap(string paragraph, bool hangs)
    {
        var line = new StringBuilder();
        var indent = Indent;
        foreach (var word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && indent.Length + line.Length + 1 + word.Length > Width)
            {
                Line(indent, line.ToString());
                line.Clear();
                indent = hangs ? Indent + "  " : Indent;
            }

            line.Append(line.Length > 0 ? " " : string.Empty).Append(word);
        }

        Line(indent, line.ToString());
    }

    private void Line(string indent, string line) => text.Append(indent.AsSpan(0, line.Length == 0 ? 0 : indent.Length)).Append(line).Append('\n');
}
