namespace ArchiveMigration.Engine.Exchange.Authentication;

/// <summary>Gives the access token of an endpoint; Entra ID is behind it, or a script in tests.</summary>
internal interface IAccessTokens
{
    /// <summary>A token that is valid now.</summary>
    /// <param name="renew">Whether the cached one was refused.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="MigrationException">EndpointAuthenticationFailed, CertificateNotUsable, ConnectionFailed.</exception>
    Task<string> GetAsync(bool renew, CancellationToken cancellationToken);

    /// <summary>When the credential ends, UTC, once signed in; null for other ways to sign in than a certificate.</summary>
    DateTimeOffset? CredentialExpiresUtc { get; }
}
