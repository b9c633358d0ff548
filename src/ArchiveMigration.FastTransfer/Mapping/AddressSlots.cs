namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>
/// Numbers for everything in an object that can hold an address: first the members of the groups, then texts of
/// their own, reply-to, the distribution list, and the Internet headers; and for the retention properties, which may be taken
/// out. Each property has one, and each can be there once.
/// </summary>
internal static class AddressSlots
{
    public const int MembersPerGroup = (int)AddressMember.SipUri + 1;

    /// <summary>Twelve groups of a message, three of a contact, one of sharing messages, one of recipients.</summary>
    public const int GroupCount = 17;
    public const int FirstContactGroup = 12;
    public const int SharingGroup = 15;
    public const int RecipientGroup = 16;

    public const int FirstText = GroupCount * MembersPerGroup;
    public const int TextCount = 48;
    public const int ReplyEntries = FirstText + TextCount;
    public const int ListMembers = ReplyEntries + 1;
    public const int ListOneOffMembers = ListMembers + 1;
    public const int ListChecksum = ListOneOffMembers + 1;
    public const int ListStream = ListChecksum + 1;
    public const int Headers = ListStream + 1;
    public const int FirstRetention = Headers + 1;
    public const int Count = FirstRetention + RetentionProperties.Count;

    private static readonly AddressMember[] Members =
        [.. Enumerable.Range(0, FirstText).Select(slot => (AddressMember)(slot % MembersPerGroup))];

    private static readonly byte[] Groups = [.. Enumerable.Range(0, FirstText).Select(slot => (byte)(slot / MembersPerGroup))];

    private static readonly AddressSlotType[] Types = [.. Enumerable.Range(0, Count).Select(FindType)];

    /// <summary>What the slot of a group is in it.</summary>
    public static AddressMember MemberOf(int slot) => Members[slot];

    /// <summary>The group of a slot.</summary>
    public static int GroupOf(int slot) => Groups[slot];

    /// <summary>The type of the property in the slot.</summary>
    public static AddressSlotType TypeOf(int slot) => Types[slot];

    /// <summary>Whether the slot is that of a retention property: it holds no address, and is only looked at to be taken out.</summary>
    public static bool IsRetention(int slot) => slot >= FirstRetention;

    public static int Of(int group, AddressMember member) => (group * MembersPerGroup) + (int)member;

    private static AddressSlotType FindType(int slot) => slot switch
    {
        ReplyEntries or ListStream => AddressSlotType.Binary,
        ListMembers or ListOneOffMembers => AddressSlotType.Binaries,
        ListChecksum => AddressSlotType.Integer32,
        Headers => AddressSlotType.Text,
        >= FirstText => AddressSlotType.Texts,
        _ => Members[slot] is >= AddressMember.EntryId and <= AddressMember.OtherSearchKey ? AddressSlotType.Binary : AddressSlotType.Text,
    };
}
