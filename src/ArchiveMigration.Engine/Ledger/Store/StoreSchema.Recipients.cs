namespace ArchiveMigration.Engine.Ledger.Store;

internal static partial class StoreSchema
{
    /// <summary>
    /// Who is meant by a legacyExchangeDN of the source tenant, as the administrator told. The key is the name in capitals: Exchange compares
    /// such names without case.
    /// </summary>
    private const string Recipients = """
        CREATE TABLE recipient (
            project_id INTEGER NOT NULL REFERENCES project,
            dn_key TEXT NOT NULL,
            legacy_dn TEXT NOT NULL,
            smtp_address TEXT NOT NULL,
            PRIMARY KEY (project_id, dn_key)) WITHOUT ROWID;
        """;
}
