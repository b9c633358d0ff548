using System.Collections;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Completion;

/// <summary>Completes the name of an endpoint.</summary>
public sealed class EndpointCompleter : StoreCompleter
{
    /// <inheritdoc/>
    internal override IEnumerable<(string Text, string ToolTip)> Candidates(IMigrationCatalog catalog, IDictionary bound, string word)
        => catalog.GetEndpoints().Select(endpoint => (endpoint.Name, $"{endpoint.TenantId} ({endpoint.Cloud.Name})"));
}
