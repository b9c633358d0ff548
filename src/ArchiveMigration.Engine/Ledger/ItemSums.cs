namespace ArchiveMigration.Engine.Ledger;

/// <summary>Sums over the hashes by which items are known: equal ones have the same items, whatever their order.</summary>
/// <param name="Count">How many items.</param>
/// <param name="Low">The sum of the lower halves of their <see cref="KnownItem.IdHash"/>.</param>
/// <param name="High">The sum of the upper halves, as unsigned numbers.</param>
public readonly record struct ItemSums(long Count, long Low, long High)
{
    /// <summary>With one item more.</summary>
    public ItemSums With(long idHash) => new(Count + 1, Low + (idHash & uint.MaxValue), High + (long)((ulong)idHash >> 32));
}
