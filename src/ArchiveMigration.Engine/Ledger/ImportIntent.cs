namespace ArchiveMigration.Engine.Ledger;

/// <summary>
/// What is written down before an item is sent whose search key would not tell, should the answer be lost, whether it is there: an item without one, or one
/// that shares it with others. Of items that could be taken for one another only one is on its way at a time.
/// </summary>
/// <param name="Item">The item.</param>
/// <param name="HeldBefore">For an item without a search key: how many such items of its class the destination folder held before it was sent.</param>
public sealed record ImportIntent(LedgerItem Item, int HeldBefore);
