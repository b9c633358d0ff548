namespace ArchiveMigration.Engine.Endpoints;

/// <summary>Whether an endpoint can be used, found out by signing in to it.</summary>
public sealed record EndpointTestResult
{
    /// <summary>The endpoint's name.</summary>
    public string Name => Endpoint.Name;

    /// <summary>Whether signing in worked.</summary>
    public bool Succeeded => Failure is null;

    /// <summary>The endpoint with region, time of verification and end of the credential filled in; as it was, when signing in failed.</summary>
    public required MigrationEndpoint Endpoint { get; init; }

    /// <summary>The organization's name, when it may be read.</summary>
    public string? Organization { get; init; }

    /// <summary>The tenant's region as Entra names it, when it could be read.</summary>
    public string? Region => Succeeded ? Endpoint.Region : null;

    /// <summary>The permissions that Entra ID granted for the whole tenant; null when that cannot be seen.</summary>
    public IReadOnlyList<string>? GrantedPermissions { get; init; }

    /// <summary>
    /// What a source needs and Entra ID did not grant for the whole tenant. The mailbox permissions among them can still be granted in Exchange for chosen
    /// mailboxes, which only a look at such a mailbox shows.
    /// </summary>
    public IReadOnlyList<string> MissingAsSource { get; init; } = [];

    /// <summary>The same for a destination.</summary>
    public IReadOnlyList<string> MissingAsDestination { get; init; } = [];

    /// <summary>When the credential ends, UTC, where it is known.</summary>
    public DateTimeOffset? CredentialExpiresUtc => Endpoint.CredentialExpiresUtc;

    /// <summary>Whole days until then, below zero when it has ended; null when the end is not known.</summary>
    public int? DaysLeft { get; init; }

    /// <summary>Why signing in failed.</summary>
    public MigrationException? Failure { get; init; }

    /// <summary>What was found, in a sentence, and what to do.</summary>
    public required string Message { get; init; }
}
