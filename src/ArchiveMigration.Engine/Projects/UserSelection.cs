namespace ArchiveMigration.Engine.Projects;

/// <summary>The users of a project that a command is about.</summary>
internal static class UserSelection
{
    /// <summary>The named ones, or all that have a destination.</summary>
    /// <exception cref="MigrationException">UserNotFound; UserAddressMissing: a named one has no destination; ProjectIncomplete: the project has no users, or none with a destination.</exception>
    public static IReadOnlyList<MigrationUser> Of(IMigrationCatalog catalog, string project, IReadOnlyList<string> addresses)
    {
        if (addresses.Count > 0)
        {
            return addresses.Select(address => Matched(catalog.GetUser(project, address))).DistinctBy(user => user.Id).ToArray();
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

    /// <summary>A sentence about the users that are left out because nothing says to whom they go; null when there are none, or users were named.</summary>
    public static string? LeftOut(IMigrationCatalog catalog, string project, IReadOnlyList<string> addresses)
    {
        var count = addresses.Count > 0 ? 0 : catalog.GetUsers(project).Count(user => !IsMatched(user));
        return count == 0
            ? null
            : $"{count:N0} {(count == 1 ? "user" : "users")} of {project} {(count == 1 ? "has" : "have")} no destination and {(count == 1 ? "is" : "are")} left out: Get-ArchiveMigrationUser {project} -Status Unmatched";
    }

    private static bool IsMatched(MigrationUser user) => user.DestinationAddress.Length > 0;

    private static MigrationUser Matched(MigrationUser user) => IsMatched(user)
        ? user
        : throw new MigrationException(ErrorIds.UserAddressMissing, MigrationErrorKind.InvalidState, $"{user.SourceAddress} has no destination, so nothing can be copied.")
        {
            Target = user.SourceAddress,
            Remedy = $"Say where it goes: Set-ArchiveMigrationUser {user.Project} {user.SourceAddress} -DestinationAddress …",
        };
}
