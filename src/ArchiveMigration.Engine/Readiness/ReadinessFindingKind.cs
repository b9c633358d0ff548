namespace ArchiveMigration.Engine.Readiness;

/// <summary>What a readiness test can find. Scripts filter on it.</summary>
public enum ReadinessFindingKind
{
    /// <summary>Nothing says to whom the user goes.</summary>
    NoDestination,

    /// <summary>Nobody in the tenant has the address.</summary>
    MailboxNotFound,

    /// <summary>The mailbox is on-premises, inactive, soft-deleted or unlicensed.</summary>
    MailboxNotReachable,

    /// <summary>There is no in-place archive at the source.</summary>
    NoArchiveAtSource,

    /// <summary>There is no in-place archive at the destination.</summary>
    NoArchiveAtDestination,

    /// <summary>The service does not let this API touch the archive.</summary>
    ArchiveNotServed,

    /// <summary>The application may not do what a migration has to do.</summary>
    PermissionMissing,

    /// <summary>The mailbox could not be looked at for another reason.</summary>
    NotReadable,

    /// <summary>The destination has no licence that allows an archive.</summary>
    NoArchiveLicence,

    /// <summary>It does not fit into what the destination's licence allows.</summary>
    TooLargeForLicence,

    /// <summary>It is larger than the largest archive that there can be.</summary>
    TooLargeForArchive,

    /// <summary>The destination's archive must be enlarged by Exchange while it fills.</summary>
    MustExpand,

    /// <summary>Items are larger than Exchange allows.</summary>
    ItemsTooLarge,

    /// <summary>A folder holds nearly as many items as one can hold, or more.</summary>
    FolderTooFull,

    /// <summary>Items go into a folder of another class, where Outlook may not show them.</summary>
    FolderClassDiffers,

    /// <summary>Addresses in the items will stay as they are although the project maps addresses.</summary>
    AddressesNotMapped,

    /// <summary>The service does not tell how large folders are.</summary>
    SizeUnknown,

    /// <summary>Whether there are items that are too large can only be told by listing all items.</summary>
    LargeItemsUnknown,

    /// <summary>The licences could not be read.</summary>
    LicenceUnknown,
}
