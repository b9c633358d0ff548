using ArchiveMigration.Engine;

namespace ArchiveMigration.Chaos.Kills;

/// <summary>How one user's pass ended.</summary>
/// <param name="Status">Where the user stands.</param>
/// <param name="Detail">Why.</param>
/// <param name="Failed">What the ledger says of the items that failed, the first of them.</param>
internal sealed record UserReport(MigrationStatus Status, string? Detail, IReadOnlyList<string> Failed);
