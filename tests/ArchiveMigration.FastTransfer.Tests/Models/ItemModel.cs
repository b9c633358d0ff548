namespace ArchiveMigration.FastTransfer.Tests.Models;

/// <summary>An item as the property tests think of it.</summary>
internal sealed record MessageModel(
    IReadOnlyList<PropertyModel> Properties,
    IReadOnlyList<RecipientModel> Recipients,
    IReadOnlyList<AttachmentModel> Attachments,
    bool DeletesRecipients,
    bool DeletesAttachments);

internal sealed record RecipientModel(IReadOnlyList<PropertyModel> Properties);

internal sealed record AttachmentModel(IReadOnlyList<PropertyModel> Properties, MessageModel? EmbeddedMessage);

internal sealed record PropertyModel(PropertyTag Tag, PropertyName? Name, bool IsMultiple, IReadOnlyList<byte[]> Values);
