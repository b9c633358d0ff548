namespace ArchiveMigration.Engine.Ledger.Store;

internal static partial class StoreSchema
{
    /// <summary>
    /// What each rule left out, kept by triggers on the outcome that names the rule: there an error id without a message is a rule. One that replaces another is counted off
    /// as one whose mapping was counted.
    /// </summary>
    private const string Exclusions = """
        CREATE TABLE rule_tally (
            user_id INTEGER NOT NULL,
            rule TEXT NOT NULL,
            count INTEGER NOT NULL,
            size INTEGER NOT NULL,
            PRIMARY KEY (user_id, rule)) WITHOUT ROWID;

        INSERT INTO rule_tally
            SELECT item.user_id, outcome.error_id, count(*), sum(item.size)
            FROM user CROSS JOIN item INDEXED BY item_by_user ON item.user_id = user.user_id AND item.disposition = 3
            CROSS JOIN outcome ON outcome.item_key = item.item_key
            WHERE outcome.error_id IS NOT NULL AND outcome.error_message IS NULL GROUP BY 1, 2;

        CREATE TRIGGER rule_counted AFTER INSERT ON outcome WHEN new.error_id IS NOT NULL AND new.error_message IS NULL BEGIN
            INSERT INTO rule_tally SELECT user_id, new.error_id, 1, size FROM item WHERE item_key = new.item_key
                ON CONFLICT DO UPDATE SET count = count + 1, size = size + excluded.size;
        END;

        CREATE TRIGGER rule_uncounted BEFORE DELETE ON outcome WHEN old.error_id IS NOT NULL AND old.error_message IS NULL BEGIN
            UPDATE rule_tally SET count = count - 1, size = size - (SELECT size FROM item WHERE item_key = old.item_key)
                WHERE user_id = (SELECT user_id FROM item WHERE item_key = old.item_key) AND rule = old.error_id;
        END;

        CREATE TRIGGER rule_resized AFTER UPDATE OF size ON item WHEN new.disposition = 3 AND old.size <> new.size BEGIN
            UPDATE rule_tally SET size = size + new.size - old.size
                WHERE user_id = new.user_id AND rule = (SELECT error_id FROM outcome WHERE item_key = new.item_key);
        END;

        DROP TRIGGER mapping_replaced;

        CREATE TRIGGER outcome_replaced BEFORE INSERT ON outcome
        WHEN EXISTS (SELECT 1 FROM outcome WHERE item_key = new.item_key AND (mapping > 0 OR left_count > 0 OR (error_id IS NOT NULL AND error_message IS NULL))) BEGIN
            DELETE FROM outcome WHERE item_key = new.item_key;
        END;
        """;
}
