namespace ArchiveMigration.FastTransfer;

/// <summary>Why a stream is not an item that the grammar understands.</summary>
public enum FastTransferFault
{
    /// <summary>The three records before the item's content are not those of every known export.</summary>
    Header,

    /// <summary>A record is not a TransferBuffer, or is empty.</summary>
    Record,

    /// <summary>The stream ends inside an item. Exports are cut short in normal service: worth another try.</summary>
    Truncated,

    /// <summary>A record ends inside an atom, which the protocol forbids (MS-OXCFXICS 2.2.4.1).</summary>
    CutAtom,

    /// <summary>A property's tag, type or name is not one that can be read with certainty.</summary>
    Property,

    /// <summary>A value contradicts its type.</summary>
    Value,

    /// <summary>An element that other FastTransfer streams have and items have not: folders, synchronisation, reported errors.</summary>
    ForeignElement,

    /// <summary>An element out of its place (MS-OXCFXICS 2.2.4.2).</summary>
    Syntax,
}
