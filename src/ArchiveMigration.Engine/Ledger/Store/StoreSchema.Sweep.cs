namespace ArchiveMigration.Engine.Ledger.Store;

internal static partial class StoreSchema
{
    /// <summary>
    /// Up to when the items of a source folder are known, once it was listed whole: the latest time of change that was shown. Null makes the next pass list it
    /// whole again, which brings what older versions did not ask for.
    /// </summary>
    private const string Sweep = "ALTER TABLE folder ADD COLUMN changed_utc INTEGER;";
}
