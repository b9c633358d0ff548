namespace ArchiveMigration.Engine.Ledger.Store;

internal static partial class StoreSchema
{
    /// <summary>
    /// How items are recognised at the destination when the search key does not tell, and what was on its way. The listing of a destination
    /// is only of one pass, so its table is made anew; item_class is kept there for items without a search key only.
    /// An intent stands under what its item could be taken for: search_key is empty for an item that has none.
    /// </summary>
    private const string Recognition = """
        ALTER TABLE item ADD COLUMN second_key INTEGER;
        ALTER TABLE item ADD COLUMN shares_key INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE outcome ADD COLUMN matched_by INTEGER;
        ALTER TABLE pass ADD COLUMN settled INTEGER NOT NULL DEFAULT 0;

        CREATE INDEX item_keyless ON item (folder_key, second_key) WHERE search_key IS NULL;

        DROP TABLE destination_item;

        CREATE TABLE destination_item (
            listing_key INTEGER NOT NULL,
            id_hash INTEGER NOT NULL,
            search_key BLOB,
            second_key INTEGER,
            modified_utc INTEGER,
            item_class TEXT,
            PRIMARY KEY (listing_key, id_hash)) WITHOUT ROWID;

        CREATE TABLE intent (
            user_id INTEGER NOT NULL,
            destination_id TEXT NOT NULL,
            search_key BLOB NOT NULL,
            item_key INTEGER NOT NULL,
            held_before INTEGER NOT NULL,
            PRIMARY KEY (user_id, destination_id, search_key)) WITHOUT ROWID;

        CREATE INDEX intent_by_item ON intent (item_key);
        """;
}
