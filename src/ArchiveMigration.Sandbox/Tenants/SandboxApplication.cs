using System.Security.Cryptography.X509Certificates;

namespace ArchiveMigration.Sandbox.Tenants;

/// <summary>An application registration and its enterprise application in one tenant.</summary>
public sealed class SandboxApplication(Guid clientId, string displayName)
{
    public Guid ClientId { get; } = clientId;

    public string DisplayName { get; } = displayName;

    /// <summary>Object id of the enterprise application.</summary>
    public Guid ServicePrincipalId { get; init; } = Guid.NewGuid();

    /// <summary>A disabled enterprise application gets AADSTS7000112.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Without it, a sign-in without secret or certificate is AADSTS7000218.</summary>
    public bool AllowPublicClient { get; set; }

    /// <summary>
    /// False answers AADSTS65001. Entra ID itself usually issues a token without roles to an application that was
    /// never granted any; leave it true and <see cref="GrantedRoles"/> empty for that.
    /// </summary>
    public bool Consented { get; set; } = true;

    /// <summary>AADSTS53003 for this application alone: a workload-identity policy blocks it.</summary>
    public bool BlockedByConditionalAccess { get; set; }

    public IList<ClientSecret> Secrets { get; } = [];

    /// <summary>The uploaded public halves.</summary>
    public IList<X509Certificate2> Certificates { get; } = [];

    /// <summary>The outside identities that it trusts.</summary>
    public IList<FederatedCredential> FederatedCredentials { get; } = [];

    /// <summary>Whether it is an identity of the machine, which asks the machine for tokens and has no secret.</summary>
    public bool IsManagedIdentity { get; init; }

    /// <summary>Application roles consented tenant-wide, for example MailboxItem.Export.All.</summary>
    public ISet<string> GrantedRoles { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Delegated scopes consented for everybody, for example MailboxItem.Export.</summary>
    public ISet<string> GrantedScopes { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Exchange RBAC for Applications: grants that appear in no token and hold for some mailboxes only.</summary>
    public IList<MailboxGrant> MailboxGrants { get; } = [];
}
