namespace ArchiveMigration.Chaos.Kills;

/// <summary>How a worker's run ended, when it ended by itself; one line of JSON.</summary>
/// <param name="Ended">The run's status, or what stopped it.</param>
/// <param name="Users">How each user ended, by name.</param>
internal sealed record WorkReport(string Ended, IReadOnlyDictionary<string, UserReport> Users);
