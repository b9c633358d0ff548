namespace ArchiveMigration.Engine.Companions;

/// <summary>What became of one setting of a user.</summary>
public sealed record SettingFinding
{
    /// <summary>What it is.</summary>
    public required SettingKind Kind { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What became of it.</summary>
    public required SettingOutcome Outcome { get; init; }

    /// <summary>Why, and what to do, where there is something to say.</summary>
    public string? Message { get; init; }

    /// <summary>The service's code, when it refused.</summary>
    public string? ServiceCode { get; init; }

    /// <summary>The service's request id, when it refused.</summary>
    public string? RequestId { get; init; }
}
