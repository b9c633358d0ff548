namespace ArchiveMigration.Engine.Reports;

/// <summary>The statistics of all users of a project, or of some of them, together.</summary>
public sealed record ProjectStatistics : GroupStatistics
{
    /// <summary>The project.</summary>
    public required string Project { get; init; }

    /// <summary>Whose migration it is; null when that was not said.</summary>
    public string? Customer { get; init; }

    /// <summary>Name of the endpoint that is read.</summary>
    public required string Source { get; init; }

    /// <summary>Name of the endpoint that is written to.</summary>
    public required string Destination { get; init; }
}
