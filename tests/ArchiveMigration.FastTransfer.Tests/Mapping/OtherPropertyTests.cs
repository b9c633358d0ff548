using ArchiveMigration.FastTransfer.Mapping;
using static ArchiveMigration.FastTransfer.Tests.Mapping.Build;

namespace ArchiveMigration.FastTransfer.Tests.Mapping;

/// <summary>Recipients, reply-to, texts, contacts, distribution lists, and what is never touched.</summary>
public class OtherPropertyTests
{
    private const string Dn = "/o=ExchangeLabs/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn=0123-bob";
    private const string Old = "bob@src.example";
    private const string New = "bob@new-tenant.example.org";

    private static readonly AddressDirectory Directory = new([new(Dn, Old)]);

    public static TheoryData<string, uint, bool> NamedTexts => new()
    {
        { nameof(Address), 0x8062, false }, { nameof(Appointment), 0x8238, true }, { nameof(Appointment), 0x823B, true },
        { nameof(Appointment), 0x823C, true }, { nameof(Appointment), 0x822E, false }, { nameof(Appointment), 0x8230, false },
        { nameof(Appointment), 0x8243, false }, { nameof(Meeting), 6, true }, { nameof(Meeting), 7, true }, { nameof(Meeting), 8, true },
        { nameof(Common), 0x8536, true }, { nameof(Common), 0x8537, true }, { nameof(Common), 0x8538, true },
        { nameof(Tasks), 0x811F, false }, { nameof(Tasks), 0x8121, false }, { nameof(Tasks), 0x8122, false }, { nameof(Tasks), 0x8125, false },
    };

    [Fact]
    public void A_recipient_changes_in_all_its_properties()
    {
        byte[] Make(string person) => Item(Recipient(
            Text(0x3001, person), Text(0x3002, "SMTP"), Text(0x3003, person), Bytes(0x0FFF, Blobs.OneOff(person, person)),
            Bytes(0x300B, Blobs.Key("SMTP:" + person)), Text(0x39FE, person), Text(0x5FF6, person),
            Bytes(0x5FF7, Blobs.OneOff("Bob", person.ToUpperInvariant(), flags: 0x9001)), Bytes(0x0FF9, Blobs.OneOff(person, person, flags: 0)),
            Text(0x3A20, $"'{person}'"), Text(0x39FF, person), Text(0x6001, person)));

        Assert.Equal(1, Mapped.Becomes(Make(New), Make(Old)).AddressCount);
    }

    [Fact]
    public void A_recipient_of_the_address_book_becomes_an_SMTP_address_in_every_entry_id() => Mapped.Becomes(
        Item(Recipient(
            Text(0x3001, "Bob"), Text(0x3002, "SMTP"), Text(0x3003, New), Bytes(0x0FFF, Blobs.OneOff("Bob", New)),
            Bytes(0x5FF7, Blobs.OneOff("Bob", New)), Bytes(0x0FF9, Blobs.OneOff("Bob", New)), Bytes(0x300B, Blobs.Key("SMTP:" + New.ToUpperInvariant())))),
        Item(Recipient(
            Text(0x3001, "Bob"), Text(0x3002, "EX"), Text(0x3003, Dn), Bytes(0x0FFF, Blobs.AddressBook(Dn)),
            Bytes(0x5FF7, Blobs.AddressBook(Dn.ToUpperInvariant())), Bytes(0x0FF9, Blobs.AddressBook(Dn)), Bytes(0x300B, Blobs.Key("EX:" + Dn.ToUpperInvariant())))),
        Directory);

    [Fact]
    public void A_name_in_a_code_page_becomes_Unicode_in_a_new_entry_id() => Mapped.Becomes(
        Item(Recipient(Raw(0x300184E4, [0x42, 0xFC, 0]), Text(0x3002, "SMTP"), Text(0x3003, New), Bytes(0x0FFF, Blobs.OneOff("B\u00FC", New)))),
        Item(Recipient(Raw(0x300184E4, [0x42, 0xFC, 0]), Text(0x3002, "EX"), Text(0x3003, Dn), Bytes(0x0FFF, Blobs.AddressBook(Dn)))),
        Directory);

    [Fact]
    public void A_record_key_that_is_no_entry_id_stays() => Mapped.Becomes(
        Item(Recipient(Text(0x3003, New), Bytes(0x0FF9, [1, 2, 3]), Text(0x403E, Old))),
        Item(Recipient(Text(0x3003, Old), Bytes(0x0FF9, [1, 2, 3]), Text(0x403E, Old))));

    [Fact]
    public void SIP_addresses_follow_when_asked()
    {
        byte[] Make(string person) => Item(
            Text(0x5FE5, "sip:" + person), Text(Address, 0x8062, "sip:" + person), Recipient(Text(0x5FE5, "SIP:" + person)));

        Mapped.Stays(Make(Old));
        Assert.Equal(Make(New), Mapped.Map(Make(Old), options: new AddressMapperOptions { MapSipUris = true }).Item);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Reply_to_entries_and_names_change_together_and_keep_their_form(bool padLast)
    {
        byte[] Make(string person, byte[] middle) => Item(
            Bytes(0x004F, Blobs.FlatEntryList(padLast, Blobs.OneOff(person, person), middle, Blobs.OneOff("x@other.example", "x@other.example", flags: 0), Blobs.OneOff("Bob", person))),
            Text(0x0050, $"{person}; Bob B; x@other.example;Bob"));

        var result = Mapped.Becomes(Make(New, Blobs.OneOff("Bob B", New)), Make(Old, Blobs.AddressBook(Dn)), Directory);

        Assert.Equal(4, result.AddressCount);
    }

    [Fact]
    public void What_fills_up_an_untouched_reply_to_entry_stays()
    {
        byte[] Make(string person)
        {
            var list = Blobs.FlatEntryList(true, Blobs.OneOff("x", "x@other.example", flags: 0), Blobs.OneOff("B", person));
            list[FlatHead + Blobs.OneOff("x", "x@other.example", flags: 0).Length] = 0x99;
            return Item(Bytes(0x004F, list));
        }

        Mapped.Becomes(Make(New), Make(Old));
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(0, 1)]
    [InlineData(4, 1)]
    [InlineData(8, 1)]
    [InlineData(11, 0x7F)]
    public void A_reply_to_list_that_contradicts_itself_stays(int at, int add)
    {
        var list = Blobs.FlatEntryList(false, Blobs.OneOff("Bob", Old), Blobs.OneOff("B", Old));
        list[at] += (byte)add;

        Assert.Equal(1, Mapped.Stays(Item(Bytes(0x004F, list))).LeftCount);
    }

    [Theory]
    [InlineData(0x0E04)]
    [InlineData(0x0E03)]
    [InlineData(0x0E02)]
    [InlineData(0x0074)]
    [InlineData(0x0073)]
    [InlineData(0x0072)]
    public void Of_the_display_names_only_those_change_that_are_an_address(int id) => Mapped.Becomes(
        Item(Text((ushort)id, $"Bob; {New};'{New}'; Bob <{Old}>;; x@other.example ")),
        Item(Text((ushort)id, $"Bob; {Old};'{Old}'; Bob <{Old}>;; x@other.example ")));

    [Fact]
    public void Reports_and_dispositions_change()
    {
        byte[] Make(string person) => Item(
            Text(0x5D09, person), Text(0x0082, "rfc822;" + person), Texts(0x0083, "rfc822; " + person, "x@other.example"), Texts(0x0084, person));

        Assert.Equal(4, Mapped.Becomes(Make(New), Make(Old)).AddressCount);
    }

    [Theory]
    [MemberData(nameof(NamedTexts))]
    public void Named_texts_change(string set, uint lid, bool isList)
    {
        var guid = Named(set);
        byte[] Make(string person) => Item(Text(guid, lid, isList ? $"Ann; {person}; x@other.example" : person));

        Mapped.Becomes(Make(New), Make(Old));
        Mapped.Stays(Item(Text(Guid.Empty, lid, Old)));
    }

    [Fact]
    public void Named_lists_of_texts_change()
    {
        byte[] Make(string person) => Item(Texts(Address, 0x80E3, "SMTP:" + person, person), Texts(Common, 0x853A, "Ann", person));

        Mapped.Becomes(Make(New), Make(Old));
    }

    [Theory]
    [InlineData(0x8080u)]
    [InlineData(0x8090u)]
    [InlineData(0x80A0u)]
    public void Addresses_of_a_contact_change(uint first)
    {
        byte[] Make(string type, string person, string smtp, byte[] id) => Item(
            Text(Address, first, "Bob (bob@src.example)"), Text(Address, first + 2, type), Text(Address, first + 3, person),
            Text(Address, first + 4, smtp), Bytes(Address, first + 5, id));

        Mapped.Becomes(Make("SMTP", New, New, Blobs.OneOff("Bob", New)), Make("SMTP", Old, Old, Blobs.OneOff("Bob", Old)));
        Mapped.Becomes(
            Make("SMTP", New, New, Blobs.OneOff("Bob (bob@src.example)", New)),
            Make("EX", Dn, Old, Blobs.AddressBook(Dn)));
        Mapped.Stays(Make("FAX", Old, Old, Blobs.OneOff("Bob", Old, "FAX")));
    }

    [Fact]
    public void A_sharing_message_changes() => Mapped.Becomes(
        Item(Text(Sharing, 0x8A07, New), Text(Sharing, 0x8A08, New), Bytes(Sharing, 0x8A09, Blobs.OneOff("Bob", New))),
        Item(Text(Sharing, 0x8A07, Old), Text(Sharing, 0x8A08, Old), Bytes(Sharing, 0x8A09, Blobs.OneOff("Bob", Old))));

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(true, false)]
    public void A_distribution_list_changes_with_its_checksum(bool withLengths, bool inverted)
    {
        byte[] Make(byte[][] members, byte[][] oneOffs)
        {
            var bytes = members.SelectMany(member => withLengths ? [.. BitConverter.GetBytes(member.Length), .. member] : member).ToArray();
            var crc = inverted ? Blobs.Crc32(bytes) : PlainCrc32(bytes);
            return Item(Binaries(Address, 0x8055, members), Binaries(Address, 0x8054, oneOffs), Number(Address, 0x804C, crc));
        }

        var contact = Blobs.Wrapped(0xC3, [0, 0, 0, 0, .. Convert.FromHexString("FE42AA0A18C71A10E8850B651C240000"), 3, 0, 0, 0, 4, 0, 0, 0, 1, 2, 3]);
        var result = Mapped.Becomes(
            Make(
                [Blobs.OneOff("Bob", New), contact, Blobs.Wrapped(0, Blobs.OneOff("B", New)), Blobs.OneOff("Bob X", New), Blobs.OneOff("Bob D", New)],
                [Blobs.OneOff("Bob", New), Blobs.OneOff("C", "c@other.example"), Blobs.OneOff("B", New), Blobs.OneOff("Bob X", New), Blobs.OneOff("Bob D", New)]),
            Make(
                [Blobs.OneOff("Bob", Old), contact, Blobs.Wrapped(0, Blobs.OneOff("B", Old)), Blobs.Wrapped(0xB5, Blobs.AddressBook(Dn + "2")), Blobs.AddressBook(Dn)],
                [Blobs.OneOff("Bob", Old), Blobs.OneOff("C", "c@other.example"), Blobs.OneOff("B", Old), Blobs.OneOff("Bob X", Old), Blobs.OneOff("Bob D", Dn, "EX")]),
            Directory);

        Assert.Equal(4, result.AddressCount);
    }

    [Fact]
    public void A_checksum_that_was_wrong_stays_wrong() => Mapped.Becomes(
        Item(Binaries(Address, 0x8055, Blobs.OneOff("Bob", New)), Number(Address, 0x804C, 7)),
        Item(Binaries(Address, 0x8055, Blobs.OneOff("Bob", Old)), Number(Address, 0x804C, 7)));

    [Fact]
    public void A_distribution_list_that_would_grow_too_large_or_has_a_stream_stays()
    {
        var many = Enumerable.Range(0, 190).Select(_ => Blobs.OneOff("Bob", Old)).ToArray();
        Assert.InRange(many.Sum(member => member.Length), 10_000, 14_999);
        Assert.Equal(1, Mapped.Stays(Item(Binaries(Address, 0x8055, many))).LeftCount);
        Assert.Equal(1, Mapped.Stays(Item(Binaries(Address, 0x8054, many))).LeftCount);

        Assert.Equal(1, Mapped.Stays(Item(Binaries(Address, 0x8055, Blobs.OneOff("Bob", Old)), Bytes(Address, 0x8064, [1]))).LeftCount);
    }

    [Fact]
    public void Embedded_messages_change_at_any_depth()
    {
        byte[] Make(string person)
        {
            Action<FastTransferWriter>[] message = [Text(0x0C1F, person), Recipient(Text(0x3003, person))];
            for (var depth = 0; depth < 20; depth++)
            {
                message = [Text(0x0C1F, person), Recipient(Text(0x3003, person)), Attached(message)];
            }

            return Item(message);
        }

        Assert.Equal(42, Mapped.Becomes(Make(New), Make(Old)).AddressCount);
    }

    [Fact]
    public void Ids_bodies_headers_and_attachments_never_change() => Mapped.Stays(Item(
        Text(0x0037, Old), Text(0x1035, $"<{Old}>"), Text(0x1035 + 4, Old), Text(0x1042, Old), Text(0x1043, Old), Text(0x1044, Old), Text(0x1045, Old),
        Text(0x1046, Old), Bytes(0x007F, Blobs.Key(Old)), Text(0x007D, Old), Text(0x1000, Old), Bytes(0x1009, Blobs.Key(Old)), Text(0x1013, Old),
        Bytes(0x002C, Blobs.OneOff("B", Old)), Text(0x0E28, Old), Text(0x0E29, Old), Text(0x401E, Old), Bytes(0x300B, Blobs.Key("SMTP:" + Old)), Text(0x3003, Old),
        Text(0x680D, Old), Text(0x66CA, Old), Bytes(0x0E4D, Blobs.Key(Old)),
        Text(Common, 0x8580, Old), Text(Common, 0x8581, Old), Bytes(Common, 0x8585, Blobs.OneOff("B", Old)),
        Text(Address, 0x80B2, "SMTP"), Text(Address, 0x80B3, Old), Bytes(Address, 0x80B5, Blobs.OneOff("B", Old)), Text(Address, 0x80C3, Old), Text(Address, 0x80D3, Old),
        Bytes(Address, 0x80E2, Blobs.OneOff("B", Old)), Bytes(Appointment, 0x825D, Blobs.Key(Old)), Bytes(Appointment, 0x8261, Blobs.Key(Old)),
        Bytes(Appointment, 0x8237, Blobs.OneOff("B", Old)), Bytes(Tasks, 0x8117, Blobs.Key(Old)), Text(Sharing, 0x8A06, Old), Text(Sharing, 0x8A48, Old),
        Text(new Guid("00020386-0000-0000-C000-000000000046"), 0x8083, Old),
        writer => writer.WriteString(new(0x8200, 0x84B0), Old, new PropertyName(Address, "8083")),
        Recipient(Text(0x403D, "SMTP"), Text(0x403E, Old), Text(0x0C1F, Old)),
        writer =>
        {
            writer.StartAttachment(0);
            writer.WriteString(new(0x3001, 0x84B0), Old);
            writer.WriteString(new(0x3003, 0x84B0), Old);
            writer.WriteString(new(0x0C1F, 0x84B0), Old);
            writer.WriteVariable(new(0x37010102), Blobs.OneOff("B", Old));
            writer.EndAttachment();
        }));

    [Fact]
    public void Values_too_large_to_be_addresses_are_left_with_their_group()
    {
        var large = new byte[(1 << 20) + 2];
        Blobs.OneOff("B", Old).CopyTo(large, 0);

        Assert.Equal(1, Mapped.Stays(Item(Text(0x0C1F, Old), Bytes(0x0C19, large))).LeftCount);
    }

    private const int FlatHead = 12;

    private static Guid Named(string set) => set switch
    {
        nameof(Address) => Address,
        nameof(Appointment) => Appointment,
        nameof(Meeting) => Meeting,
        nameof(Common) => Common,
        _ => Tasks,
    };

    private static uint PlainCrc32(byte[] bytes)
    {
        var crc = 0u;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }

        return crc;
    }
}
