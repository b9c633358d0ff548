namespace ArchiveMigration.Engine.Projects;

/// <summary>A person of a project's source tenant who has an in-place archive.</summary>
public sealed record FoundUser
{
    /// <summary>The project that was asked for.</summary>
    public required string Project { get; init; }

    /// <summary>The primary SMTP address.</summary>
    public required string PrimarySmtpAddress { get; init; }

    /// <summary>The name to sign in with.</summary>
    public required string UserPrincipalName { get; init; }

    /// <summary>The name shown to people.</summary>
    public string? DisplayName { get; init; }

    /// <summary>The object id.</summary>
    public required string ExternalDirectoryObjectId { get; init; }

    /// <summary>Whether the project has the person, by whichever address.</summary>
    public bool IsInProject { get; init; }
}
