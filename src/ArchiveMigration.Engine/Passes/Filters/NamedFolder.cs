namespace ArchiveMigration.Engine.Passes.Filters;

/// <summary>A folder on a path.</summary>
/// <param name="Name">Its name as shown.</param>
/// <param name="WellKnown">What it is in every language, one of <see cref="WellKnownFolders.Names"/>; null for most.</param>
internal readonly record struct NamedFolder(string Name, string? WellKnown);
