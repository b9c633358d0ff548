using System.Text.RegularExpressions;

namespace ArchiveMigration.Help;

/// <summary>A parameter's default, which its text says in a sentence of its own: <c>Default: 20.</c></summary>
internal static partial class DefaultValue
{
    /// <summary>The default, or null when the text names none, or explains it in a sentence too long for a table.</summary>
    public static string? Of(IEnumerable<string> paragraphs)
        => paragraphs.Select(text => Sentence().Match(text)).FirstOrDefault(match => match.Success)?.Groups[1].Value;

    [GeneratedRegex(@"\bDefault: (.{1,40}?)(?:\.(?:\s|$)|;)")]
    private static partial Regex Sentence();
}
