namespace ArchiveMigration.Engine.Proof.Content;

/// <summary>
/// Properties that an import gives anew or that only say where something is: they are left out of a comparison. By measurement creation time, size, ids and change
/// key differ after an import; the time of the last change is contested, and Exchange sets it with every write. The rest are the ids behind those
/// (MS-OXCFXICS 2.2.1.2, MS-OXCMSG 2.2.1 and 2.2.2) and what servers must not send and ignore (MS-OXCFXICS 2.2.4.1: 0x6600 to 0x67FF).
/// </summary>
internal static class ExpectedDifferences
{
    private static readonly HashSet<ushort> OfMessages =
    [
        0x0E08, // PidTagMessageSize
        0x0E09, // PidTagParentEntryId
        0x0E20, // PidTagAttachSize
        0x0E21, // PidTagAttachNumber
        0x0FF6, // PidTagInstanceKey
        0x0FF9, // PidTagRecordKey
        0x0FFF, // PidTagEntryId
        0x3007, // PidTagCreationTime
        0x3008, // PidTagLastModificationTime
        0x3013, // PidTagConversationId: of the mailbox
        0x4008, // MetaTagDnPrefix: "MUST be ignored"
        0x65E0, // PidTagSourceKey
        0x65E1, // PidTagParentSourceKey
        0x65E2, // PidTagChangeKey
        0x65E3, // PidTagPredecessorChangeList
    ];

    /// <summary>A recipient's entry id and record key name a person: they are content.</summary>
    private static readonly HashSet<ushort> OfRecipients =
    [
        0x0FF6, // PidTagInstanceKey
        0x3000, // PidTagRowid
    ];

    /// <summary>Whether a property is left out.</summary>
    public static bool Contains(ushort id, bool isOfRecipient) => id is >= 0x6600 and <= 0x67FF || (isOfRecipient ? OfRecipients : OfMessages).Contains(id);
}
