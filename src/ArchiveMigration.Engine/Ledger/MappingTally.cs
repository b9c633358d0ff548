namespace ArchiveMigration.Engine.Ledger;

/// <summary>Running counts of what mapping did to one user's items.</summary>
/// <param name="MappedItems">Items in which addresses were replaced.</param>
/// <param name="MappedAddresses">The addresses replaced.</param>
/// <param name="NotMappedItems">Items that could not be understood and were imported byte for byte.</param>
/// <param name="LeftAddresses">Address groups, lists and texts left although a rule may be for them, since they hold something that is not understood.</param>
/// <param name="UntaggedItems">Items from which retention tags were removed.</param>
public sealed record MappingTally(long MappedItems, long MappedAddresses, long NotMappedItems, long LeftAddresses, long UntaggedItems)
{
    /// <summary>Nothing was mapped, or mapping is off.</summary>
    public static MappingTally None { get; } = new(0, 0, 0, 0, 0);
}
