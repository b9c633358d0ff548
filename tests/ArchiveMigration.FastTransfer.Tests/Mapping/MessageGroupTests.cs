using ArchiveMigration.FastTransfer.Mapping;
using static ArchiveMigration.FastTransfer.Tests.Mapping.Build;

namespace ArchiveMigration.FastTransfer.Tests.Mapping;

/// <summary>The groups of a message (one row of the table each: name, type, address, entry id, search key, SMTP address, other name).</summary>
public class MessageGroupTests
{
    private const string Dn = "/o=ExchangeLabs/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn=0123-Bob";
    private const string Old = "Bob@src.example";
    private const string New = "Bob@new-tenant.example.org";

    public static TheoryData<ushort, ushort, ushort, ushort, ushort, ushort, ushort> Groups => new()
    {
        { 0x0C1A, 0x0C1E, 0x0C1F, 0x0C19, 0x0C1D, 0x5D01, 0x4030 },
        { 0x0042, 0x0064, 0x0065, 0x0041, 0x003B, 0x5D02, 0x4031 },
        { 0x0040, 0x0075, 0x0076, 0x003F, 0x0051, 0x5D07, 0x4034 },
        { 0x0044, 0x0077, 0x0078, 0x0043, 0x0052, 0x5D08, 0x4035 },
        { 0x005A, 0x0066, 0x0067, 0x005B, 0x005C, 0, 0 },
        { 0x005D, 0x0068, 0x0069, 0x005E, 0x005F, 0, 0 },
        { 0x004D, 0x0079, 0x007A, 0x004C, 0x0056, 0x5D06, 0x405E },
        { 0x402B, 0x4029, 0x402A, 0x0046, 0x0053, 0x5D05, 0 },
        { 0x003A, 0, 0, 0x0045, 0x0054, 0, 0 },
        { 0x3FF8, 0x4022, 0x4023, 0x3FF9, 0, 0x5D0A, 0x4038 },
        { 0x3FFA, 0x4024, 0x4025, 0x3FFB, 0, 0x5D0B, 0x4039 },
        { 0, 0x007B, 0x007C, 0x1012, 0, 0, 0 },
    };

    [Theory]
    [MemberData(nameof(Groups))]
    public void An_SMTP_address_changes_in_every_property_of_its_group(
        ushort name, ushort type, ushort address, ushort entryId, ushort searchKey, ushort smtp, ushort otherName)
    {
        byte[] Make(string person) => Item(
            Given(name, id => Text(id, person)),
            Given(type, id => Text(id, "SMTP")),
            Given(address, id => Text(id, person)),
            Given(entryId, id => Bytes(id, Blobs.OneOff($"'{person}'", person))),
            Given(searchKey, id => Bytes(id, Blobs.Key("SMTP:" + person.ToUpperInvariant()))),
            Given(smtp, id => Text(id, person)),
            Given(otherName, id => Text(id, $"'{person}'")));

        Assert.Equal(1, Mapped.Becomes(Make(New), Make(Old)).AddressCount);
    }

    [Theory]
    [MemberData(nameof(Groups))]
    public void Names_that_are_addresses_without_a_rule_stay_quoted_or_not(
        ushort name, ushort type, ushort address, ushort entryId, ushort searchKey, ushort smtp, ushort otherName)
    {
        const string stranger = "Eve@elsewhere.example";
        foreach (var shown in new[] { stranger, $"'{stranger}'" })
        {
            Mapped.Stays(Item(
                Given(name, id => Text(id, shown)),
                Given(type, id => Text(id, "SMTP")),
                Given(address, id => Text(id, stranger)),
                Given(entryId, id => Bytes(id, Blobs.OneOff(shown, stranger))),
                Given(searchKey, id => Bytes(id, Blobs.Key("SMTP:" + stranger.ToUpperInvariant()))),
                Given(smtp, id => Text(id, stranger)),
                Given(otherName, id => Text(id, shown))));
        }
    }

    [Theory]
    [MemberData(nameof(Groups))]
    public void A_person_of_the_address_book_becomes_an_SMTP_address_by_the_directory(
        ushort name, ushort type, ushort address, ushort entryId, ushort searchKey, ushort smtp, ushort otherName)
    {
        Assert.True(smtp == 0 || otherName != smtp);
        var before = Item(
            Given(name, id => Text(id, "Bob B\u00FCchner")),
            Given(type, id => Text(id, "EX")),
            Given(address, id => Text(id, Dn.ToUpperInvariant())),
            Given(entryId, id => Bytes(id, Blobs.AddressBook(Dn))),
            Given(searchKey, id => Bytes(id, Blobs.Key("EX:" + Dn.ToUpperInvariant()))));
        var after = Item(
            Given(name, id => Text(id, "Bob B\u00FCchner")),
            Given(type, id => Text(id, "SMTP")),
            Given(address, id => Text(id, New)),
            Given(entryId, id => Bytes(id, Blobs.OneOff(name == 0 ? New : "Bob B\u00FCchner", New))),
            Given(searchKey, id => Bytes(id, Blobs.Key("SMTP:" + New.ToUpperInvariant()))));

        Mapped.Becomes(after, before, new AddressDirectory([new(Dn, Old)]));
        Mapped.Stays(before);
    }

    [Theory]
    [MemberData(nameof(Groups))]
    public void A_person_of_the_address_book_becomes_the_SMTP_address_in_its_own_group(
        ushort name, ushort type, ushort address, ushort entryId, ushort searchKey, ushort smtp, ushort otherName)
    {
        if (smtp == 0)
        {
            return;
        }

        byte[] Make(string addressType, string person, byte[] id, string key, string smtpAddress) => Item(
            Text(name, smtpAddress), Text(type, addressType), Text(address, person), Bytes(entryId, id),
            Given(searchKey, s => Bytes(s, Blobs.Key(key, nul: false))), Text(smtp, smtpAddress), Given(otherName, s => Text(s, "bob")));

        Mapped.Becomes(
            Make("SMTP", New, Blobs.OneOff(New, New), "SMTP:" + New, New),
            Make("EX", Dn, Blobs.AddressBook(Dn), "EX:" + Dn, Old));
    }

    [Fact]
    public void The_original_author_has_a_second_search_key() => Mapped.Becomes(
        Item(Text(0x0079, "SMTP"), Text(0x007A, New), Bytes(0x4061, Blobs.Key("SMTP:" + New.ToUpperInvariant()))),
        Item(Text(0x0079, "SMTP"), Text(0x007A, Old), Bytes(0x4061, Blobs.Key("SMTP:" + Old.ToUpperInvariant()))));

    [Fact]
    public void The_originally_intended_recipient_may_be_an_entry_id() => Mapped.Becomes(
        Item(Bytes(0x0020, Blobs.OneOff("B", New))),
        Item(Bytes(0x0020, Blobs.OneOff("B", Old))));

    [Fact]
    public void An_entry_id_or_a_search_key_alone_is_mapped_by_itself()
    {
        Mapped.Becomes(Item(Bytes(0x0C19, Blobs.OneOff("B", New))), Item(Bytes(0x0C19, Blobs.OneOff("B", Old))));
        Mapped.Becomes(
            Item(Bytes(0x003B, Blobs.Key("SMTP:" + New.ToUpperInvariant()))),
            Item(Bytes(0x003B, Blobs.Key("SMTP:" + Old.ToUpperInvariant()))));
        Mapped.Becomes(
            Item(Bytes(0x0C19, Blobs.OneOff(New, New))),
            Item(Bytes(0x0C19, Blobs.AddressBook(Dn, type: 1))),
            new AddressDirectory([new(Dn, Old)]));
    }

    [Theory]
    [InlineData(0x0000)]
    [InlineData(0x0001)]
    [InlineData(0x8000)]
    [InlineData(0x9001)]
    [InlineData(0x9017)]
    [InlineData(0xE801)]
    public void A_one_off_entry_id_keeps_its_flags_and_encoding(int flags) => Mapped.Becomes(
        Item(Bytes(0x0C19, Blobs.OneOff("J\u00F6rg", New, "smtp", (ushort)flags))),
        Item(Bytes(0x0C19, Blobs.OneOff("J\u00F6rg", Old, "smtp", (ushort)flags))));

    [Fact]
    public void A_one_off_entry_id_of_a_distinguished_name_gets_an_SMTP_address() => Mapped.Becomes(
        Item(Bytes(0x0C19, Blobs.OneOff("B", New))),
        Item(Bytes(0x0C19, Blobs.OneOff("B", Dn, "EX"))),
        new AddressDirectory([new(Dn, Old)]));

    [Theory]
    [InlineData(0x84B0, "unicode", true)]
    [InlineData(0x001F, "unicode", false)]
    [InlineData(0x84B1, "bigendian", true)]
    [InlineData(0x84E4, "ascii", true)]
    [InlineData(0x001E, "ascii", false)]
    [InlineData(0x83A4, "ascii", true)]
    public void A_text_keeps_its_type_its_encoding_and_its_NUL_or_the_lack_of_it(int type, string encoding, bool nul)
    {
        byte[] Make(string text) => Item(Raw(0x0C1F0000u | (uint)type, System.Text.Encoding.GetEncoding(encoding switch
        {
            "unicode" => "utf-16",
            "bigendian" => "utf-16BE",
            _ => "us-ascii",
        }).GetBytes(nul ? text + '\0' : text)));

        Mapped.Becomes(Make(New), Make(Old));
    }

    [Fact]
    public void Names_that_are_not_the_address_stay() => Mapped.Becomes(
        Item(Text(0x0C1A, "other@src.example"), Text(0x0C1F, New), Text(0x4030, "Bob (Bob@src.example)")),
        Item(Text(0x0C1A, "other@src.example"), Text(0x0C1F, Old), Text(0x4030, "Bob (Bob@src.example)")));

    [Theory]
    [InlineData("FAX", "Bob@src.example")]
    [InlineData("X400", "Bob@src.example")]
    [InlineData("MAPIPDL", "Bob@src.example")]
    [InlineData("SMTP", "Bob@other.example")]
    [InlineData("SMTP", "Bob Bob@src.example")]
    public void Addresses_of_other_kinds_and_other_people_stay(string type, string address) => Mapped.Stays(
        Item(Text(0x0C1A, address), Text(0x0C1E, type), Text(0x0C1F, address), Bytes(0x0C1D, Blobs.Key($"{type}:{address}"))));

    [Fact]
    public void A_group_with_a_damaged_entry_id_stays_whole_and_is_counted()
    {
        var item = Item(Text(0x0C1E, "SMTP"), Text(0x0C1F, Old), Bytes(0x0C19, [.. Blobs.OneOff("B", Old), 0]));

        Assert.Equal(1, Mapped.Stays(item).LeftCount);
    }

    [Fact]
    public void A_group_whose_entry_id_names_somebody_else_unknown_stays_whole()
    {
        var item = Item(Text(0x0C1E, "EX"), Text(0x0C1F, Dn), Bytes(0x0C19, Blobs.AddressBook(Dn + "2")), Text(0x5D01, Old));

        Assert.Equal(1, Mapped.Stays(item).LeftCount);
    }

    [Theory]
    [InlineData("EX", "/o=Exchange\0Labs", Old)]
    [InlineData("EX", "o=ExchangeLabs", Old)]
    [InlineData("EX\0", Dn, Old)]
    [InlineData("EX", Dn, "Bob <" + Old + ">")]
    [InlineData("SMTP", "Bob\0@src.example", Old)]
    [InlineData("SMTP", "Bob", Old)]
    [InlineData("", "Bob", Old)]
    public void A_group_whose_texts_cannot_be_what_they_should_stays_whole(string type, string address, string smtp)
    {
        var item = Item(Text(0x0C1E, type), Text(0x0C1F, address), Text(0x5D01, smtp), Bytes(0x0C19, Blobs.AddressBook(Dn)), Text(0x4030, Old));

        var result = Mapped.Stays(item, new AddressDirectory([new(Dn, Old)]));

        Assert.Equal(1, result.LeftCount);
    }

    [Fact]
    public void An_entry_id_that_holds_no_distinguished_name_stays()
    {
        Assert.Equal(1, Mapped.Stays(Item(Bytes(0x0C19, Blobs.AddressBook("o=x")), Text(0x5D01, Old))).LeftCount);
        Assert.Equal(1, Mapped.Stays(Item(Bytes(0x0C19, Blobs.OneOff("B", "o=x", "EX")), Text(0x5D01, Old))).LeftCount);
    }

    [Fact]
    public void An_empty_address_of_the_address_book_is_told_by_the_entry_id() => Mapped.Becomes(
        Item(Text(0x0C1E, "SMTP"), Text(0x0C1F, New), Bytes(0x0C19, Blobs.OneOff(New, New))),
        Item(Text(0x0C1E, "EX"), Text(0x0C1F, string.Empty), Bytes(0x0C19, Blobs.AddressBook(Dn))),
        new AddressDirectory([new(Dn, Old)]));

    [Fact]
    public void An_address_that_the_encoding_cannot_hold_leaves_the_group_as_it_is()
    {
        var item = Item(Text(0x0C1E, "SMTP"), Raw(0x0C1F84E4, Blobs.Key(Old)), Bytes(0x0C19, Blobs.OneOff("B", Old)));

        var result = Mapped.Stays(item, map: AddressMap.Parse("bob@src.example->b\u00F6b@b.example"));

        Assert.Equal(1, result.LeftCount);
    }

    [Fact]
    public void A_property_that_is_there_twice_is_not_understood()
    {
        var item = Item(Text(0x0C1F, Old), Text(0x0C1F, Old));

        var (result, mapped) = Mapped.Map(item);

        Assert.Equal(MappingOutcome.NotMapped, result.Outcome);
        Assert.Contains("0x0C1F84B0", result.Reason, StringComparison.Ordinal);
        Assert.Equal(item, mapped);
    }

    [Fact]
    public void Legacy_addresses_met_are_counted_and_known_ones_told()
    {
        var collector = new LegacyAddressCollector();
        var item = Item(
            Text(0x0C1E, "EX"), Text(0x0C1F, Dn), Bytes(0x0C19, Blobs.AddressBook(Dn)), Text(0x5D01, Old),
            Text(0x0064, "EX"), Text(0x0065, Dn.ToUpperInvariant()), Text(0x0075, "EX"), Text(0x0076, Dn + "2"));

        Mapped.Map(item, observer: collector);

        Assert.Equal([new(Dn, 2, 1, Old), new(Dn + "2", 1, 1, null)], collector.ToList());
    }

    private static Action<FastTransferWriter> Given(ushort id, Func<ushort, Action<FastTransferWriter>> property) =>
        id == 0 ? _ => { } : property(id);
}
