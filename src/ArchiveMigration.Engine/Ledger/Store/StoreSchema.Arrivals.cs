namespace ArchiveMigration.Engine.Ledger.Store;

internal static partial class StoreSchema
{
    /// <summary>Of listed items without a search key also the id and the time, so that one that was found by its intent can be named.</summary>
    private const string Arrivals = """
        ALTER TABLE destination_item ADD COLUMN item_id TEXT;
        ALTER TABLE destination_item ADD COLUMN created_utc INTEGER;
        """;
}
