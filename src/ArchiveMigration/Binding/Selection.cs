using System.Management.Automation;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Binding;

/// <summary>Names and wildcards, as given to a parameter, to the objects they mean.</summary>
internal static class Selection
{
    /// <summary>Those whose name matches, each once; all when there is no pattern. A name without wildcards must exist: <paramref name="get"/> throws otherwise.</summary>
    public static IEnumerable<T> Of<T>(string pattern, Func<IReadOnlyList<T>> all, Func<T, string> name, Func<string, T> get)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(pattern))
        {
            return [get(pattern)];
        }

        var wildcard = WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase);
        return all().Where(candidate => wildcard.IsMatch(name(candidate)));
    }

    /// <summary>The users of a project meant by addresses and wildcards over source and destination addresses, each once; all when there is none.</summary>
    public static IReadOnlyList<MigrationUser> Users(IMigrationCatalog catalog, string project, IReadOnlyCollection<string>? patterns)
    {
        if (patterns is not { Count: > 0 })
        {
            return catalog.GetUsers(project);
        }

        IReadOnlyList<MigrationUser>? users = null;
        var selected = new List<MigrationUser>();
        foreach (var pattern in patterns)
        {
            if (WildcardPattern.ContainsWildcardCharacters(pattern))
            {
                var wildcard = WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase);
                users ??= catalog.GetUsers(project);
                selected.AddRange(users.Where(user => wildcard.IsMatch(user.SourceAddress) || wildcard.IsMatch(user.DestinationAddress)));
            }
            else
            {
                selected.Add(catalog.GetUser(project, pattern));
            }
        }

        return [.. selected.DistinctBy(user => user.Id)];
    }

    /// <summary>The projects meant by names and wildcards; all when there is none.</summary>
    public static IEnumerable<MigrationProject> Projects(IMigrationCatalog catalog, string pattern)
        => Of(pattern, catalog.GetProjects, project => project.Name, catalog.GetProject);
}
