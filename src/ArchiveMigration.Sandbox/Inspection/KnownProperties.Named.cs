using System.Collections.Frozen;

namespace ArchiveMigration.Sandbox.Inspection;

/// <summary>Named properties: set, number and name. The ids under which a stream has them are its mailbox's own.</summary>
internal static partial class KnownProperties
{
    private const string Address = """
        8005 FileUnder                                8006 FileUnderId                              8007 ContactItemData
        8010 Department                               8015 HasPicture                               801A HomeAddress
        801B WorkAddress                              801C OtherAddress                             8022 PostalAddressId
        8023 ContactCharacterSet                      8025 AutoLog                                  8026 FileUnderList
        8028 AddressBookProviderEmailList             8029 AddressBookProviderArrayType             802B Html
        802C YomiFirstName                            802D YomiLastName                             802E YomiCompanyName
        8040 BusinessCardDisplayDefinition            8041 BusinessCardCardPicture                  8045 WorkAddressStreet
        8046 WorkAddressCity                          8047 WorkAddressState                         8048 WorkAddressPostalCode
        8049 WorkAddressCountry                       804A WorkAddressPostOfficeBox                 804C DistributionListChecksum
        804D BirthdayEventEntryId                     804E AnniversaryEventEntryId                  804F ContactUserField1
        8050 ContactUserField2                        8051 ContactUserField3                        8052 ContactUserField4
        8053 DistributionListName                     8054 DistributionListOneOffMembers            8055 DistributionListMembers
        8062 InstantMessagingAddress                  8064 DistributionListStream                   8080 Email1DisplayName
        8082 Email1AddressType                        8083 Email1EmailAddress                       8084 Email1OriginalDisplayName
        8085 Email1OriginalEntryId                    8090 Email2DisplayName                        8092 Email2AddressType
        8093 Email2EmailAddress                       8094 Email2OriginalDisplayName                8095 Email2OriginalEntryId
        80A0 Email3DisplayName                        80A2 Email3AddressType                        80A3 Email3EmailAddress
        80A4 Email3OriginalDisplayName                80A5 Email3OriginalEntryId                    80B2 Fax1AddressType
        80B3 Fax1EmailAddress                         80B4 Fax1OriginalDisplayName                  80B5 Fax1OriginalEntryId
        80C2 Fax2AddressType                          80C3 Fax2EmailAddress                         80C4 Fax2OriginalDisplayName
        80C5 Fax2OriginalEntryId                      80D2 Fax3AddressType                          80D3 Fax3EmailAddress
        80D4 Fax3OriginalDisplayName                  80D5 Fax3OriginalEntryId                      80D8 FreeBusyLocation
        80DA HomeAddressCountryCode                   80DB WorkAddressCountryCode                   80DC OtherAddressCountryCode
        80DD AddressCountryCode                       80DE BirthdayLocal                            80DF WeddingAnniversaryLocal
        80E0 IsContactLinked                          80E2 ContactLinkedGlobalAddressListEntryId    80E3 ContactLinkSMTPAddressCache
        80E5 ContactLinkLinkRejectHistory             80E6 ContactLinkGlobalAddressListLinkState    80E8 ContactLinkGlobalAddressListLinkId
        """;

    private const string Appointment = """
        8201 AppointmentSequence                      8202 AppointmentSequenceTime                  8203 AppointmentLastSequence
        8204 ChangeHighlight                          8205 BusyStatus                               8206 FExceptionalBody
        8207 AppointmentAuxiliaryFlags                8208 Location                                 8209 MeetingWorkspaceUrl
        820A ForwardInstance                          820C LinkedTaskItems                          820D AppointmentStartWhole
        820E AppointmentEndWhole                      820F AppointmentStartTime                     8210 AppointmentEndTime
        8211 AppointmentEndDate                       8212 AppointmentStartDate                     8213 AppointmentDuration
        8214 AppointmentColor                         8215 AppointmentSubType                       8216 AppointmentRecur
        8217 AppointmentStateFlags                    8218 ResponseStatus                           8220 AppointmentReplyTime
        8223 Recurring                                8224 IntendedBusyStatus                       8226 AppointmentUpdateTime
        8228 ExceptionReplaceTime                     8229 FInvited                                 822B FExceptionalAttendees
        822E OwnerName                                822F FOthersAppointment                       8230 AppointmentReplyName
        8231 RecurrenceType                           8232 RecurrencePattern                        8233 TimeZoneStruct
        8234 TimeZoneDescription                      8235 ClipStart                                8236 ClipEnd
        8237 OriginalStoreEntryId                     8238 AllAttendeesString                       823A AutoFillLocation
        823B ToAttendeesString                        823C CcAttendeesString                        8240 ConferencingCheck
        8241 ConferencingType                         8242 Directory                                8243 OrganizerAlias
        8244 AutoStartCheck                           8246 AllowExternalCheck                       8247 CollaborateDoc
        8248 NetShowUrl                               8249 OnlinePassword                           8250 AppointmentProposedStartWhole
        8251 AppointmentProposedEndWhole              8256 AppointmentProposedDuration              8257 AppointmentCounterProposal
        8259 AppointmentProposalNumber                825A AppointmentNotAllowPropose               825D AppointmentUnsendableRecipients
        825E AppointmentTimeZoneDefinitionStartDisplay  825F AppointmentTimeZoneDefinitionEndDisplay  8260 AppointmentTimeZoneDefinitionRecur
        """;

    private const string Common = """
        8501 ReminderDelta                            8502 ReminderTime                             8503 ReminderSet
        8504 ReminderTimeTime                         8505 ReminderTimeDate                         8506 Private
        850E AgingDontAgeMe                           8510 SideEffects                              8511 RemoteStatus
        8514 SmartNoAttach                            8516 CommonStart                              8517 CommonEnd
        8518 TaskMode                                 8519 TaskGlobalId                             851A AutoProcessState
        851C ReminderOverride                         851D ReminderType                             851E ReminderPlaySound
        851F ReminderFileParameter                    8520 VerbStream                               8524 VerbResponse
        8530 FlagRequest                              8534 Mileage                                  8535 Billing
        8536 NonSendableTo                            8537 NonSendableCc                            8538 NonSendableBcc
        8539 Companies                                853A Contacts                                 8540 PropertyDefinitionStream
        8543 NonSendToTrackStatus                     8544 NonSendCcTrackStatus                     8545 NonSendBccTrackStatus
        8552 CurrentVersion                           8554 CurrentVersionName                       8560 ReminderSignalTime
        8578 HeaderItem                               8580 InternetAccountName                      8581 InternetAccountStamp
        8582 UseTnef                                  8584 ContactLinkSearchKey                     8585 ContactLinkEntry
        8586 ContactLinkName                          859C SpamOriginalFolder                       85A0 ToDoOrdinalDate
        85A1 ToDoSubOrdinal                           85A4 ToDoTitle                                85B1 InfoPathFormName
        85B5 Classified                               85B6 Classification                           85B7 ClassificationDescription
        85B8 ClassificationGuid                       85BA ClassificationKeep                       85BD ReferenceEntryId
        85BF ValidFlagStringProof                     85C0 FlagString                               85C6 ConversationActionMoveFolderEid
        85C9 ConversationProcessed
        """;

    private const string Meeting = """
        0001 AttendeeCriticalChange                   0002 Where                                    0003 GlobalObjectId
        0004 IsSilent                                 0005 IsRecurring                              0006 RequiredAttendees
        0007 OptionalAttendees                        0008 ResourceAttendees                        0009 DelegateMail
        000A IsException                              000C TimeZone                                 000D StartRecurrenceDate
        000E StartRecurrenceTime                      000F EndRecurrenceDate                        0010 EndRecurrenceTime
        0011 DayInterval                              0012 WeekInterval                             0013 MonthInterval
        0014 YearInterval                             0017 MonthOfYearMask                          0018 OldRecurrenceType
        001A OwnerCriticalChange                      001C CalendarType                             0023 CleanGlobalObjectId
        0024 AppointmentMessageClass                  0026 MeetingType                              0028 OldLocation
        0029 OldWhenStartWhole                        002A OldWhenEndWhole
        """;

    private const string Task = """
        8101 TaskStatus                               8102 PercentComplete                          8103 TeamTask
        8104 TaskStartDate                            8105 TaskDueDate                              8107 TaskResetReminder
        8108 TaskAccepted                             8109 TaskDeadOccurrence                       810F TaskDateCompleted
        8110 TaskActualEffort                         8111 TaskEstimatedEffort                      8112 TaskVersion
        8113 TaskState                                8115 TaskLastUpdate                           8116 TaskRecurrence
        8117 TaskAssigners                            8119 TaskStatusOnComplete                     811A TaskHistory
        811B TaskUpdates                              811C TaskComplete                             811E TaskFCreator
        811F TaskOwner                                8120 TaskMultipleRecipients                   8121 TaskAssigner
        8122 TaskLastUser                             8123 TaskOrdinal                              8124 TaskNoCompute
        8125 TaskLastDelegate                         8126 TaskFRecurring                           8127 TaskRole
        8129 TaskOwnership                            812A TaskAcceptanceState                      812C TaskFFixOffline
        8139 TaskCustomFlags
        """;

    private const string Log = """
        8700 LogType                                  8706 LogStart                                 8707 LogDuration
        8708 LogEnd                                   870C LogFlags                                 870E LogDocumentPrinted
        870F LogDocumentSaved                         8710 LogDocumentRouted                        8711 LogDocumentPosted
        8712 LogTypeDesc
        """;

    private const string Note = "8B00 NoteColor 8B02 NoteWidth 8B03 NoteHeight 8B04 NoteX 8B05 NoteY";

    private const string Sharing = """
        8A00 SharingStatus                            8A01 SharingProviderGuid                      8A02 SharingProviderName
        8A03 SharingProviderUrl                       8A04 SharingRemotePath                        8A05 SharingRemoteName
        8A06 SharingRemoteUid                         8A07 SharingInitiatorName                     8A08 SharingInitiatorSmtp
        8A09 SharingInitiatorEntryId                  8A0A SharingFlags                             8A0B SharingProviderExtension
        8A0C SharingRemoteUser                        8A0D SharingRemotePass                        8A0E SharingLocalPath
        8A0F SharingLocalName                         8A10 SharingLocalUid                          8A17 SharingCapabilities
        8A18 SharingFlavor                            8A1B SharingPermissions
        """;

    private static (string Guid, string Properties)[] Sets =>
    [
        ("00062004-0000-0000-c000-000000000046", Address),
        ("00062002-0000-0000-c000-000000000046", Appointment),
        ("00062008-0000-0000-c000-000000000046", Common),
        ("6ed8da90-450b-101b-98da-00aa003f1305", Meeting),
        ("00062003-0000-0000-c000-000000000046", Task),
        ("0006200a-0000-0000-c000-000000000046", Log),
        ("0006200e-0000-0000-c000-000000000046", Note),
        ("00062040-0000-0000-c000-000000000046", Sharing),
    ];

    private static readonly FrozenDictionary<Guid, string> TextSets = new Dictionary<Guid, string>
    {
        [new("00020329-0000-0000-c000-000000000046")] = "PS_PUBLIC_STRINGS",
        [new("00020386-0000-0000-c000-000000000046")] = "PS_INTERNET_HEADERS",
        [new("11000e07-b51b-40d6-af21-caa85edab1d0")] = "PSETID_CalendarAssistant",
    }.ToFrozenDictionary();
}
