namespace ArchiveMigration.Sandbox.Audits;

/// <summary>What became of one user's archive.</summary>
/// <param name="Source">Principal name at the source.</param>
/// <param name="Destination">Principal name at the destination.</param>
/// <param name="Folders">All folders of either side that hold items.</param>
public sealed record UserAudit(string Source, string Destination, IReadOnlyList<FolderAudit> Folders)
{
    public int SourceItems => Folders.Sum(folder => folder.SourceItems);

    public int DestinationItems => Folders.Sum(folder => folder.DestinationItems);

    public int Intact => Folders.Sum(folder => folder.Intact);

    public int Altered => Folders.Sum(folder => folder.Altered);

    public int Mapped => Folders.Sum(folder => folder.Mapped);

    public int Unmapped => Folders.Sum(folder => folder.Unmapped);

    public int Lost => Folders.Sum(folder => folder.Lost);

    public int Duplicated => Folders.Sum(folder => folder.Duplicated);

    public int Unexpected => Folders.Sum(folder => folder.Unexpected);

    /// <summary>Whether each item arrived exactly once; altered ones count as arrived.</summary>
    public bool IsComplete => Lost == 0 && Duplicated == 0 && Unexpected == 0;

    public override string ToString() =>
        $"{Source}: {SourceItems} items, {Intact} intact, {Altered} altered ({Mapped} of them as expected, {Unmapped} more should be), {Lost} lost, {Duplicated} duplicated, {Unexpected} unexpected";
}
