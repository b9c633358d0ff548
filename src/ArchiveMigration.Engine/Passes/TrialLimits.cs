namespace ArchiveMigration.Engine.Passes;

/// <summary>How much a trial pass copies of a user: as much as MigrationWiz's does, so that nobody has to learn new numbers.</summary>
public static class TrialLimits
{
    /// <summary>Items of one folder.</summary>
    public const int MostItemsPerFolder = 10;

    /// <summary>Bytes of all folders together, as the source reports sizes.</summary>
    public const long MostBytes = 5L * 1024 * 1024;
}
