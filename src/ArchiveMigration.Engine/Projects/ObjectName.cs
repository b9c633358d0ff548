namespace ArchiveMigration.Engine.Projects;

/// <summary>The rules for names of endpoints and projects.</summary>
internal static class ObjectName
{
    private const int MostCharacters = 128;

    /// <summary>Characters that commands read as wildcards.</summary>
    private const string Wildcards = "*?[]";

    /// <summary>What names are compared by. SQLite's own NOCASE knows only ASCII.</summary>
    public static string Key(string name) => name.ToUpperInvariant();

    /// <summary>Refuses a name that could not be typed again.</summary>
    /// <param name="name">The name.</param>
    /// <param name="what">What it names, for the message: "endpoint", "project".</param>
    /// <exception cref="MigrationException">InvalidArgument.</exception>
    public static void Check(string? name, string what)
    {
        var fault = name switch
        {
            null => "is missing",
            _ when string.IsNullOrWhiteSpace(name) => "is empty",
            { Length: > MostCharacters } => $"is longer than {MostCharacters} characters",
            _ when char.IsWhiteSpace(name[0]) || char.IsWhiteSpace(name[^1]) => "begins or ends with a space",
            _ when name.Any(char.IsControl) => "contains a control character",
            _ when name.AsSpan().ContainsAny(Wildcards) => "contains one of * ? [ ], which commands read as wildcards",
            _ => null,
        };
        if (fault is not null)
        {
            throw CatalogError.Invalid($"The name of the {what} {fault}: '{name}'.", name, "Give it a short name of letters, digits, spaces or hyphens.");
        }
    }
}
