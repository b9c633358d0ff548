namespace ArchiveMigration.Engine.Ledger;

/// <summary>What one rule of a project leaves out.</summary>
/// <param name="Rule">The option that holds it and its value, for example <c>ExcludeFolders: #DeletedItems#/*</c>.</param>
/// <param name="Count">Items.</param>
/// <param name="Size">Their sizes in bytes as the source reports them.</param>
public sealed record ExclusionTally(string Rule, long Count, long Size);
