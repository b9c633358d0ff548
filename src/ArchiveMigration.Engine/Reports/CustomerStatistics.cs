namespace ArchiveMigration.Engine.Reports;

/// <summary>The statistics of all users of a customer's projects together.</summary>
public sealed record CustomerStatistics : GroupStatistics
{
    /// <summary>The customer; null for the projects of which that was not said.</summary>
    public string? Customer { get; init; }

    /// <summary>The names of the projects.</summary>
    public required IReadOnlyList<string> Projects { get; init; }
}
