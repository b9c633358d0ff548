namespace ArchiveMigration.Engine.Ledger.Store;

internal static partial class StoreSchema
{
    /// <summary>
    /// What a report shows beside statistics: how much of Microsoft's limits was used over time, in spans that are longer the older they are; and what the last proofs of a project
    /// came to, the last of the whole project and the last of some of its users.
    /// </summary>
    private const string Report = """
        ALTER TABLE throughput ADD COLUMN span_ticks INTEGER NOT NULL DEFAULT 100000000;
        ALTER TABLE throughput ADD COLUMN ceiling_ticks INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE pass ADD COLUMN ceiling_ticks INTEGER;

        CREATE TABLE proof (
            project_id INTEGER NOT NULL,
            is_whole INTEGER NOT NULL,
            proof_id TEXT NOT NULL,
            ended_utc INTEGER NOT NULL,
            verdict TEXT NOT NULL,
            basis TEXT NOT NULL,
            content TEXT,
            users INTEGER NOT NULL,
            source_items INTEGER NOT NULL,
            verified INTEGER NOT NULL,
            excluded INTEGER NOT NULL,
            failed INTEGER NOT NULL,
            vanished INTEGER NOT NULL,
            unexplained INTEGER NOT NULL,
            added INTEGER NOT NULL,
            file TEXT,
            sha256 TEXT,
            signer TEXT,
            PRIMARY KEY (project_id, is_whole)) WITHOUT ROWID;
        """;
}
