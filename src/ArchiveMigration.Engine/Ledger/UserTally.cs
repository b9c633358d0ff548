namespace ArchiveMigration.Engine.Ledger;

/// <summary>Running counts of one user.</summary>
/// <param name="Rows">One row for each category and disposition that occurs.</param>
/// <param name="FolderCount">Source folders known.</param>
/// <param name="BytesTransferred">Bytes of item streams moved over all passes.</param>
/// <param name="Passes">The passes, oldest first.</param>
public sealed record UserTally(IReadOnlyList<TallyRow> Rows, int FolderCount, long BytesTransferred, IReadOnlyList<PassRecord> Passes)
{
    /// <summary>What mapping did to the items.</summary>
    public MappingTally Mapping { get; init; } = MappingTally.None;

    /// <summary>How many items came to a disposition, over all categories.</summary>
    public long CountOf(Disposition disposition) => Rows.Where(row => row.Disposition == disposition).Sum(row => row.Count);
}
