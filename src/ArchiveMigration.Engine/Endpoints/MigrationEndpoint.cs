namespace ArchiveMigration.Engine.Endpoints;

/// <summary>One tenant and how we sign in to it.</summary>
public sealed record MigrationEndpoint
{
    /// <summary>The name the administrator gave; unique regardless of case.</summary>
    public required string Name { get; init; }

    /// <summary>The tenant's id or one of its domains.</summary>
    public required string TenantId { get; init; }

    /// <summary>The application (client) id registered in that tenant.</summary>
    public required string ClientId { get; init; }

    /// <summary>The cloud and its addresses.</summary>
    public required Cloud Cloud { get; init; }

    /// <summary>How to sign in.</summary>
    public required SignIn SignIn { get; init; }

    /// <summary>The tenant's region as Entra names it (NA, EU, …), once verified.</summary>
    public string? Region { get; init; }

    /// <summary>When the credentials were last proved to work, UTC.</summary>
    public DateTimeOffset? VerifiedUtc { get; init; }

    /// <summary>When the certificate ends, UTC, where it is known.</summary>
    public DateTimeOffset? CredentialExpiresUtc { get; init; }
}
