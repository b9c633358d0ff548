namespace ArchiveMigration.Sandbox.Audits;

/// <summary>What became of one source folder, in numbers of items.</summary>
/// <param name="Path">Display names joined by '/'.</param>
/// <param name="SourceItems">Items at the source.</param>
/// <param name="DestinationItems">Items in the folder of the same path at the destination.</param>
/// <param name="Intact">Arrived byte for byte.</param>
/// <param name="Altered">Arrived, recognisable by search key, with other bytes (as after address mapping).</param>
/// <param name="Lost">Not there.</param>
/// <param name="Duplicated">Copies beyond what the source has.</param>
/// <param name="Unexpected">Items at the destination that the source folder never had.</param>
public sealed record FolderAudit(
    string Path,
    int SourceItems,
    int DestinationItems,
    int Intact,
    int Altered,
    int Lost,
    int Duplicated,
    int Unexpected)
{
    /// <summary>Of the altered ones, those in which just the addresses are changed as expected.</summary>
    public int Mapped { get; init; }

    /// <summary>Of the intact ones, those in which an address should have changed.</summary>
    public int Unmapped { get; init; }
}
