namespace ArchiveMigration.Engine.Passes.Planning;

/// <summary>What a pass would do with one folder.</summary>
/// <param name="Path">Its path at the source.</param>
/// <param name="DestinationPath">Where its items would go.</param>
/// <param name="ItemCount">Items listed in it.</param>
/// <param name="ItemSize">Their sizes in bytes as the source reports them.</param>
/// <param name="CopyItemCount">Items that would be copied.</param>
/// <param name="CopyItemSize">Their sizes.</param>
/// <param name="ExcludedBy">The rule that leaves the folder out; null = none does.</param>
public sealed record FolderForecast(string Path, string DestinationPath, long ItemCount, long ItemSize, long CopyItemCount, long CopyItemSize, string? ExcludedBy);
