namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>What mapping did to an item.</summary>
public enum MappingOutcome
{
    /// <summary>No address in the item has a rule, and there is nothing to take out; its bytes stay as they are.</summary>
    NothingToMap,

    /// <summary>Addresses were replaced, or properties taken out, or both.</summary>
    Mapped,

    /// <summary>The item could not be understood with certainty; its bytes stay as they are.</summary>
    NotMapped,
}
