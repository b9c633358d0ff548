namespace ArchiveMigration.Sandbox.Tenants;

/// <summary>An outside identity that an application trusts: a token of this issuer, subject and audience stands for its secret.</summary>
public sealed record FederatedCredential(string Issuer, string Subject, string Audience = FederatedCredential.UsualAudience)
{
    /// <summary>What Entra ID recommends, and Azure's own identities have.</summary>
    public const string UsualAudience = "api://AzureADTokenExchange";
}
