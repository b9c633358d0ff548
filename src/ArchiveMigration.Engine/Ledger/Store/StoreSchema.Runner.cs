namespace ArchiveMigration.Engine.Ledger.Store;

internal static partial class StoreSchema
{
    /// <summary>
    /// Who runs, so that it can be recognised without trusting a process id, and what others ask of it. A request is addressed to one hold,
    /// so that one that came too late can never stop the next run.
    /// </summary>
    private const string Runner = """
        ALTER TABLE runner ADD COLUMN hold_id TEXT NOT NULL DEFAULT '';
        ALTER TABLE runner ADD COLUMN project TEXT;
        ALTER TABLE runner ADD COLUMN process_started_utc INTEGER;
        ALTER TABLE runner ADD COLUMN beat_utc INTEGER NOT NULL DEFAULT 0;

        CREATE TABLE stop_request (
            request_id INTEGER PRIMARY KEY,
            hold_id TEXT NOT NULL,
            user_id INTEGER,
            asked_by TEXT NOT NULL,
            taken INTEGER NOT NULL DEFAULT 0);
        """;
}
