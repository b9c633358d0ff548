namespace ArchiveMigration.FastTransfer;

/// <summary>Tags that the syntax of an item gives a place of their own (MS-OXCFXICS 2.2.4.2 to 2.2.4.4).</summary>
internal static class WellKnownTags
{
    /// <summary>PidTagRowid, the first property of each recipient.</summary>
    public const uint RowId = 0x30000003;

    /// <summary>PidTagAttachNumber, the first property of each attachment.</summary>
    public const uint AttachNumber = 0x0E210003;

    /// <summary>PidTagMid, which may come first in an embedded message; its value is ignored.</summary>
    public const uint Mid = 0x674A0014;

    /// <summary>The id of MetaTagDnPrefix, which may come before other properties of a message or attachment. Declared String8, sent as 0x84E4.</summary>
    public const ushort DnPrefixId = 0x4008;

    /// <summary>MetaTagFXDelProp: its value is the tag of what is replaced.</summary>
    public const uint FXDelProp = 0x40160003;

    /// <summary>PidTagMessageRecipients, as value of <see cref="FXDelProp"/>.</summary>
    public const uint MessageRecipients = 0x0E12000D;

    /// <summary>PidTagMessageAttachments, as value of <see cref="FXDelProp"/>.</summary>
    public const uint MessageAttachments = 0x0E13000D;

    /// <summary>
    /// The name of a marker or meta-property that a FastTransfer stream can hold but a single item cannot (folders,
    /// synchronisation, partial items, errors; MS-OXCFXICS 2.2.4.1.4 and 2.2.4.1.5), or null for every other tag.
    /// The whole tag counts: ordinary properties have ids among these, such as 0x40190003.
    /// </summary>
    public static string? ForeignElement(uint tag) => tag switch
    {
        0x40090003 => "StartTopFld",
        0x400A0003 => "StartSubFld",
        0x400B0003 => "EndFolder",
        0x400C0003 => "StartMessage",
        0x400D0003 => "EndMessage",
        0x400F0003 => "MetaTagEcWarning",
        0x40100003 => "StartFAIMsg",
        0x40110102 => "MetaTagNewFXFolder",
        0x40120003 => "IncrSyncChg",
        0x40130003 => "IncrSyncDel",
        0x40140003 => "IncrSyncEnd",
        0x40150003 => "IncrSyncMessage",
        0x40170003 or 0x40170102 => "MetaTagIdsetGiven",
        0x40180003 => "FXErrorInfo",
        0x402F0003 => "IncrSyncRead",
        0x403A0003 => "IncrSyncStateBegin",
        0x403B0003 => "IncrSyncStateEnd",
        0x4074000B => "IncrSyncProgressMode",
        0x4075000B => "IncrSyncProgressPerMsg",
        0x407A0003 => "MetaTagIncrementalSyncMessagePartial",
        0x407B0102 => "IncrSyncGroupInfo",
        0x407C0003 => "MetaTagIncrSyncGroupId",
        0x407D0003 => "IncrSyncChgPartial",
        _ => null,
    };

    /// <summary>Whether the tag is one of the markers, meta-properties or the ordinary properties that share their range of ids.</summary>
    public static bool MayBeMeta(uint tag) => tag >> 23 == 0x4000 >> 7;
}
