using System.Management.Automation;

namespace ArchiveMigration.Completion;

/// <summary>Chooses and quotes what PowerShell offers for a half-typed word.</summary>
internal static class CompletionList
{
    /// <summary>The candidates that begin with the word (or match its wildcards), ready to stand on a command line.</summary>
    public static List<CompletionResult> Of(string? word, IEnumerable<(string Text, string ToolTip)> candidates)
    {
        var bare = (word ?? string.Empty).Trim('\'', '"');
        var pattern = WildcardPattern.Get(bare + "*", WildcardOptions.IgnoreCase);
        return [.. candidates
            .Where(candidate => pattern.IsMatch(candidate.Text))
            .Select(candidate => new CompletionResult(Quoted(candidate.Text), candidate.Text, CompletionResultType.ParameterValue, candidate.ToolTip))];
    }

    private static string Quoted(string text) => text.All(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' or '@') && text[0] is not ('@' or '-')
        ? text
        : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
