namespace ArchiveMigration.Engine.Ledger;

/// <summary>As little of a ledger's item as a project's rules look at.</summary>
/// <param name="Key">The ledger's number of it.</param>
/// <param name="FolderKey">The ledger's number of its folder.</param>
/// <param name="Category">Its kind.</param>
/// <param name="Size">Bytes as the source reports them.</param>
/// <param name="DatedUtc">When it was received, sent or, without either, last changed, UTC.</param>
/// <param name="Rule">The rule that left it out; null when it was not.</param>
public readonly record struct RuledItem(long Key, long FolderKey, ItemCategory Category, long Size, DateTimeOffset? DatedUtc, string? Rule);
