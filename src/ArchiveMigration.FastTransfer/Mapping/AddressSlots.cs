namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>
/// Numbers for everything in an object that can hold an address: first the members of the groups, then texts of
/// their own, reply-to, and the distribution list. Each property has one, and each can be there once.
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
    public const int Count = ListStream + 1;

    public static int Of(int group, AddressMember member) => (group * MembersPerGroup) + (int)member;
}
