namespace ArchiveMigration.Engine.Projects;

/// <summary>The users of a project that a command is about.</summary>
internal static class UserSelection
{
    /// <summary>The named ones, or all.</summary>
    /// <exception cref="MigrationException">UserNotFound, or ProjectIncomplete when the project has no users.</exception>
    public static IReadOnlyList<MigrationUser> Of(IMigrationCatalog catalog, string project, IReadOnlyList<string> addresses)
    {
        if (addresses.Count > 0)
        {
            return addresses.Select(address => catalog.GetUser(project, address)).DistinctBy(user => user.Id).ToArray();
        }

        var users = catalog.GetUsers(project);
        return users.Count > 0
            ? users
            : throw new MigrationException(ErrorIds.ProjectIncomplete, MigrationErrorKind.InvalidState, $"The project {project} has no users.")
            {
                Target = project,
                Remedy = $"Add some, for example: Get-EXOMailbox -Archive | Add-ArchiveMigrationUser -Project {project}",
            };
    }
}
