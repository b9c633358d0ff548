namespace ArchiveMigration.Engine.Projects;

/// <summary>What is remembered of a user whose destination is full, until there is room again.</summary>
public sealed record QuotaWait
{
    /// <summary>When the destination was found full, UTC.</summary>
    public required DateTimeOffset SinceUtc { get; init; }

    /// <summary>How often it was tried since whether there is room.</summary>
    public int ProbeCount { get; init; }

    /// <summary>When that is tried next, UTC; null when no run waits for it and the next start tries.</summary>
    public DateTimeOffset? NextProbeUtc { get; init; }

    /// <summary>
    /// Whether every Pending item is known not to be at the destination, so that one of them can be tried without looking there first. Not so
    /// when the destination was full before that was found out, and not while an item is being tried.
    /// </summary>
    internal bool IsSettled { get; init; }
}
