namespace ArchiveMigration.Engine.Ledger.Store;

internal static partial class StoreSchema
{
    /// <summary>Users whose destination is full. A row goes when there is room again.</summary>
    private const string Quota = """
        CREATE TABLE quota_wait (
            user_id INTEGER PRIMARY KEY,
            since_utc INTEGER NOT NULL,
            probe_count INTEGER NOT NULL,
            next_probe_utc INTEGER,
            settled INTEGER NOT NULL);
        """;
}
