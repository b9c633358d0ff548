using ArchiveMigration.Engine.Endpoints;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Engine.Exchange.Authentication;

/// <summary>Says what an application has to be granted, from what is stored alone.</summary>
internal sealed class ConsentGuide(IMigrationCatalog catalog)
{
    /// <param name="endpoint">Tenant and application, saved or not.</param>
    /// <param name="side">What the endpoint is used as; null = what it is in the project, without one both.</param>
    /// <param name="projectName">The project whose mailboxes the application may reach; null = mailboxes that the administrator fills in.</param>
    /// <param name="filter">A recipient filter of Exchange that picks the mailboxes; null = the project's users by address.</param>
    /// <exception cref="MigrationException">ProjectNotFound; InvalidArgument: the project does not use the endpoint.</exception>
    public EndpointConsent Describe(MigrationEndpoint endpoint, MigrationSide? side, string? projectName, string? filter)
    {
        EndpointRules.Check(endpoint);
        var project = projectName is null ? null : catalog.GetProject(projectName);
        MigrationSide[] sides = side is { } one ? [one] : project is null ? [MigrationSide.Source, MigrationSide.Destination] : [SideIn(project, endpoint.Name)];
        IReadOnlyList<string> addresses = project is null || filter is not null
            ? []
            : [.. catalog.GetUsers(project.Name).Select(user => sides[0] == MigrationSide.Source ? user.SourceAddress : user.DestinationAddress).Where(address => address.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];
        return new EndpointConsent
        {
            Name = endpoint.Name,
            TenantId = endpoint.TenantId,
            ClientId = endpoint.ClientId,
            ConsentUrl = AdminConsent.UrlFor(endpoint),
            Permissions = [.. sides.SelectMany(LeastPermissions.WithOptional).OrderBy(need => need.IsOptional)],
            ExchangeScript = new ApplicationScopeScript(endpoint, sides, project?.Name, addresses, filter).Write(),
        };
    }

    private static MigrationSide SideIn(MigrationProject project, string endpoint)
    {
        if (ObjectName.Key(project.Source) == ObjectName.Key(endpoint))
        {
            return MigrationSide.Source;
        }

        return ObjectName.Key(project.Destination) == ObjectName.Key(endpoint)
            ? MigrationSide.Destination
            : throw CatalogError.Invalid(
                $"Project '{project.Name}' goes from '{project.Source}' to '{project.Destination}' and does not use the endpoint '{endpoint}'.",
                endpoint,
                "Name one of the project's endpoints, or say which side is meant: -Side Source or -Side Destination.");
    }
}
