namespace ArchiveMigration.Engine.Mailboxes;

/// <summary>What is known of a tenant after signing in.</summary>
/// <param name="TenantId">The tenant's GUID.</param>
/// <param name="DisplayName">The organization's name, when it may be read.</param>
/// <param name="Region">Region as Entra names it: NA, EU, AS, USGov, …; null when unknown.</param>
/// <param name="CredentialExpiresUtc">When the certificate used ends, UTC; null for other ways to sign in.</param>
public sealed record TenantDescription(string TenantId, string? DisplayName, string? Region, DateTimeOffset? CredentialExpiresUtc)
{
    /// <summary>The permissions that the sign-in brought for the whole tenant; null when that cannot be seen. Permissions for single mailboxes are never among them.</summary>
    public IReadOnlyList<string>? GrantedPermissions { get; init; }
}
