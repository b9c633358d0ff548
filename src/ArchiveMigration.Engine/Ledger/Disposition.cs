namespace ArchiveMigration.Engine.Ledger;

/// <summary>What became of a source item. The numbers are stored.</summary>
public enum Disposition
{
    /// <summary>Known, not yet decided.</summary>
    Pending = 0,

    /// <summary>Imported by us.</summary>
    Imported = 1,

    /// <summary>At the destination before we came, by search key; not copied again.</summary>
    AlreadyPresent = 2,

    /// <summary>Left out by a rule of the project.</summary>
    Excluded = 3,

    /// <summary>Could not be migrated.</summary>
    Failed = 4,

    /// <summary>Gone from the source before it was migrated.</summary>
    Vanished = 5,
}
