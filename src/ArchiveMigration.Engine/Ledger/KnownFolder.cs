namespace ArchiveMigration.Engine.Ledger;

/// <summary>
/// What a ledger knows of a source folder, in sums: a listing that comes to the same count and sums has the same items, and none of them need be looked at.
/// </summary>
/// <param name="Key">The ledger's number of it.</param>
/// <param name="SourceFolderId">The service's id at the source.</param>
/// <param name="Items">Items known in it, whatever became of them.</param>
/// <param name="Excluded">Those of them that a rule left out.</param>
public readonly record struct KnownFolder(long Key, string SourceFolderId, ItemSums Items, ItemSums Excluded);
