namespace ArchiveMigration.Engine.Ledger.Store;

internal static partial class StoreSchema
{
    /// <summary>
    /// Items from which retention tags were removed have outcome.untagged = 1, and are counted with what mapping did: the same triggers as before
    /// (see <see cref="Mapping"/> and <see cref="Exclusions"/>), with one more sum.
    /// </summary>
    private const string RetentionTags = """
        DROP TRIGGER mapping_counted;
        DROP TRIGGER mapping_uncounted;
        DROP TRIGGER outcome_replaced;

        ALTER TABLE outcome ADD COLUMN untagged INTEGER;
        ALTER TABLE mapping_tally ADD COLUMN untagged_items INTEGER NOT NULL DEFAULT 0;

        CREATE TRIGGER mapping_counted AFTER INSERT ON outcome WHEN new.mapping > 0 OR new.left_count > 0 OR new.untagged > 0 BEGIN
            INSERT INTO mapping_tally (user_id, mapped_items, mapped_addresses, not_mapped_items, left_addresses, untagged_items)
                SELECT user_id, new.mapping = 1, ifnull(new.mapped_count, 0), new.mapping = 2, ifnull(new.left_count, 0), ifnull(new.untagged, 0)
                FROM item WHERE item_key = new.item_key
                ON CONFLICT DO UPDATE SET
                    mapped_items = mapped_items + excluded.mapped_items, mapped_addresses = mapped_addresses + excluded.mapped_addresses,
                    not_mapped_items = not_mapped_items + excluded.not_mapped_items, left_addresses = left_addresses + excluded.left_addresses,
                    untagged_items = untagged_items + excluded.untagged_items;
            INSERT OR IGNORE INTO not_mapped_item SELECT user_id, item_key FROM item WHERE item_key = new.item_key AND new.mapping = 2;
        END;

        CREATE TRIGGER mapping_uncounted BEFORE DELETE ON outcome WHEN old.mapping > 0 OR old.left_count > 0 OR old.untagged > 0 BEGIN
            UPDATE mapping_tally SET
                mapped_items = mapped_items - (old.mapping = 1), mapped_addresses = mapped_addresses - ifnull(old.mapped_count, 0),
                not_mapped_items = not_mapped_items - (old.mapping = 2), left_addresses = left_addresses - ifnull(old.left_count, 0),
                untagged_items = untagged_items - ifnull(old.untagged, 0)
                WHERE user_id = (SELECT user_id FROM item WHERE item_key = old.item_key);
            DELETE FROM not_mapped_item WHERE item_key = old.item_key AND user_id = (SELECT user_id FROM item WHERE item_key = old.item_key);
        END;

        CREATE TRIGGER outcome_replaced BEFORE INSERT ON outcome
        WHEN EXISTS (SELECT 1 FROM outcome WHERE item_key = new.item_key AND (mapping > 0 OR left_count > 0 OR untagged > 0 OR (error_id IS NOT NULL AND error_message IS NULL))) BEGIN
            DELETE FROM outcome WHERE item_key = new.item_key;
        END;
        """;
}
