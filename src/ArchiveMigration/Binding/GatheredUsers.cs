using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Binding;

/// <summary>
/// Users gathered from a pipeline, by project, for commands that start when the pipeline has ended: a project named without users means
/// all of its users.
/// </summary>
internal sealed class GatheredUsers
{
    private readonly Dictionary<string, List<MigrationUser>?> projects = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The projects, each with the source addresses to work on; an empty list means all.</summary>
    public IEnumerable<(string Project, IReadOnlyList<string> Addresses)> All => projects.Select(entry => (
        entry.Key,
        (IReadOnlyList<string>)[.. (entry.Value ?? []).DistinctBy(user => user.Id).Select(user => user.SourceAddress)]));

    /// <summary>Adds what one input object names. A wildcard that matches nobody adds nobody.</summary>
    public void Add(IMigrationCatalog catalog, string projectName, string[]? users)
    {
        var project = catalog.GetProject(projectName).Name;
        if (users is not { Length: > 0 })
        {
            projects[project] = null;
            return;
        }

        var selected = Selection.Users(catalog, project, users);
        if (selected.Count == 0)
        {
            return;
        }

        if (!projects.TryGetValue(project, out var gathered))
        {
            projects[project] = gathered = [];
        }

        gathered?.AddRange(selected);
    }
}
