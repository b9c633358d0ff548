using System.Collections.Frozen;

namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>The slots of named properties, by property set and number (MS-OXPROPS, MS-OXOCNTC, MS-OXOCAL, MS-OXOTASK, MS-OXSHARE).</summary>
internal static class NamedSlots
{
    private static readonly Guid Address = new("00062004-0000-0000-c000-000000000046");
    private static readonly Guid Appointment = new("00062002-0000-0000-c000-000000000046");
    private static readonly Guid Meeting = new("6ed8da90-450b-101b-98da-00aa003f1305");
    private static readonly Guid Common = new("00062008-0000-0000-c000-000000000046");
    private static readonly Guid Task = new("00062003-0000-0000-c000-000000000046");
    private static readonly Guid Sharing = new("00062040-0000-0000-c000-000000000046");

    // The numbers are distinct over all these sets, so that they alone find the place, and the set is only confirmed.
    private static readonly FrozenDictionary<uint, (Guid Set, int Slot)> ByNumber = MakeTable().ToFrozenDictionary();

    /// <summary>Texts that belong to no group, in the order of their slots.</summary>
    public static (Guid Set, uint Lid, AddressTextKind Kind)[] Texts =>
    [
        (Address, 0x8062, AddressTextKind.Address), // instant messaging
        (Address, 0x80E3, AddressTextKind.Address), // ContactLinkSMTPAddressCache
        (Appointment, 0x8238, AddressTextKind.List), // AllAttendees
        (Appointment, 0x823B, AddressTextKind.List), // ToAttendees
        (Appointment, 0x823C, AddressTextKind.List), // CcAttendees
        (Appointment, 0x822E, AddressTextKind.Address), // OwnerName
        (Appointment, 0x8230, AddressTextKind.Address), // ReplyName
        (Appointment, 0x8243, AddressTextKind.Address), // OrganizerAlias
        (Meeting, 0x0006, AddressTextKind.List), // RequiredAttendees
        (Meeting, 0x0007, AddressTextKind.List), // OptionalAttendees
        (Meeting, 0x0008, AddressTextKind.List), // ResourceAttendees
        (Common, 0x8536, AddressTextKind.List), // NonSendableTo
        (Common, 0x8537, AddressTextKind.List), // NonSendableCc
        (Common, 0x8538, AddressTextKind.List), // NonSendableBcc
        (Common, 0x853A, AddressTextKind.Address), // Contacts
        (Task, 0x811F, AddressTextKind.Address), // Owner
        (Task, 0x8121, AddressTextKind.Address), // Assigner
        (Task, 0x8122, AddressTextKind.Address), // LastUser
        (Task, 0x8125, AddressTextKind.Address), // LastDelegate
    ];

    /// <summary>The slot of a property of a message that is named by a number, or -1.</summary>
    public static int InMessage(in Guid set, uint lid) =>
        ByNumber.TryGetValue(lid, out var found) && found.Set == set ? found.Slot : -1;

    private static Dictionary<uint, (Guid Set, int Slot)> MakeTable()
    {
        var table = new Dictionary<uint, (Guid, int)>
        {
            [0x8055] = (Address, AddressSlots.ListMembers),
            [0x8054] = (Address, AddressSlots.ListOneOffMembers),
            [0x804C] = (Address, AddressSlots.ListChecksum),
            [0x8064] = (Address, AddressSlots.ListStream),
            [0x8A07] = (Sharing, AddressSlots.Of(AddressSlots.SharingGroup, AddressMember.Name)),
            [0x8A08] = (Sharing, AddressSlots.Of(AddressSlots.SharingGroup, AddressMember.SmtpAddress)),
            [0x8A09] = (Sharing, AddressSlots.Of(AddressSlots.SharingGroup, AddressMember.EntryId)),
        };
        for (var i = 0; i < 3; i++)
        {
            var group = AddressSlots.FirstContactGroup + i;
            var first = 0x8080u + (0x10u * (uint)i);
            table[first] = (Address, AddressSlots.Of(group, AddressMember.Name));
            table[first + 2] = (Address, AddressSlots.Of(group, AddressMember.Type));
            table[first + 3] = (Address, AddressSlots.Of(group, AddressMember.Address));
            table[first + 4] = (Address, AddressSlots.Of(group, AddressMember.SmtpAddress));
            table[first + 5] = (Address, AddressSlots.Of(group, AddressMember.EntryId));
        }

        var texts = Texts;
        for (var i = 0; i < texts.Length; i++)
        {
            table[texts[i].Lid] = (texts[i].Set, AddressSlots.FirstText + TaggedSlots.TextCount + i);
        }

        return table;
    }
}
