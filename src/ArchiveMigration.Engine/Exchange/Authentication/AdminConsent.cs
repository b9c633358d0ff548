using ArchiveMigration.Engine.Endpoints;

namespace ArchiveMigration.Engine.Exchange.Authentication;

/// <summary>The page where an administrator grants an application its permissions (Microsoft identity platform, admin consent).</summary>
internal static class AdminConsent
{
    public static Uri UrlFor(MigrationEndpoint endpoint) =>
        new(endpoint.Cloud.Authority, $"{Uri.EscapeDataString(endpoint.TenantId)}/adminconsent?client_id={Uri.EscapeDataString(endpoint.ClientId)}");
}
