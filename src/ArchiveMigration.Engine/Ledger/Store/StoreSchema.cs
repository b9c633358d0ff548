namespace ArchiveMigration.Engine.Ledger.Store;

/// <summary>
/// The tables, as numbered steps: PRAGMA user_version is the number of steps a store has gone through. A step that was released is
/// never edited; a change is a new step at the end. Times are UTC ticks, sizes bytes.
/// </summary>
internal static partial class StoreSchema
{
    /// <summary>PRAGMA application_id of our stores, "AMig", so that another program's database is not taken for one.</summary>
    private const long ApplicationId = 0x414D6967;

    private const string Catalog = """
        CREATE TABLE endpoint (
            endpoint_id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL,
            name_key TEXT NOT NULL UNIQUE,
            tenant_id TEXT NOT NULL,
            client_id TEXT NOT NULL,
            cloud TEXT NOT NULL,
            sign_in TEXT NOT NULL,
            certificate TEXT,
            secret BLOB,
            region TEXT,
            verified_utc INTEGER,
            credential_expires_utc INTEGER);

        CREATE TABLE project (
            project_id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL,
            name_key TEXT NOT NULL UNIQUE,
            customer TEXT,
            source_id INTEGER NOT NULL REFERENCES endpoint,
            destination_id INTEGER NOT NULL REFERENCES endpoint,
            options TEXT NOT NULL,
            created_utc INTEGER NOT NULL);

        CREATE TABLE user (
            user_id INTEGER PRIMARY KEY AUTOINCREMENT,
            project_id INTEGER NOT NULL REFERENCES project,
            source_address TEXT NOT NULL,
            source_key TEXT NOT NULL,
            destination_address TEXT NOT NULL,
            destination_key TEXT NOT NULL,
            display_name TEXT,
            status TEXT NOT NULL,
            status_detail TEXT,
            added_utc INTEGER NOT NULL,
            UNIQUE (project_id, source_key));

        CREATE INDEX user_by_destination ON user (project_id, destination_key);

        CREATE TABLE runner (
            process_id INTEGER NOT NULL,
            machine TEXT NOT NULL,
            account TEXT NOT NULL,
            description TEXT NOT NULL,
            since_utc INTEGER NOT NULL);
        """;

    /// <summary>
    /// Items are in copy order, which is the order in which they were found. An item row hardly grows after it is written, because what became of it
    /// is a row of its own: so pages stay full and an outcome is mostly appended. An item is found again by a hash of its id, which is a tenth
    /// as long as the id. Message classes and mailboxes are few, so they are numbered.
    /// </summary>
    private const string Ledger = """
        CREATE TABLE folder (
            folder_key INTEGER PRIMARY KEY AUTOINCREMENT,
            user_id INTEGER NOT NULL,
            source_id TEXT NOT NULL,
            path TEXT NOT NULL,
            destination_id TEXT,
            seen_pass INTEGER NOT NULL,
            listed_pass INTEGER,
            UNIQUE (user_id, source_id));

        CREATE INDEX folder_by_destination ON folder (user_id, destination_id);

        CREATE TABLE shard (shard_key INTEGER PRIMARY KEY, shard_id TEXT NOT NULL UNIQUE);

        CREATE TABLE item_class (class_key INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);

        CREATE TABLE item (
            item_key INTEGER PRIMARY KEY,
            user_id INTEGER NOT NULL,
            folder_key INTEGER NOT NULL,
            disposition INTEGER NOT NULL,
            category INTEGER NOT NULL,
            changed INTEGER NOT NULL,
            gone INTEGER NOT NULL,
            class_key INTEGER NOT NULL,
            shard_key INTEGER NOT NULL,
            size INTEGER NOT NULL,
            id_hash INTEGER NOT NULL,
            modified_utc INTEGER,
            created_utc INTEGER,
            search_key BLOB,
            source_id TEXT NOT NULL,
            change_key TEXT);

        CREATE INDEX item_by_id ON item (folder_key, id_hash);
        CREATE INDEX item_by_folder ON item (folder_key, disposition);
        CREATE INDEX item_by_user ON item (user_id, disposition);

        CREATE TABLE outcome (
            item_key INTEGER PRIMARY KEY,
            pass_id INTEGER NOT NULL,
            decided_utc INTEGER NOT NULL,
            destination_id TEXT,
            destination_change_key TEXT,
            error_id TEXT,
            error_message TEXT,
            service_code TEXT,
            request_id TEXT);

        CREATE TABLE destination_listing (
            listing_key INTEGER PRIMARY KEY,
            user_id INTEGER NOT NULL,
            destination_id TEXT NOT NULL,
            UNIQUE (user_id, destination_id));

        CREATE TABLE destination_item (
            listing_key INTEGER NOT NULL,
            id_hash INTEGER NOT NULL,
            search_key BLOB NOT NULL,
            PRIMARY KEY (listing_key, id_hash)) WITHOUT ROWID;

        CREATE TABLE pass (
            pass_id INTEGER PRIMARY KEY AUTOINCREMENT,
            user_id INTEGER NOT NULL,
            kind TEXT NOT NULL,
            started_utc INTEGER NOT NULL,
            ended_utc INTEGER,
            last_activity_utc INTEGER NOT NULL,
            status TEXT NOT NULL,
            detail TEXT,
            bytes_transferred INTEGER NOT NULL DEFAULT 0);

        CREATE INDEX pass_by_user ON pass (user_id);

        CREATE TABLE tally (
            user_id INTEGER NOT NULL,
            category INTEGER NOT NULL,
            disposition INTEGER NOT NULL,
            count INTEGER NOT NULL,
            size INTEGER NOT NULL,
            PRIMARY KEY (user_id, category, disposition)) WITHOUT ROWID;

        CREATE TRIGGER item_counted AFTER INSERT ON item BEGIN
            INSERT INTO tally VALUES (new.user_id, new.category, new.disposition, 1, new.size)
                ON CONFLICT DO UPDATE SET count = count + 1, size = size + excluded.size;
        END;

        CREATE TRIGGER item_recounted AFTER UPDATE OF disposition, category, size ON item
        WHEN old.disposition <> new.disposition OR old.category <> new.category OR old.size <> new.size BEGIN
            UPDATE tally SET count = count - 1, size = size - old.size
                WHERE user_id = old.user_id AND category = old.category AND disposition = old.disposition;
            INSERT INTO tally VALUES (new.user_id, new.category, new.disposition, 1, new.size)
                ON CONFLICT DO UPDATE SET count = count + 1, size = size + excluded.size;
        END;

        CREATE TABLE removed_user (user_id INTEGER PRIMARY KEY);
        """;

    private static readonly string[] Steps = [Catalog, Ledger, Recipients, Mapping, Recognition, Runner, Sweep, Quota, Pace, Changed, Readiness, Filters, Statistics, Undo, Subjects, UserOptions, Report, Settings, Notifications, Arrivals, Retry, Use, Exclusions, RetentionTags];

    /// <summary>The schema this code works with.</summary>
    public static int Version => Steps.Length;

    /// <summary>Takes the steps that a store lacks, all of them or none.</summary>
    /// <exception cref="MigrationException">StoreTooNew, StoreNotUsable.</exception>
    public static void BringUpToDate(StoreSession session, string path) => BringUpToDate(session, path, Steps.Length);

    /// <summary>As above, but stops at an older version: for tests of the steps.</summary>
    internal static void BringUpToDate(StoreSession session, string path, int version)
    {
        if (StoredVersion(session, path) < version)
        {
            Upgrade(session, path, version);
        }

        if (session.ScalarOnce("PRAGMA journal_mode = WAL") is not "wal")
        {
            throw StoreFailure.Unusable(path, $"The disk that holds '{path}' does not offer what a store needs (write-ahead logging).", "Put the store on a local disk, not on a network share.");
        }
    }

    private static void Upgrade(StoreSession session, string path, int version)
    {
        session.Run("BEGIN IMMEDIATE");
        try
        {
            // Asked again: another process may have done it while this one waited for its turn.
            for (var step = StoredVersion(session, path); step < version; step++)
            {
                session.Run(Steps[step]);
            }

            session.Run($"PRAGMA user_version = {version}; PRAGMA application_id = {ApplicationId}; COMMIT");
        }
        catch
        {
            session.RollBack();
            throw;
        }
    }

    private static int StoredVersion(StoreSession session, string path)
    {
        var version = Number(session, "PRAGMA user_version");
        var application = Number(session, "PRAGMA application_id");
        if (application != ApplicationId && (version != 0 || Number(session, "SELECT count(*) FROM sqlite_schema") != 0))
        {
            throw StoreFailure.Unusable(path, $"'{path}' is the database of another program.", "Name another file for the store.");
        }

        if (version > Steps.Length)
        {
            throw new MigrationException(
                ErrorIds.StoreTooNew,
                MigrationErrorKind.Store,
                $"The store '{path}' has format {version}, written by a newer ArchiveMigration; this one knows formats up to {Steps.Length}.")
            {
                Target = path,
                Remedy = "Update the module on this machine, or name another store.",
            };
        }

        return (int)version;
    }

    // Not kept prepared: the schema changes in between.
    private static long Number(StoreSession session, string sql) => (long)(session.ScalarOnce(sql) ?? 0L);
}
