namespace ArchiveMigration.Engine.Undo;

/// <summary>A copy that is to be removed.</summary>
/// <param name="Key">The ledger's number of the source item.</param>
/// <param name="DestinationId">The copy's id.</param>
/// <param name="ItemClass">The message class.</param>
/// <param name="Size">Bytes as the source reports them.</param>
internal sealed record UndoItem(long Key, string DestinationId, string ItemClass, long Size);
