namespace ArchiveMigration.Engine.Ledger.Store;

internal static partial class StoreSchema
{
    /// <summary>What the last readiness test found out about each user, as JSON.</summary>
    private const string Readiness = """
        CREATE TABLE readiness (
            user_id INTEGER PRIMARY KEY,
            tested_utc INTEGER NOT NULL,
            result TEXT NOT NULL);
        """;
}
