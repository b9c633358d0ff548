namespace ArchiveMigration.Engine.Projects;

/// <summary>The failures of the catalog, each naming the value and the way out.</summary>
internal static class CatalogError
{
    public static MigrationException Invalid(string message, string? target, string remedy)
        => new(ErrorIds.InvalidArgument, MigrationErrorKind.InvalidInput, message) { Target = target, Remedy = remedy };

    public static MigrationException Exists(string errorId, string what, string name, string remedy)
        => new(errorId, MigrationErrorKind.AlreadyExists, $"The {what} '{name}' exists already.") { Target = name, Remedy = remedy };

    /// <summary>Something named does not exist; the remedy names what does.</summary>
    /// <param name="errorId">The condition.</param>
    /// <param name="message">What was looked for, where.</param>
    /// <param name="name">The name that was given.</param>
    /// <param name="existing">The names there are.</param>
    /// <param name="whenNone">What to do when there are none.</param>
    public static MigrationException NotFound(string errorId, string message, string name, IReadOnlyCollection<string> existing, string whenNone)
        => new(errorId, MigrationErrorKind.NotFound, message)
        {
            Target = name,
            Remedy = existing.Count == 0 ? whenNone : NearestNames.Hint(name, existing),
        };
}
