namespace ArchiveMigration.Engine.Ledger.Store;

internal static partial class StoreSchema
{
    /// <summary>Where the time of a pass went (ticks), what it asked of its mailboxes. Null for passes that did not get so far, or were cut off.</summary>
    private const string Pace = """
        ALTER TABLE pass ADD COLUMN throttled_ticks INTEGER;
        ALTER TABLE pass ADD COLUMN limit_ticks INTEGER;
        ALTER TABLE pass ADD COLUMN source_ticks INTEGER;
        ALTER TABLE pass ADD COLUMN destination_ticks INTEGER;
        ALTER TABLE pass ADD COLUMN own_ticks INTEGER;
        ALTER TABLE pass ADD COLUMN copy_ticks INTEGER;
        ALTER TABLE pass ADD COLUMN requests INTEGER;
        ALTER TABLE pass ADD COLUMN throttled_requests INTEGER;
        ALTER TABLE pass ADD COLUMN bytes_uploaded INTEGER;
        ALTER TABLE pass ADD COLUMN ceiling_share REAL;
        """;
}
