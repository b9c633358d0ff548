namespace ArchiveMigration.Engine.Ledger;

/// <summary>How many items of a category came to a disposition.</summary>
/// <param name="Category">The category.</param>
/// <param name="Disposition">The disposition.</param>
/// <param name="Count">Items.</param>
/// <param name="Size">Their sizes in bytes as the source reports them.</param>
public sealed record TallyRow(ItemCategory Category, Disposition Disposition, long Count, long Size);
