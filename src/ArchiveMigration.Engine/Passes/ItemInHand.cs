using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Passes.Mapping;

namespace ArchiveMigration.Engine.Passes;

/// <summary>An exported item that waits for an import lane.</summary>
/// <param name="Item">The item.</param>
/// <param name="Content">Its content, whole in memory.</param>
/// <param name="Mapping">What became of the addresses in it; null when mapping is off.</param>
internal readonly record struct ItemInHand(LedgerItem Item, ItemContent Content, MappingReport? Mapping);
