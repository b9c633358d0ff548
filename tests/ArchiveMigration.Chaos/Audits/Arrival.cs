namespace ArchiveMigration.Chaos.Audits;

/// <summary>An item found at the destination.</summary>
/// <param name="User">Whose archive.</param>
/// <param name="Folder">The path of the folder.</param>
/// <param name="Content">Its bytes, by the same name as <see cref="Lineage.Content"/>.</param>
internal readonly record struct Arrival(string User, string Folder, string Content);
