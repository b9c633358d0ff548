using System.Text.RegularExpressions;

namespace ArchiveMigration.Engine.Passes.Filters;

/// <summary>
/// A regular expression over a folder's path, as MigrationWiz has them: names separated by slashes, without one at the begin or the end, regardless of case.
/// </summary>
internal sealed class FolderExpression
{
    // A path is short; what takes longer would never end.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Regex expression;
    private readonly string option;

    private FolderExpression(Regex expression, string option) => (this.expression, this.option) = (expression, option);

    /// <summary>As it was given.</summary>
    public string Text => expression.ToString();

    /// <summary>Reads one.</summary>
    /// <exception cref="MigrationException">InvalidArgument.</exception>
    public static FolderExpression Parse(string text, string option)
    {
        try
        {
            return text.Length > 0 ? new FolderExpression(new Regex(text, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, Patience), option) : throw new ArgumentException("It is empty.");
        }
        catch (ArgumentException fault)
        {
            throw new MigrationException(ErrorIds.InvalidArgument, MigrationErrorKind.InvalidInput, $"{option} cannot be '{text}': it is no regular expression. {fault.Message}", fault)
            {
                Target = text,
                Remedy = "Write it as MigrationWiz does, for example ^Deleted Items(/|$), and put a backslash before characters that are meant themselves: \\( \\+ \\.",
            };
        }
    }

    /// <summary>Whether it matches.</summary>
    /// <exception cref="MigrationException">InvalidArgument: it takes too long.</exception>
    public bool Matches(string path) => Within(path, () => expression.IsMatch(path));

    /// <summary>Puts something in the place of the first match.</summary>
    /// <exception cref="MigrationException">InvalidArgument: it takes too long.</exception>
    public string Replace(string path, string with) => Within(path, () => expression.Replace(path, with, 1));

    private T Within<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (RegexMatchTimeoutException endless)
        {
            throw new MigrationException(ErrorIds.InvalidArgument, MigrationErrorKind.InvalidInput, $"{option} '{Text}' takes too long for the folder '{path}'.", endless)
            {
                Target = Text,
                Remedy = "Write it more simply: without a repetition inside a repetition. Nothing of this mailbox was copied in this pass.",
            };
        }
    }
}
