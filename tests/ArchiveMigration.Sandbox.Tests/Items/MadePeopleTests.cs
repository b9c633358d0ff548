using System.Buffers.Binary;
using System.Text;
using ArchiveMigration.FastTransfer.Items;
using ArchiveMigration.Sandbox.Items;

namespace ArchiveMigration.Sandbox.Tests.Items;

/// <summary>People are named by groups of properties that have to agree with each other: whoever maps addresses relies on it.</summary>
public class MadePeopleTests
{
    private const string OneOffProvider = "812B1FA4BEA310199D6E00DD010F5402";
    private const string AddressBookProvider = "DCA740C8C042101AB4B908002B2FE182";

    /// <summary>Address type, address, entry id, SMTP address and search key (0: the group has none) of each group.</summary>
    private static readonly (ushort Type, ushort Address, ushort EntryId, ushort Smtp, ushort Key)[] Groups =
    [
        (0x0064, 0x0065, 0x0041, 0x5D02, 0x003B),
        (0x0C1E, 0x0C1F, 0x0C19, 0x5D01, 0x0C1D),
        (0x0075, 0x0076, 0x003F, 0x5D07, 0x0051),
        (0x0077, 0x0078, 0x0043, 0x5D08, 0x0052),
        (0x4022, 0x4023, 0x3FF9, 0x5D0A, 0),
        (0x4024, 0x4025, 0x3FFB, 0x5D0B, 0),
        (0x3002, 0x3003, 0x0FFF, 0x39FE, 0x300B),
    ];

    [Fact]
    public void Addresses_entry_ids_and_search_keys_agree()
    {
        var seen = new HashSet<(ushort, string)>();
        foreach (var part in Everybody())
        {
            foreach (var (typeId, addressId, entryIdId, smtpId, keyId) in Groups.Where(group => part.Find(group.Type) is not null))
            {
                var (type, address) = (part.Text(typeId), part.Text(addressId));
                var (foundType, foundAddress) = Read(part.Find(entryIdId)!.Value.Span);

                Assert.Equal(type, foundType);
                Assert.Equal(address, foundAddress, ignoreCase: true);
                Assert.Equal(type == "SMTP", address.Contains('@', StringComparison.Ordinal));
                if (type == "SMTP" && part.Find(smtpId) is { } smtp)
                {
                    Assert.Equal(address, smtp.Text, ignoreCase: true);
                }

                if (keyId != 0)
                {
                    Assert.Equal($"{type}:{address}\0".ToUpperInvariant(), Encoding.ASCII.GetString(part.Find(keyId)!.Value.Span));
                }

                seen.Add((typeId, type));
            }
        }

        // Every group was met, with a colleague; those that can name others, with one too.
        Assert.Equal(Groups.Select(group => (group.Type, "EX")), seen.Where(pair => pair.Item2 == "EX").OrderBy(pair => Array.FindIndex(Groups, group => group.Type == pair.Item1)));
        Assert.Equal(4, seen.Count(pair => pair.Item2 == "SMTP"));
    }

    [Fact]
    public void The_same_colleague_has_the_same_directory_name_in_every_item()
    {
        var names = Everybody()
            .Where(part => part is ItemRecipient && part.Text(0x3002) == "EX" && part.Find(0x39FE) is not null)
            .Select(part => (part.Text(0x39FE), part.Text(0x3003)))
            .Distinct()
            .ToList();

        Assert.Equal(names.Count, names.Select(pair => pair.Item1).Distinct().Count());
        Assert.All(names, pair => Assert.Matches("^/o=ExchangeLabs/ou=.*/cn=Recipients/cn=[0-9a-f]{32}-", pair.Item2));
        Assert.All(names, pair => Assert.EndsWith("@contoso.example", pair.Item1, StringComparison.Ordinal));
    }

    [Fact]
    public void Items_lie_in_the_mailbox_of_the_owner_asked_for()
    {
        var owner = new Person("Anna Berg", "anna", "fourthcoffee.example", isColleague: true);
        var recipe = ItemRecipe.For(1, 1, ItemShape.Mail, 20_000) with { Owner = owner, Domain = "fourthcoffee.example" };

        var message = FastTransferItem.Read(MadeItem.Write(recipe)).Message;

        Assert.Equal("anna@fourthcoffee.example", message.Text(0x5D07));
        Assert.Equal("Anna Berg", message.Recipients[0].Text(0x3001));
        Assert.DoesNotContain("contoso", Encoding.Unicode.GetString(MadeItem.Write(recipe)), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Reply_to_entries_and_names_are_as_many()
    {
        var withReplyTo = MadeItem.Of(ItemShape.Mail).Where(message => message.Find(0x004F) is not null).ToList();

        Assert.NotEmpty(withReplyTo);
        foreach (var message in withReplyTo)
        {
            var list = message.Find(0x004F)!.Value.Span;
            var count = BinaryPrimitives.ReadInt32LittleEndian(list);
            Assert.Equal(list.Length - 8, BinaryPrimitives.ReadInt32LittleEndian(list[4..]));
            var at = 8;
            for (var i = 0; i < count; i++)
            {
                at = (at + 3) & ~3;
                var length = BinaryPrimitives.ReadInt32LittleEndian(list[at..]);
                Assert.Contains(Read(list.Slice(at + 4, length)).Type, new[] { "EX", "SMTP" });
                at += 4 + length;
            }

            Assert.Equal(list.Length, at);
            Assert.Equal(count, message.Text(0x0050).Split("; ").Length);
        }
    }

    [Fact]
    public void Some_senders_are_in_capitals_where_their_entry_id_is_not() => Assert.Contains(
        Enumerable.Range(0, 200).Select(number => FastTransferItem.Read(MadeItem.Write(ItemRecipe.For(9, number, ItemShape.Mail, 7_000))).Message),
        message => message.Text(0x0064) == "EX" && message.Text(0x0065).StartsWith("/O=EXCHANGELABS", StringComparison.Ordinal)
            && Read(message.Find(0x0041)!.Value.Span).Address.StartsWith("/o=ExchangeLabs", StringComparison.Ordinal));

    [Fact]
    public void Some_people_are_called_by_their_address_and_some_colleagues_known_by_theirs()
    {
        var recipients = Everybody().OfType<ItemRecipient>().Where(recipient => recipient.Text(0x3002) == "SMTP").ToList();

        Assert.Contains(recipients, recipient => recipient.Text(0x3001) == recipient.Text(0x3003));
        Assert.Contains(recipients, recipient => recipient.Text(0x3001) == $"'{recipient.Text(0x3003)}'");
        Assert.Contains(recipients, recipient => recipient.Find(0x0FFF)!.Value.Span[23] == 0);
        Assert.Contains(recipients, recipient => recipient.Text(0x3003).EndsWith("@contoso.example", StringComparison.Ordinal));
        Assert.Contains(recipients, recipient => recipient.Text(0x3003).EndsWith("@northwind.example", StringComparison.Ordinal));
    }

    private static IEnumerable<ItemPart> Everybody() => new[] { ItemShape.Mail, ItemShape.MeetingRequest, ItemShape.MailWithEmbedded, ItemShape.Task }
        .SelectMany(shape => MadeItem.Of(shape))
        .SelectMany(MadeItem.Parts);

    /// <summary>MS-OXCDATA 2.2.5.1 and 2.2.5.2.</summary>
    private static (string Type, string Address) Read(ReadOnlySpan<byte> entryId)
    {
        Assert.Equal(0, BinaryPrimitives.ReadInt32LittleEndian(entryId));
        switch (Convert.ToHexString(entryId.Slice(4, 16)))
        {
            case OneOffProvider:
                var flags = BinaryPrimitives.ReadUInt32LittleEndian(entryId[20..]);
                Assert.Contains(flags, new[] { 0u, 0x80010000 });
                var parts = (flags == 0 ? Encoding.ASCII : Encoding.Unicode).GetString(entryId[24..]).Split('\0');
                Assert.Equal(4, parts.Length);
                Assert.Equal("", parts[3]);
                return (parts[1], parts[2]);

            case AddressBookProvider:
                Assert.Equal(1, BinaryPrimitives.ReadInt32LittleEndian(entryId[20..]));
                Assert.Equal(0, BinaryPrimitives.ReadInt32LittleEndian(entryId[24..]));
                Assert.Equal(entryId.Length - 1, entryId[28..].IndexOf((byte)0) + 28);
                return ("EX", Encoding.ASCII.GetString(entryId[28..^1]));

            default:
                throw new Xunit.Sdk.XunitException("An entry id of an unknown provider.");
        }
    }
}
