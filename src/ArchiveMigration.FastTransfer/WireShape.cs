namespace ArchiveMigration.FastTransfer;

/// <summary>The four layouts a property's value can have in the stream (MS-OXCFXICS 2.2.4.1).</summary>
public enum WireShape : byte
{
    /// <summary>The type is not known.</summary>
    Unknown,

    /// <summary>One value of a size that the type tells.</summary>
    Fixed,

    /// <summary>A 32-bit length in bytes, then the value.</summary>
    Variable,

    /// <summary>A 32-bit number of values, then the values, each of the size that the type tells.</summary>
    MultipleFixed,

    /// <summary>A 32-bit number of values, then each as a 32-bit length in bytes and the value.</summary>
    MultipleVariable,
}
