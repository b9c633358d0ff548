using ArchiveMigration.Engine.Endpoints;

namespace ArchiveMigration.Engine.Projects;

/// <summary>What an endpoint must be before it is saved.</summary>
internal static class EndpointRules
{
    /// <summary>Refuses an endpoint that could never sign in.</summary>
    /// <exception cref="MigrationException">InvalidArgument.</exception>
    public static void Check(MigrationEndpoint endpoint)
    {
        ObjectName.Check(endpoint.Name, "endpoint");
        if (!IsTenant(endpoint.TenantId))
        {
            throw CatalogError.Invalid(
                $"'{endpoint.TenantId}' cannot be the tenant of endpoint '{endpoint.Name}'.",
                endpoint.TenantId,
                "Give the tenant's id (a GUID) or one of its domains, such as contoso.onmicrosoft.com.");
        }

        if (!Guid.TryParse(endpoint.ClientId, out _))
        {
            throw CatalogError.Invalid(
                $"'{endpoint.ClientId}' cannot be the application of endpoint '{endpoint.Name}'.",
                endpoint.ClientId,
                "Give the application (client) id, a GUID, from the application's overview page in Entra ID.");
        }
    }

    private static bool IsTenant(string? tenant)
        => Guid.TryParse(tenant, out _) || (tenant is not null && tenant.Contains('.', StringComparison.Ordinal) && Uri.CheckHostName(tenant) is UriHostNameType.Dns);
}
