namespace ArchiveMigration.Engine.Ledger.Store;

internal static partial class StoreSchema
{
    /// <summary>
    /// Which user was told what: a row is claimed before a mail is sent, so that no two sessions send the same one, and gets its time when Exchange has taken it.
    /// </summary>
    private const string Notifications = """
        CREATE TABLE notification (
            user_id INTEGER NOT NULL,
            about TEXT NOT NULL,
            address TEXT NOT NULL,
            claimed_utc INTEGER NOT NULL,
            sent_utc INTEGER,
            PRIMARY KEY (user_id, about)) WITHOUT ROWID;
        """;
}
