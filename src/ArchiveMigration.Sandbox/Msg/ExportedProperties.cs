using ArchiveMigration.FastTransfer;

namespace ArchiveMigration.Sandbox.Msg;

/// <summary>Which properties of a .msg file become properties of the exported item.</summary>
internal static class ExportedProperties
{
    private const ushort Importance = 0x0017;
    private const ushort RowId = 0x3000;
    private const ushort AttachNumber = 0x0E21;
    private const ushort FirstMetaProperty = 0x4000;
    private const ushort LastMetaProperty = 0x4018;

    /// <summary>Those of a message, PidTagImportance first as in the items of Exchange Online.</summary>
    public static IEnumerable<MsgProperty> OfMessage(MsgPropertyList properties) => properties
        .Where(property => IsSent(property.Tag) && !IsOfItsOldPlace(property.Tag.Id))
        .OrderBy(property => property.Tag.Id != Importance);

    /// <summary>Those of a recipient; its row id comes from the writer.</summary>
    public static IEnumerable<MsgProperty> OfRecipient(MsgPropertyList properties) =>
        properties.Where(property => IsSent(property.Tag) && property.Tag.Id != RowId);

    /// <summary>Those of an attachment; its number comes from the writer.</summary>
    public static IEnumerable<MsgProperty> OfAttachment(MsgPropertyList properties) =>
        properties.Where(property => IsSent(property.Tag) && property.Tag.Id != AttachNumber && !IsOfItsOldPlace(property.Tag.Id));

    // 0x6600 to 0x67FF belong to the store and are never sent (MS-OXCFXICS 3.2.5.12). Ids of markers and meta-properties
    // (2.2.4.1.4, 2.2.4.1.5) cannot be properties at all; the same range holds ordinary ones too, so there the whole tag counts.
    private static bool IsSent(PropertyTag tag) => tag.Id switch
    {
        0 => false,
        >= 0x6600 and <= 0x67FF => false,
        >= FirstMetaProperty and <= LastMetaProperty => false,
        _ => tag.Value is not (0x402F0003 or 0x403A0003 or 0x403B0003 or 0x4074000B or 0x4075000B or 0x407A0003 or 0x407B0102 or 0x407C0003 or 0x407D0003),
    };

    // Where the message lay when it was saved and what one could do with it there: the mailbox that holds it says that anew.
    private static bool IsOfItsOldPlace(ushort id) => id is
        0x0E05 or // PidTagParentDisplay
        0x0E09 or // PidTagParentEntryId
        0x0E12 or // PidTagMessageRecipients: sent as recipients
        0x0E13 or // PidTagMessageAttachments: sent as attachments
        0x0FF4 or // PidTagAccess
        0x0FF6 or // PidTagInstanceKey
        0x0FF7 or // PidTagAccessLevel
        0x0FF8 or // PidTagMappingSignature
        0x0FFA or // PidTagStoreRecordKey
        0x0FFB or // PidTagStoreEntryId
        0x0FFF or // PidTagEntryId
        0x340D or // PidTagStoreSupportMask
        0x65E1;   // PidTagParentSourceKey
}
