namespace ArchiveMigration.Engine.Ledger.Store;

internal static partial class StoreSchema
{
    /// <summary>The few items that were changed at the source after they were copied are found without walking the others.</summary>
    private const string Changed = "CREATE INDEX item_changed ON item (user_id, item_key) WHERE changed = 1;";
}
