namespace ArchiveMigration.Engine.Endpoints;

/// <summary>How an endpoint signs in.</summary>
public abstract record SignIn
{
    private SignIn()
    {
    }

    /// <summary>With an application's client secret.</summary>
    /// <param name="Value">The secret's value (not its id).</param>
    public sealed record ClientSecret(Secret Value) : SignIn;

    /// <summary>With a certificate of the current user's or the machine's store. Never a copy: only the thumbprint is kept.</summary>
    /// <param name="Thumbprint">SHA-1 thumbprint, as certificate consoles show it.</param>
    public sealed record StoreCertificate(string Thumbprint) : SignIn;

    /// <summary>With a certificate in a file: PFX, or PEM with the private key in the same file. Never a copy: only the path is kept.</summary>
    /// <param name="Path">Full path of the file.</param>
    /// <param name="Password">Its password, if it has one.</param>
    public sealed record FileCertificate(string Path, Secret? Password) : SignIn;

    /// <summary>As a person, by a code typed into a browser. Reaches only that person's own mailboxes.</summary>
    public sealed record DeviceCode : SignIn;

    /// <summary>
    /// As the Azure machine that this runs on. Where <paramref name="IdentityClientId"/> is another than the endpoint's application, the identity stands for that
    /// application's secret (federated credential), which reaches other tenants, too; otherwise the identity itself is the application.
    /// </summary>
    /// <param name="IdentityClientId">Client id of a user-assigned identity; null = the machine's own.</param>
    public sealed record ManagedIdentity(string? IdentityClientId) : SignIn;

    /// <summary>With a token that the surroundings keep fresh in a file: a Kubernetes cluster, a pipeline (workload identity federation). Read anew at each sign-in.</summary>
    /// <param name="Path">Full path of the file.</param>
    public sealed record FederatedToken(string Path) : SignIn;
}
