namespace ArchiveMigration.Engine.Ledger.Store;

internal static partial class StoreSchema
{
    /// <summary>When items were received or sent, for rules about dates. Older versions did not keep it, so the next pass lists folders whole again.</summary>
    private const string Filters = """
        ALTER TABLE item ADD COLUMN dated_utc INTEGER;
        UPDATE folder SET changed_utc = NULL;
        """;
}
