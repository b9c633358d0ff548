namespace ArchiveMigration.Engine.Ledger.Store;

internal static partial class StoreSchema
{
    /// <summary>The items that a retry has taken up, until a pass over the user comes to its end: an interrupted retry goes on with these.</summary>
    private const string Retry = """
        CREATE TABLE retry_item (
            user_id INTEGER NOT NULL,
            item_key INTEGER NOT NULL,
            PRIMARY KEY (user_id, item_key)) WITHOUT ROWID;
        """;
}
