using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Passes;

/// <summary>An exported item that waits for an import lane.</summary>
/// <param name="Item">The item.</param>
/// <param name="Content">Its content, whole in memory.</param>
internal readonly record struct ItemInHand(LedgerItem Item, ItemContent Content);
