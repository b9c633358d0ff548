namespace ArchiveMigration.Engine.Ledger.Store;

internal static partial class StoreSchema
{
    /// <summary>
    /// What an undo found of the items that we imported, and which deletions are on their way: the ids of those are kept here, because the item counts as Pending from
    /// the moment its copy's deletion is asked for. made_folder holds the destination folders that we made; those of older stores are not known.
    /// </summary>
    private const string Undo = """
        CREATE TABLE undo_item (
            user_id INTEGER NOT NULL,
            item_key INTEGER NOT NULL,
            id_hash INTEGER NOT NULL,
            state INTEGER NOT NULL,
            destination_id TEXT,
            destination_change_key TEXT,
            folder TEXT,
            error_id TEXT,
            error_message TEXT,
            service_code TEXT,
            request_id TEXT,
            PRIMARY KEY (user_id, id_hash, item_key)) WITHOUT ROWID;

        CREATE INDEX undo_item_by_state ON undo_item (user_id, state, item_key);

        CREATE TABLE made_folder (
            user_id INTEGER NOT NULL,
            destination_id TEXT NOT NULL,
            PRIMARY KEY (user_id, destination_id)) WITHOUT ROWID;
        """;
}
