namespace ArchiveMigration.Engine.Projects;

/// <summary>The users of a project that a command is about.</summary>
internal static class UserSelection
{
    /// <summary>Those of the named ones, or of all, that have a destination.</summary>
    /// <exception cref="MigrationException">UserNotFound; UserAddressMissing: none of those named has a destination; ProjectIncomplete: the project has no users, or none with a destination.</exception>
    public static IReadOnlyList<MigrationUser> Of(IMigrationCatalog catalog, string project, IReadOnlyList<string> addresses)
    {
        if (addresses.Count > 0)
        {
            // One without a destination must not keep the others of a wildcard or a pipeline from going.
            var named = Named(catalog, project, addresses);
            MigrationUser[] going = [.. named.Where(IsMatched)];
            return going.Length > 0 ? going : throw NoDestination(named[0]);
        }

        var users = catalog.GetUsers(project);
        if (users.Count == 0)
        {
            throw new MigrationException(ErrorIds.ProjectIncomplete, MigrationErrorKind.InvalidState, $"The project {project} has no users.")
            {
                Target = project,
                Remedy = $"Add some, for example: Get-EXOMailbox -Archive | Add-ArchiveMigrationUser -Project {project}",
            };
        }

        MigrationUser[] matched = [.. users.Where(IsMatched)];
        return matched.Length > 0
            ? matched
            : throw new MigrationException(ErrorIds.ProjectIncomplete, MigrationErrorKind.InvalidState, $"None of the {users.Count:N0} users of {project} has a destination.")
            {
                Target = project,
                Remedy = $"Say where they go, for example: Set-ArchiveMigrationUser {project} -DestinationDomain fabrikam.com",
            };
    }

    /// <summary>A sentence about the users that are left out because nothing says to whom they go; null when there are none.</summary>
    public static string? LeftOut(IMigrationCatalog catalog, string project, IReadOnlyList<string> addresses)
    {
        var count = (addresses.Count > 0 ? Named(catalog, project, addresses) : catalog.GetUsers(project)).Count(user => !IsMatched(user));
        return count == 0
            ? null
            : $"{count:N0} {(count == 1 ? "user" : "users")} of {project} {(count == 1 ? "has" : "have")} no destination and {(count == 1 ? "is" : "are")} left out: Get-ArchiveMigrationUser {project} -Status Unmatched";
    }

    private static bool IsMatched(MigrationUser user) => user.DestinationAddress.Length > 0;

    private static IReadOnlyList<MigrationUser> Named(IMigrationCatalog catalog, string project, IReadOnlyList<string> addresses)
        => [.. addresses.Select(address => catalog.GetUser(project, address)).DistinctBy(user => user.Id)];

    private static MigrationException NoDestination(MigrationUser user)
        => new(ErrorIds.UserAddressMissing, MigrationErrorKind.InvalidState, $"{user.SourceAddress} has no destination, so nothing can be copied.")
        {
            Target = user.SourceAddress,
            Remedy = $"Say where it goes: Set-ArchiveMigrationUser {user.Project} {user.SourceAddress} -DestinationAddress …",
        };
}
