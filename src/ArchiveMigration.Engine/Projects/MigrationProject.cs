namespace ArchiveMigration.Engine.Projects;

/// <summary>A source endpoint, a destination endpoint, options, and users.</summary>
public sealed record MigrationProject
{
    /// <summary>The name; unique regardless of case.</summary>
    public required string Name { get; init; }

    /// <summary>Whose migration it is, for reports; optional.</summary>
    public string? Customer { get; init; }

    /// <summary>Name of the endpoint that is read.</summary>
    public required string Source { get; init; }

    /// <summary>Name of the endpoint that is written to.</summary>
    public required string Destination { get; init; }

    /// <summary>The options.</summary>
    public ProjectOptions Options { get; init; } = new();

    /// <summary>When it was made, UTC.</summary>
    public DateTimeOffset CreatedUtc { get; init; }
}
