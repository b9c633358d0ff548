using System.Collections;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Completion;

/// <summary>Completes a user's address: of the project typed before, or of all projects.</summary>
public sealed class UserCompleter : StoreCompleter
{
    /// <inheritdoc/>
    internal override IEnumerable<(string Text, string ToolTip)> Candidates(IMigrationCatalog catalog, IDictionary bound)
    {
        IEnumerable<string> projects = bound["Project"] is string project ? [project] : catalog.GetProjects().Select(known => known.Name);
        return projects
            .SelectMany(catalog.GetUsers)
            .DistinctBy(user => user.SourceAddress, StringComparer.OrdinalIgnoreCase)
            .Select(user => (user.SourceAddress, $"{user.SourceAddress} -> {user.DestinationAddress}, {user.Status}"));
    }
}
