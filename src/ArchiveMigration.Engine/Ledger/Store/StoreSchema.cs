namespace ArchiveMigration.Engine.Ledger.Store;

/// <summary>
/// The tables, as numbered steps: PRAGMA user_version is the number of steps a store has gone through. A step that was released is
/// never edited; a change is a new step at the end. Times are UTC ticks, sizes bytes.
/// </summary>
internal static class StoreSchema
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

    private static readonly string[] Steps = [Catalog];

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
