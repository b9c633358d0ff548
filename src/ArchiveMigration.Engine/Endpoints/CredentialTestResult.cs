namespace ArchiveMigration.Engine.Endpoints;

/// <summary>Whether a user can be migrated, found out without moving data.</summary>
public sealed record CredentialTestResult
{
    /// <summary>The project.</summary>
    public required string Project { get; init; }

    /// <summary>The source address.</summary>
    public required string SourceAddress { get; init; }

    /// <summary>The destination address.</summary>
    public required string DestinationAddress { get; init; }

    /// <summary>Whether every check passed.</summary>
    public bool Succeeded => Checks.All(check => check.Passed);

    /// <summary>The first failure with its remedy, or a word that all is well.</summary>
    public string Message => Checks.FirstOrDefault(check => !check.Passed) is { } failed
        ? failed.Remedy is null ? failed.Message : $"{failed.Message} {failed.Remedy}"
        : "Ready to migrate.";

    /// <summary>The destination tenant's region as Entra names it, when it could be read.</summary>
    public string? DestinationRegion { get; init; }

    /// <summary>Every check that was made, in order. A check after a failed one that it depends on is not made.</summary>
    public required IReadOnlyList<CredentialCheck> Checks { get; init; }
}
