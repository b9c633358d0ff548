namespace ArchiveMigration.FastTransfer.Items;

/// <summary>A message: the item itself, or one embedded in an attachment.</summary>
public sealed class ItemMessage : ItemPart
{
    /// <summary>The recipients, which for a meeting are its organizer and attendees.</summary>
    public IReadOnlyList<ItemRecipient> Recipients => RecipientList;

    /// <summary>The attachments.</summary>
    public IReadOnlyList<ItemAttachment> Attachments => AttachmentList;

    /// <summary>The values of the message's MetaTagFXDelProp elements.</summary>
    public IReadOnlyList<PropertyTag> Deleted => DeletedList;

    internal List<ItemRecipient> RecipientList { get; } = [];

    internal List<ItemAttachment> AttachmentList { get; } = [];

    internal List<PropertyTag> DeletedList { get; } = [];
}
