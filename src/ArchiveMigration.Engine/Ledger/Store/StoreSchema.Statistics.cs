namespace ArchiveMigration.Engine.Ledger.Store;

internal static partial class StoreSchema
{
    /// <summary>
    /// Counts are kept by folder; a user's are their sum, so that both cost one row to keep. What a run came to in every few seconds is kept by project, where a
    /// row stands for the time from its moment on.
    /// </summary>
    private const string Statistics = """
        DROP TRIGGER item_counted;
        DROP TRIGGER item_recounted;
        DROP TABLE tally;

        CREATE TABLE tally (
            user_id INTEGER NOT NULL,
            folder_key INTEGER NOT NULL,
            category INTEGER NOT NULL,
            disposition INTEGER NOT NULL,
            count INTEGER NOT NULL,
            size INTEGER NOT NULL,
            PRIMARY KEY (user_id, folder_key, category, disposition)) WITHOUT ROWID;

        INSERT INTO tally SELECT user_id, folder_key, category, disposition, count(*), sum(size) FROM item
            WHERE user_id NOT IN (SELECT user_id FROM removed_user) GROUP BY user_id, folder_key, category, disposition;

        CREATE TRIGGER item_counted AFTER INSERT ON item BEGIN
            INSERT INTO tally VALUES (new.user_id, new.folder_key, new.category, new.disposition, 1, new.size)
                ON CONFLICT DO UPDATE SET count = count + 1, size = size + excluded.size;
        END;

        CREATE TRIGGER item_recounted AFTER UPDATE OF disposition, category, size ON item
        WHEN old.disposition <> new.disposition OR old.category <> new.category OR old.size <> new.size BEGIN
            UPDATE tally SET count = count - 1, size = size - old.size
                WHERE user_id = old.user_id AND folder_key = old.folder_key AND category = old.category AND disposition = old.disposition;
            INSERT INTO tally VALUES (new.user_id, new.folder_key, new.category, new.disposition, 1, new.size)
                ON CONFLICT DO UPDATE SET count = count + 1, size = size + excluded.size;
        END;

        ALTER TABLE folder ADD COLUMN destination_path TEXT;
        ALTER TABLE pass ADD COLUMN items_imported INTEGER NOT NULL DEFAULT 0;

        CREATE TABLE throughput (
            project_id INTEGER NOT NULL,
            at_utc INTEGER NOT NULL,
            items INTEGER NOT NULL DEFAULT 0,
            bytes_transferred INTEGER NOT NULL DEFAULT 0,
            bytes_uploaded INTEGER NOT NULL DEFAULT 0,
            requests INTEGER NOT NULL DEFAULT 0,
            throttled_requests INTEGER NOT NULL DEFAULT 0,
            copy_ticks INTEGER NOT NULL DEFAULT 0,
            throttled_ticks INTEGER NOT NULL DEFAULT 0,
            limit_ticks INTEGER NOT NULL DEFAULT 0,
            PRIMARY KEY (project_id, at_utc)) WITHOUT ROWID;
        """;
}
