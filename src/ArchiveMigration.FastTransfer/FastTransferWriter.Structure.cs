namespace ArchiveMigration.FastTransfer;

/// <summary>The markers that open and close recipients, attachments and embedded messages (MS-OXCFXICS 2.2.4.1.4).</summary>
public sealed partial class FastTransferWriter
{
    /// <summary>Opens a recipient: StartRecip and PidTagRowid.</summary>
    public void StartRecipient(int rowId)
    {
        WriteMarker(Marker.StartRecipient);
        WriteInt32(new PropertyTag(WellKnownTags.RowId), rowId);
    }

    /// <summary>Closes the recipient: EndToRecip.</summary>
    public void EndRecipient() => WriteMarker(Marker.EndRecipient);

    /// <summary>Opens an attachment: NewAttach and PidTagAttachNumber.</summary>
    public void StartAttachment(int number)
    {
        WriteMarker(Marker.NewAttachment);
        WriteInt32(new PropertyTag(WellKnownTags.AttachNumber), number);
    }

    /// <summary>Closes the attachment: EndAttach.</summary>
    public void EndAttachment() => WriteMarker(Marker.EndAttachment);

    /// <summary>Opens the embedded message of an attachment: StartEmbed.</summary>
    public void StartEmbeddedMessage() => WriteMarker(Marker.StartEmbeddedMessage);

    /// <summary>Closes the embedded message: EndEmbed.</summary>
    public void EndEmbeddedMessage() => WriteMarker(Marker.EndEmbeddedMessage);
}
