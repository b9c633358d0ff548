namespace ArchiveMigration.Engine.Ledger.Store;

internal static partial class StoreSchema
{
    /// <summary>What the last copy of each user's settings came to, as JSON.</summary>
    private const string Settings = "CREATE TABLE setting_copy (user_id INTEGER PRIMARY KEY, result TEXT NOT NULL);";
}
