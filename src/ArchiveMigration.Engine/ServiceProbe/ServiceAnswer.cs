namespace ArchiveMigration.Engine.ServiceProbe;

/// <summary>A question about Microsoft's service, what it answered, and what that means for migrations.</summary>
public sealed record ServiceAnswer
{
    /// <summary>The question's short name.</summary>
    public required string Id { get; init; }

    /// <summary>The question.</summary>
    public required string Question { get; init; }

    /// <summary>What came of it.</summary>
    public required ServiceAnswerStatus Status { get; init; }

    /// <summary>The answer; null when it was not asked.</summary>
    public string? Answer { get; init; }

    /// <summary>What a migration does with this answer, or why it was not asked.</summary>
    public required string Meaning { get; init; }

    /// <summary>What the service said.</summary>
    public IReadOnlyList<ServiceEvidence> Evidence { get; init; } = [];
}
