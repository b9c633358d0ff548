namespace ArchiveMigration.Engine.Ledger;

/// <summary>What mapping the addresses in an imported item came to. The numbers are stored.</summary>
public enum ItemMappingOutcome
{
    /// <summary>No address in it has a rule; it was imported byte for byte, unless retention tags were removed from it.</summary>
    NothingToMap = 0,

    /// <summary>Addresses were replaced.</summary>
    Mapped = 1,

    /// <summary>It could not be understood with certainty; it was imported byte for byte, with its addresses and its retention tags.</summary>
    NotMapped = 2,
}
