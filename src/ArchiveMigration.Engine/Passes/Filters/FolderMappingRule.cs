namespace ArchiveMigration.Engine.Passes.Filters;

/// <summary>
/// Where folders go, as MigrationWiz writes it: <c>^Inbox->Old mail/Inbox</c>. Left a regular expression over the path at the source, right what takes the place of the
/// part that matches (<c>$1</c> is the first group).
/// </summary>
internal sealed class FolderMappingRule
{
    private const string Arrow = "->";

    private readonly FolderExpression from;
    private readonly string to;

    private FolderMappingRule(FolderExpression from, string to) => (this.from, this.to) = (from, to);

    /// <summary>Reads one.</summary>
    /// <exception cref="MigrationException">InvalidArgument.</exception>
    public static FolderMappingRule Parse(string text)
    {
        var arrow = text.IndexOf(Arrow, StringComparison.Ordinal);
        if (arrow < 0)
        {
            throw new MigrationException(ErrorIds.InvalidArgument, MigrationErrorKind.InvalidInput, $"FolderMapping cannot be '{text}': it has no arrow.")
            {
                Target = text,
                Remedy = "Write it as MigrationWiz does: ^Old Name->New Name, a regular expression over the path at the source, an arrow, and what takes its place.",
            };
        }

        return new FolderMappingRule(FolderExpression.Parse(text[..arrow].Trim(), nameof(Projects.ProjectOptions.FolderMapping)), text[(arrow + Arrow.Length)..].Trim());
    }

    /// <summary>The names of the folder that a path goes to; null when the rule is not for it, or leaves no name.</summary>
    public IReadOnlyList<string>? Map(string path) => from.Matches(path) && FolderNames.Split(from.Replace(path, to)) is { Count: > 0 } names ? names : null;
}
