namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>What a property is within a group of properties that together name one person.</summary>
internal enum AddressMember : byte
{
    Name,
    OtherName1,
    OtherName2,
    OtherName3,
    OtherName4,
    Type,
    Address,
    EntryId,
    OtherEntryId1,

    /// <summary>A key that often, but not always, is the entry id again.</summary>
    RecordKey,
    SearchKey,
    OtherSearchKey,
    SmtpAddress,
    SipUri,
}
