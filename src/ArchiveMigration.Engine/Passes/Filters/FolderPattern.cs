namespace ArchiveMigration.Engine.Passes.Filters;

/// <summary>
/// A folder as Exchange's *Request cmdlets name it: <c>Projects</c>, <c>Projects/2019</c>, <c>Projects/*</c> (it and all below), <c>#Inbox#</c> whatever its name is in
/// the mailbox's language, <c>#Inbox#/*</c>. A slash within a name is written <c>\/</c>, a leading number sign <c>\#</c>. Names are compared regardless of case.
/// </summary>
internal sealed class FolderPattern
{
    private readonly string? wellKnown;
    private readonly IReadOnlyList<string> names;
    private readonly bool withSubfolders;

    private FolderPattern(string text, string? wellKnown, IReadOnlyList<string> names, bool withSubfolders)
        => (Text, this.wellKnown, this.names, this.withSubfolders) = (text, wellKnown, names, withSubfolders);

    /// <summary>As it was given.</summary>
    public string Text { get; }

    /// <summary>The folder's name that is the same in every language, when it names one.</summary>
    public string? WellKnown => wellKnown;

    /// <summary>Reads one.</summary>
    /// <exception cref="MigrationException">InvalidArgument.</exception>
    public static FolderPattern Parse(string text, string option)
    {
        var rest = text.Trim().TrimStart('/');
        string? wellKnown = null;
        if (rest.StartsWith('#'))
        {
            var end = rest.IndexOf('#', 1);
            var name = end > 0 ? rest[1..end] : string.Empty;
            wellKnown = WellKnownFolders.Find(name)
                ?? throw Invalid(text, option, $"Between number signs goes one of {string.Join(", ", WellKnownFolders.Names)}. For a folder whose name begins with # write \\#.");
            rest = rest[(end + 1)..];
            if (rest.Length > 0 && rest[0] != '/')
            {
                throw Invalid(text, option, $"After #{name}# goes nothing, /* or the path of a folder below it.");
            }
        }

        var withSubfolders = rest is "*" || rest.EndsWith("/*", StringComparison.Ordinal);
        var names = FolderNames.Split(withSubfolders ? rest[..^1] : rest);
        if (names.Count == 0 && wellKnown is null)
        {
            throw Invalid(text, option, "Name a folder: Projects, Projects/2019, Projects/* with all folders below, or #DeletedItems#.");
        }

        return new FolderPattern(text.Trim(), wellKnown, names, withSubfolders);
    }

    /// <summary>Whether a folder is meant.</summary>
    /// <param name="path">The folders on the way to it, from the top, it last.</param>
    public bool Matches(IReadOnlyList<NamedFolder> path)
    {
        if (wellKnown is null)
        {
            return MatchesFrom(path, 0);
        }

        for (var index = 0; index < path.Count; index++)
        {
            if (path[index].WellKnown == wellKnown && MatchesFrom(path, index + 1))
            {
                return true;
            }
        }

        return false;
    }

    private bool MatchesFrom(IReadOnlyList<NamedFolder> path, int first)
    {
        var left = path.Count - first;
        if (left < names.Count || (left > names.Count && !withSubfolders))
        {
            return false;
        }

        for (var index = 0; index < names.Count; index++)
        {
            if (!names[index].Equals(path[first + index].Name, StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        return true;
    }

    private static MigrationException Invalid(string text, string option, string remedy)
        => new(ErrorIds.InvalidArgument, MigrationErrorKind.InvalidInput, $"{option} cannot be '{text}'.") { Target = text, Remedy = remedy };
}
