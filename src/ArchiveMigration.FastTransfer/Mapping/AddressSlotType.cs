namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>The type a property must have to be looked at: with another it is not the property that the specifications tell of.</summary>
internal enum AddressSlotType : byte
{
    /// <summary>One text, in any encoding.</summary>
    Text,

    /// <summary>One text or several.</summary>
    Texts,

    /// <summary>Bytes.</summary>
    Binary,

    /// <summary>Several rows of bytes.</summary>
    Binaries,

    /// <summary>A number of 32 bits.</summary>
    Integer32,
}
