using Markdig;
using Markdig.Syntax;

namespace ArchiveMigration.Help;

/// <summary>A heading and what stands below it, up to the next heading of its level or above.</summary>
/// <param name="Level">1 for the title.</param>
/// <param name="Title">The heading's text.</param>
/// <param name="Line">Where it stands, from 1.</param>
/// <param name="Blocks">What stands before the first heading below it.</param>
/// <param name="Sections">The headings one level below.</param>
internal sealed record MarkdownSection(int Level, string Title, int Line, IReadOnlyList<Block> Blocks, IReadOnlyList<MarkdownSection> Sections)
{
    /// <summary>Reads a file as one section: its title, with everything below.</summary>
    public static MarkdownSection Read(string markdown)
    {
        var blocks = Markdown.Parse(markdown).Where(block => block is not LinkReferenceDefinitionGroup).ToList();
        return blocks is [HeadingBlock { Level: 1 } title, ..]
            ? Of(title, blocks[1..])
            : new MarkdownSection(1, string.Empty, 1, blocks, []);
    }

    private static MarkdownSection Of(HeadingBlock heading, List<Block> below)
    {
        var first = below.FindIndex(block => block is HeadingBlock);
        var own = first < 0 ? below : below[..first];
        var sections = new List<MarkdownSection>();
        for (var at = first; at >= 0 && at < below.Count;)
        {
            var child = (HeadingBlock)below[at];
            var next = below.FindIndex(at + 1, block => block is HeadingBlock other && other.Level <= child.Level);
            var end = next < 0 ? below.Count : next;
            sections.Add(Of(child, below[(at + 1)..end]));
            at = end;
        }

        return new MarkdownSection(heading.Level, PlainText.Of(heading.Inline), heading.Line + 1, own, sections);
    }
}
