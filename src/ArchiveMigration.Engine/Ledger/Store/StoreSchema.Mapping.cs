namespace ArchiveMigration.Engine.Ledger.Store;

internal static partial class StoreSchema
{
    /// <summary>
    /// What mapping did to an item stands beside what became of it; outcome.mapping is null where mapping was off. Its sums are kept by triggers, so
    /// that they follow whoever writes or removes an outcome; REPLACE runs no delete triggers, hence the one before an insert. A distinguished name
    /// is counted with the first import of an item that holds it, which item.legacy_counted remembers.
    /// </summary>
    private const string Mapping = """
        ALTER TABLE outcome ADD COLUMN mapping INTEGER;
        ALTER TABLE outcome ADD COLUMN mapped_count INTEGER;
        ALTER TABLE outcome ADD COLUMN left_count INTEGER;
        ALTER TABLE outcome ADD COLUMN mapping_reason TEXT;
        ALTER TABLE item ADD COLUMN legacy_counted INTEGER NOT NULL DEFAULT 0;

        CREATE TABLE mapping_tally (
            user_id INTEGER PRIMARY KEY,
            mapped_items INTEGER NOT NULL,
            mapped_addresses INTEGER NOT NULL,
            not_mapped_items INTEGER NOT NULL,
            left_addresses INTEGER NOT NULL);

        CREATE TABLE not_mapped_item (user_id INTEGER NOT NULL, item_key INTEGER NOT NULL, PRIMARY KEY (user_id, item_key)) WITHOUT ROWID;

        CREATE TABLE legacy_address (
            user_id INTEGER NOT NULL,
            dn_key TEXT NOT NULL,
            dn TEXT NOT NULL,
            count INTEGER NOT NULL,
            unmapped INTEGER NOT NULL,
            items INTEGER NOT NULL,
            smtp TEXT,
            PRIMARY KEY (user_id, dn_key)) WITHOUT ROWID;

        CREATE TRIGGER mapping_counted AFTER INSERT ON outcome WHEN new.mapping > 0 OR new.left_count > 0 BEGIN
            INSERT INTO mapping_tally
                SELECT user_id, new.mapping = 1, ifnull(new.mapped_count, 0), new.mapping = 2, ifnull(new.left_count, 0) FROM item WHERE item_key = new.item_key
                ON CONFLICT DO UPDATE SET
                    mapped_items = mapped_items + excluded.mapped_items, mapped_addresses = mapped_addresses + excluded.mapped_addresses,
                    not_mapped_items = not_mapped_items + excluded.not_mapped_items, left_addresses = left_addresses + excluded.left_addresses;
            INSERT OR IGNORE INTO not_mapped_item SELECT user_id, item_key FROM item WHERE item_key = new.item_key AND new.mapping = 2;
        END;

        CREATE TRIGGER mapping_uncounted BEFORE DELETE ON outcome WHEN old.mapping > 0 OR old.left_count > 0 BEGIN
            UPDATE mapping_tally SET
                mapped_items = mapped_items - (old.mapping = 1), mapped_addresses = mapped_addresses - ifnull(old.mapped_count, 0),
                not_mapped_items = not_mapped_items - (old.mapping = 2), left_addresses = left_addresses - ifnull(old.left_count, 0)
                WHERE user_id = (SELECT user_id FROM item WHERE item_key = old.item_key);
            DELETE FROM not_mapped_item WHERE item_key = old.item_key AND user_id = (SELECT user_id FROM item WHERE item_key = old.item_key);
        END;

        CREATE TRIGGER mapping_replaced BEFORE INSERT ON outcome
        WHEN EXISTS (SELECT 1 FROM outcome WHERE item_key = new.item_key AND (mapping > 0 OR left_count > 0)) BEGIN
            DELETE FROM outcome WHERE item_key = new.item_key;
        END;
        """;
}
