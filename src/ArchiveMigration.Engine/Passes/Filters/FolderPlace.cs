namespace ArchiveMigration.Engine.Passes.Filters;

/// <summary>What is planned for a source folder.</summary>
/// <param name="Names">The names of its destination folder from the top, whether there is such a folder or not.</param>
/// <param name="ExcludedBy">The rule that leaves its items out; null = none does.</param>
internal sealed record FolderPlace(IReadOnlyList<string> Names, string? ExcludedBy);
