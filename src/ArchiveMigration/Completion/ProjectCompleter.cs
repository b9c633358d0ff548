using System.Collections;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Completion;

/// <summary>Completes the name of a project.</summary>
public sealed class ProjectCompleter : StoreCompleter
{
    /// <inheritdoc/>
    internal override IEnumerable<(string Text, string ToolTip)> Candidates(IMigrationCatalog catalog, IDictionary bound, string word)
        => catalog.GetProjects().Select(project => (project.Name, $"{project.Source} -> {project.Destination}"));
}
