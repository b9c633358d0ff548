using System.Collections;
using System.Management.Automation;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Completion;

/// <summary>Completes a user's address: of the project typed before, or of all projects.</summary>
public sealed class UserCompleter : StoreCompleter
{
    /// <inheritdoc/>
    internal override IEnumerable<(string Text, string ToolTip)> Candidates(IMigrationCatalog catalog, IDictionary bound, string word)
    {
        // With a wildcard in it everybody has to be looked at, without one the store finds who begins so.
        Func<string, IEnumerable<MigrationUser>> users = WildcardPattern.ContainsWildcardCharacters(word) ? catalog.GetUsers : project => catalog.FindUsers(project, word, CompletionList.MostOffered);
        IEnumerable<string> projects = bound["Project"] is string project ? [project] : catalog.GetProjects().Select(known => known.Name);
        return projects
            .SelectMany(users)
            .DistinctBy(user => user.SourceAddress, StringComparer.OrdinalIgnoreCase)
            .Select(user => (user.SourceAddress, $"{user.SourceAddress} -> {user.DestinationAddress}, {user.Status}"));
    }
}
