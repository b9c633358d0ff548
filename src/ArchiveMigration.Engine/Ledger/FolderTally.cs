namespace ArchiveMigration.Engine.Ledger;

/// <summary>Running counts of one source folder. An item counts in the folder it was found in, wherever it goes: several folders that go to one never count twice.</summary>
/// <param name="FolderKey">The ledger's number of it.</param>
/// <param name="Path">Its path at the source.</param>
/// <param name="DestinationPath">The path of the folder its items go to; null while that is not known.</param>
/// <param name="Rows">One row for each category and disposition that occurs; empty for an empty folder.</param>
public sealed record FolderTally(long FolderKey, string Path, string? DestinationPath, IReadOnlyList<TallyRow> Rows);
