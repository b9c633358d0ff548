namespace ArchiveMigration.Engine.Readiness;

/// <summary>How a readiness test is made.</summary>
public sealed record ReadinessRequest
{
    /// <summary>Whether every item is listed: exact counts of large items and sizes where the service tells none, at a request for 250 items.</summary>
    public bool Deep { get; init; }

    /// <summary>Results that are not older are taken as they are and nobody is asked; null = everybody is asked.</summary>
    public TimeSpan? MaximumAge { get; init; }
}
