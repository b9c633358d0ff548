using System.Management.Automation;

namespace ArchiveMigration.Completion;

/// <summary>Chooses and quotes what PowerShell offers for a half-typed word.</summary>
internal static class CompletionList
{
    /// <summary>More than anybody reads; a project can have 50,000 users, and each key press would show them all.</summary>
    public const int MostOffered = 200;

    /// <summary>What was typed, without the quotation mark before it.</summary>
    public static string Bare(string? word) => (word ?? string.Empty).Trim('\'', '"');

    /// <summary>The candidates that begin with the word (or match its wildcards), ready to stand on a command line.</summary>
    public static List<CompletionResult> Of(string? word, IEnumerable<(string Text, string ToolTip)> candidates)
    {
        var pattern = WildcardPattern.Get(Bare(word) + "*", WildcardOptions.IgnoreCase);
        return [.. candidates
            .Where(candidate => pattern.IsMatch(candidate.Text))
            .Take(MostOffered)
            .Select(candidate => new CompletionResult(Quoted(candidate.Text), candidate.Text, CompletionResultType.ParameterValue, candidate.ToolTip))];
    }

    private static string Quoted(string text) => text.All(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' or '@') && text[0] is not ('@' or '-')
        ? text
        : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
