namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>The slots of properties that have a tag of their own, by property id (MS-OXPROPS; some are not listed there but common in items).</summary>
internal static class TaggedSlots
{
    private static readonly ushort[] OfMessage = new ushort[0x6002];
    private static readonly ushort[] OfRecipient = new ushort[0x6002];
    private static readonly AddressTextKind[] TextKinds = new AddressTextKind[AddressSlots.TextCount];

    // 0 where there is none. Columns: name, type, address, entry id, search key, SMTP address, other name.
    private static readonly ushort[][] MessageGroups =
    [
        [0x0C1A, 0x0C1E, 0x0C1F, 0x0C19, 0x0C1D, 0x5D01, 0x4030], // Sender
        [0x0042, 0x0064, 0x0065, 0x0041, 0x003B, 0x5D02, 0x4031], // SentRepresenting
        [0x0040, 0x0075, 0x0076, 0x003F, 0x0051, 0x5D07, 0x4034], // ReceivedBy
        [0x0044, 0x0077, 0x0078, 0x0043, 0x0052, 0x5D08, 0x4035], // ReceivedRepresenting
        [0x005A, 0x0066, 0x0067, 0x005B, 0x005C, 0, 0], // OriginalSender
        [0x005D, 0x0068, 0x0069, 0x005E, 0x005F, 0, 0], // OriginalSentRepresenting
        [0x004D, 0x0079, 0x007A, 0x004C, 0x0056, 0x5D06, 0x405E], // OriginalAuthor
        [0x402B, 0x4029, 0x402A, 0x0046, 0x0053, 0x5D05, 0], // ReadReceipt
        [0x003A, 0, 0, 0x0045, 0x0054, 0, 0], // Report
        [0x3FF8, 0x4022, 0x4023, 0x3FF9, 0, 0x5D0A, 0x4038], // Creator
        [0x3FFA, 0x4024, 0x4025, 0x3FFB, 0, 0x5D0B, 0x4039], // LastModifier
        [0, 0x007B, 0x007C, 0x1012, 0, 0, 0], // OriginallyIntendedRecipient
    ];

    private static readonly AddressMember[] Columns =
    [
        AddressMember.Name, AddressMember.Type, AddressMember.Address, AddressMember.EntryId, AddressMember.SearchKey,
        AddressMember.SmtpAddress, AddressMember.OtherName1,
    ];

    private static readonly (ushort Id, AddressMember Member)[] RecipientMembers =
    [
        (0x3001, AddressMember.Name), (0x5FF6, AddressMember.OtherName1), (0x3A20, AddressMember.OtherName2),
        (0x39FF, AddressMember.OtherName3), (0x6001, AddressMember.OtherName4), (0x3002, AddressMember.Type),
        (0x3003, AddressMember.Address), (0x0FFF, AddressMember.EntryId), (0x5FF7, AddressMember.OtherEntryId1),
        (0x0FF9, AddressMember.RecordKey), (0x300B, AddressMember.SearchKey), (0x39FE, AddressMember.SmtpAddress),
        (0x5FE5, AddressMember.SipUri),
    ];

    private static readonly (ushort Id, AddressTextKind Kind)[] MessageTexts =
    [
        (0x0E04, AddressTextKind.List), (0x0E03, AddressTextKind.List), (0x0E02, AddressTextKind.List), // DisplayTo, Cc, Bcc
        (0x0074, AddressTextKind.List), (0x0073, AddressTextKind.List), (0x0072, AddressTextKind.List), // the Original ones
        (0x0050, AddressTextKind.List), // ReplyRecipientNames
        (0x5D09, AddressTextKind.Address),
        (0x0082, AddressTextKind.Address), (0x0083, AddressTextKind.Address), (0x0084, AddressTextKind.Address), // report, dispositions
        (0x5FE5, AddressTextKind.SipUri),
    ];

    static TaggedSlots()
    {
        for (var group = 0; group < MessageGroups.Length; group++)
        {
            for (var column = 0; column < Columns.Length; column++)
            {
                OfMessage[MessageGroups[group][column]] = Numbered(AddressSlots.Of(group, Columns[column]));
            }
        }

        OfMessage[0] = 0;
        OfMessage[0x4061] = Numbered(AddressSlots.Of(6, AddressMember.OtherSearchKey));
        OfMessage[0x0020] = Numbered(AddressSlots.Of(11, AddressMember.RecordKey));
        OfMessage[0x004F] = Numbered(AddressSlots.ReplyEntries);
        OfMessage[0x007D] = Numbered(AddressSlots.Headers);
        foreach (var tag in RetentionProperties.All)
        {
            OfMessage[tag.Id] = Numbered(AddressSlots.FirstRetention + RetentionProperties.IndexOf(tag.Id));
        }

        foreach (var (id, member) in RecipientMembers)
        {
            OfRecipient[id] = Numbered(AddressSlots.Of(AddressSlots.RecipientGroup, member));
        }

        for (var i = 0; i < MessageTexts.Length; i++)
        {
            OfMessage[MessageTexts[i].Id] = Numbered(AddressSlots.FirstText + i);
            TextKinds[i] = MessageTexts[i].Kind;
        }

        for (var i = 0; i < NamedSlots.Texts.Length; i++)
        {
            TextKinds[MessageTexts.Length + i] = NamedSlots.Texts[i].Kind;
        }
    }

    /// <summary>Which of the texts is ReplyRecipientNames.</summary>
    public const int ReplyNamesText = 6;

    /// <summary>How many texts have a tag of their own; those with a name come after them.</summary>
    public const int TextCount = 12;

    /// <summary>The slot of a property of a message, or -1.</summary>
    public static int InMessage(ushort id) => id < OfMessage.Length ? OfMessage[id] - 1 : -1;

    /// <summary>The slot of a property of a recipient, or -1.</summary>
    public static int InRecipient(ushort id) => id < OfRecipient.Length ? OfRecipient[id] - 1 : -1;

    /// <summary>How the text in a slot can hold addresses.</summary>
    public static AddressTextKind TextKindOf(int slot) => TextKinds[slot - AddressSlots.FirstText];

    private static ushort Numbered(int slot) => (ushort)(slot + 1);
}
