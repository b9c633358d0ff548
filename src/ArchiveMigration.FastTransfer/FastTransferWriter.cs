namespace ArchiveMigration.FastTransfer;

/// <summary>
/// Writes one item as Exchange exports it: the 62-byte header of three records and then the MS-OXCFXICS message content
/// in TransferBuffer records that never cut an atom (MS-OXCFXICS 2.2.4.1).
/// </summary>
public sealed class FastTransferWriter : IDisposable
{
    /// <summary>Starts an item on <paramref name="output"/>, which stays open when the writer is disposed.</summary>
    public FastTransferWriter(Stream output) => throw new NotImplementedException();

    /// <summary>Writes a property of a fixed-size type; <paramref name="value"/> must have exactly the type's size on the wire (Boolean: 2 bytes).</summary>
    public void WriteFixed(PropertyTag tag, ReadOnlySpan<byte> value, PropertyName? name = null) => throw new NotImplementedException();

    /// <summary>Writes a property of a variable-size type (string, binary, object): its length and its bytes as given.</summary>
    public void WriteVariable(PropertyTag tag, ReadOnlySpan<byte> value, PropertyName? name = null) => throw new NotImplementedException();

    /// <summary>Starts a variable-size property whose bytes follow in pieces through <see cref="WriteValueBytes"/>.</summary>
    public void BeginVariable(PropertyTag tag, uint length, PropertyName? name = null) => throw new NotImplementedException();

    /// <summary>Adds bytes to the value begun with <see cref="BeginVariable"/>; the sum must be the announced length.</summary>
    public void WriteValueBytes(ReadOnlySpan<byte> bytes) => throw new NotImplementedException();

    /// <summary>Writes a multi-valued property; each element is the raw bytes of one value.</summary>
    public void WriteMultiple(PropertyTag tag, IReadOnlyList<ReadOnlyMemory<byte>> elements, PropertyName? name = null) => throw new NotImplementedException();

    /// <summary>Writes a UTF-16LE string with its terminating NUL under the type of the tag (0x001F or 0x84B0).</summary>
    public void WriteString(PropertyTag tag, string value, PropertyName? name = null) => throw new NotImplementedException();

    /// <summary>Writes a 16-bit number.</summary>
    public void WriteInt16(PropertyTag tag, short value, PropertyName? name = null) => throw new NotImplementedException();

    /// <summary>Writes a 32-bit number.</summary>
    public void WriteInt32(PropertyTag tag, int value, PropertyName? name = null) => throw new NotImplementedException();

    /// <summary>Writes a 64-bit number.</summary>
    public void WriteInt64(PropertyTag tag, long value, PropertyName? name = null) => throw new NotImplementedException();

    /// <summary>Writes a floating-point number of 64 bits.</summary>
    public void WriteDouble(PropertyTag tag, double value, PropertyName? name = null) => throw new NotImplementedException();

    /// <summary>Writes a truth value in its two bytes.</summary>
    public void WriteBoolean(PropertyTag tag, bool value, PropertyName? name = null) => throw new NotImplementedException();

    /// <summary>Writes a point in time as a FILETIME.</summary>
    public void WriteTime(PropertyTag tag, DateTimeOffset value, PropertyName? name = null) => throw new NotImplementedException();

    /// <summary>Writes a GUID.</summary>
    public void WriteGuid(PropertyTag tag, Guid value, PropertyName? name = null) => throw new NotImplementedException();

    /// <summary>Opens a recipient: StartRecip and PidTagRowid.</summary>
    public void StartRecipient(int rowId) => throw new NotImplementedException();

    /// <summary>Closes the recipient: EndToRecip.</summary>
    public void EndRecipient() => throw new NotImplementedException();

    /// <summary>Opens an attachment: NewAttach and PidTagAttachNumber.</summary>
    public void StartAttachment(int number) => throw new NotImplementedException();

    /// <summary>Closes the attachment: EndAttach.</summary>
    public void EndAttachment() => throw new NotImplementedException();

    /// <summary>Opens the embedded message of an attachment: StartEmbed.</summary>
    public void StartEmbeddedMessage() => throw new NotImplementedException();

    /// <summary>Closes the embedded message: EndEmbed.</summary>
    public void EndEmbeddedMessage() => throw new NotImplementedException();

    /// <summary>Writes MetaTagFXDelProp, which tells that the recipients or attachments that follow replace any others (MS-OXCFXICS 2.2.4.1.5.1).</summary>
    public void WriteDeleteProperty(PropertyTag deleted) => throw new NotImplementedException();

    /// <summary>Checks that everything opened was closed and writes the last record.</summary>
    /// <exception cref="InvalidOperationException">A recipient, attachment, embedded message or value is still open.</exception>
    public void Complete() => throw new NotImplementedException();

    /// <summary>Returns rented buffers. Does not complete the item.</summary>
    public void Dispose() => throw new NotImplementedException();
}
