using System.Security.Cryptography;
using System.Text.Json;
using ArchiveMigration.Sandbox.Entra;
using ArchiveMigration.Sandbox.Tenants;

namespace ArchiveMigration.Sandbox.Hosting;

/// <summary>
/// POST /sandbox/applications: registers an application while the sandbox runs, with the permissions that are named and no others,
/// tenant-wide or by Exchange's RBAC, a secret that may have expired, consented or not; or a managed identity of this machine; or one that trusts identities from outside.
/// </summary>
internal sealed class ApplicationControl(SandboxRuntime runtime)
{
    public async Task AddAsync(HttpContext context, JsonSerializerOptions json)
    {
        var wanted = await context.Request.ReadFromJsonAsync<WantedApplication>(json, context.RequestAborted) ?? throw new JsonException("An object is needed.");
        var tenant = runtime.Options.Tenants.FirstOrDefault(tenant => tenant.IsNamed(wanted.Tenant ?? string.Empty))
            ?? throw new JsonException($"There is no tenant '{wanted.Tenant}' here.");

        var application = new SandboxApplication(Guid.NewGuid(), "Added") { Consented = wanted.Consented, AllowPublicClient = wanted.AllowPublicClient, IsManagedIdentity = wanted.ManagedIdentity };
        var secret = RandomNumberGenerator.GetHexString(40, lowercase: true);
        application.Secrets.Add(new ClientSecret(secret, wanted.SecretExpires ?? DateTimeOffset.MaxValue));
        application.GrantedRoles.UnionWith(wanted.Roles ?? []);
        foreach (var grant in wanted.MailboxGrants ?? [])
        {
            var scope = (grant.Users ?? []).Select(name => tenant.FindUser(name) ?? throw new JsonException($"There is no user '{name}' here.")).ToList();
            application.MailboxGrants.Add(new MailboxGrant(grant.Permission, scope));
        }

        foreach (var trusted in wanted.FederatedCredentials ?? [])
        {
            application.FederatedCredentials.Add(new FederatedCredential(trusted.Issuer, trusted.Subject, trusted.Audience ?? FederatedCredential.UsualAudience));
        }

        tenant.Applications.Add(application);
        await context.Response.WriteAsJsonAsync(
            new { application.ClientId, ClientSecret = secret, Issuer = EntraMetadata.Issuer(runtime, tenant), application.ServicePrincipalId }, json, context.RequestAborted);
    }

    private sealed record WantedApplication(
        string? Tenant,
        IReadOnlyList<string>? Roles = null,
        DateTimeOffset? SecretExpires = null,
        bool Consented = true,
        bool AllowPublicClient = false,
        IReadOnlyList<WantedGrant>? MailboxGrants = null,
        bool ManagedIdentity = false,
        IReadOnlyList<WantedTrust>? FederatedCredentials = null);

    /// <summary>A grant of Exchange's RBAC: a permission without ".All" and the users in its scope.</summary>
    private sealed record WantedGrant(string Permission, IReadOnlyList<string>? Users = null);

    /// <summary>An identity from outside that the application trusts.</summary>
    private sealed record WantedTrust(string Issuer, string Subject, string? Audience = null);
}
