namespace ArchiveMigration.Engine.Ledger.Store;

internal static partial class StoreSchema
{
    /// <summary>What was asked of mailboxes within the last minutes, by application, as JSON pairs of UTC ticks and amount: the next process begins with it.</summary>
    private const string Use = """
        CREATE TABLE mailbox_use (
            client_id TEXT NOT NULL,
            mailbox_id TEXT NOT NULL,
            kept_utc INTEGER NOT NULL,
            requests TEXT NOT NULL,
            upload_bytes TEXT NOT NULL,
            PRIMARY KEY (client_id, mailbox_id)) WITHOUT ROWID;
        """;
}
