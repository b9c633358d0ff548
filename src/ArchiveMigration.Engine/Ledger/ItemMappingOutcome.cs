namespace ArchiveMigration.Engine.Ledger;

/// <summary>What mapping the addresses in an imported item came to. The numbers are stored.</summary>
public enum ItemMappingOutcome
{
    /// <summary>No address in it has a rule; it was imported byte for byte.</summary>
    NothingToMap = 0,

    /// <summary>Addresses were replaced.</summary>
    Mapped = 1,

    /// <summary>It could not be understood with certainty; it was imported byte for byte.</summary>
    NotMapped = 2,
}
