using ArchiveMigration.Sandbox.Tenants;

namespace ArchiveMigration.Sandbox.Entra;

/// <summary>What a bearer token that we issued allows.</summary>
/// <param name="Tenant">Its tid.</param>
/// <param name="Application">Its appid.</param>
/// <param name="User">The signed-in user of a delegated token, or null for the application itself.</param>
/// <param name="Permissions">Its roles, or the scopes of a delegated token.</param>
/// <param name="Expires">UTC.</param>
internal sealed record AccessToken(
    SandboxTenant Tenant,
    SandboxApplication Application,
    SandboxUser? User,
    IReadOnlySet<string> Permissions,
    DateTimeOffset Expires);
