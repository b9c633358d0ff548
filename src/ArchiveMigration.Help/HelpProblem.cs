namespace ArchiveMigration.Help;

/// <summary>Something in a page that does not fit the commands, as MSBuild shows errors: with file and line.</summary>
/// <param name="File">The page.</param>
/// <param name="Line">From 1.</param>
/// <param name="Text">What is wrong and what belongs there.</param>
internal sealed record HelpProblem(string File, int Line, string Text)
{
    /// <inheritdoc/>
    public override string ToString() => $"{File}({Line}): error HELP: {Text}";
}
