namespace ArchiveMigration.Engine.ServiceProbe;

/// <summary>What is asked of the service.</summary>
public sealed record ServiceTestRequest
{
    /// <summary>Short names of the questions to ask; empty = all.</summary>
    public IReadOnlyList<string> Probes { get; init; } = [];

    /// <summary>How long may be waited for something to end, such as an import session.</summary>
    public TimeSpan MaximumWait { get; init; }

    /// <summary>From how many bytes on an item counts as large.</summary>
    public long LargeItemSize { get; init; } = 100 * 1024 * 1024;
}
