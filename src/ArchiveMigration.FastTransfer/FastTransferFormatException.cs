namespace ArchiveMigration.FastTransfer;

/// <summary>
/// The bytes are not an item as Exchange is known to export it. Nothing is wrong with the item itself on that ground:
/// the stream is opaque by its publisher's word, so what is not understood is passed on as it is.
/// </summary>
public sealed class FastTransferFormatException : FormatException
{
    /// <summary>Names what is wrong and where.</summary>
    public FastTransferFormatException(FastTransferFault fault, long offset, string reason)
        : base($"Not a readable item at byte {offset}: {reason}.")
    {
        Fault = fault;
        Offset = offset;
        Reason = reason;
    }

    /// <summary>The kind of the fault.</summary>
    public FastTransferFault Fault { get; }

    /// <summary>Bytes from the start of the item, headers of records included, to the atom at fault; for a truncated item its length.</summary>
    public long Offset { get; }

    /// <summary>What is wrong, without the place.</summary>
    public string Reason { get; }
}
