namespace ArchiveMigration.Engine.Ledger.Store;

internal static partial class StoreSchema
{
    /// <summary>What holds for a user in place of the project's options, as JSON; null where nothing does.</summary>
    private const string UserOptions = "ALTER TABLE user ADD COLUMN options TEXT;";
}
