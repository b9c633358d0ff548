using System.Text;
using static ArchiveMigration.FastTransfer.Tests.Mapping.Build;

namespace ArchiveMigration.FastTransfer.Tests.Mapping;

/// <summary>An item with addresses in every kind of place, retention tags, and values of several records between them.</summary>
internal static class RichItem
{
    public const string Dn = "/o=ExchangeLabs/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn=0123-bob";

    /// <summary>What stands in places that are never mapped.</summary>
    private const string Untouched = "bob@src.example";

    public static byte[] Of(string domain, bool isLarge = true)
    {
        var bob = "bob@" + domain;
        var members = new[] { Blobs.OneOff("Bob", bob), Blobs.Wrapped(0, Blobs.OneOff(bob, bob)) };
        Action<FastTransferWriter>[] message =
        [
            Text(0x001A, "IPM.Note"), Text(0x0037, Untouched),
            Text(0x0C1A, bob), Text(0x0C1E, "SMTP"), Text(0x0C1F, bob), Bytes(0x0C19, Blobs.OneOff(bob, bob)),
            Bytes(0x0C1D, Blobs.Key("SMTP:" + bob.ToUpperInvariant())), Text(0x5D01, bob), Raw(0x004284E4, Blobs.Key(bob)), Text(0x0065, bob),
            Bytes(0x004F, Blobs.FlatEntryList(false, Blobs.OneOff("Bob", bob), Blobs.OneOff("x", "x@other.example", flags: 0))),
            Text(0x0050, "Bob; x"), Text(0x0E04, $"Bob; {bob}"), Text(0x1000, isLarge ? new string('b', 40_000) + Untouched : Untouched),
            Texts(0x0083, "rfc822;" + bob, "x"), Text(Address, 0x8083, bob), Texts(Address, 0x80E3, bob, "y"),
            Binaries(Address, 0x8055, members), Binaries(Address, 0x8054, Blobs.OneOff("Bob", bob), Blobs.OneOff(bob, bob)),
            Number(Address, 0x804C, Blobs.Crc32(members.SelectMany(member => member))),
            Bytes(0x3019, new byte[16]), writer => writer.WriteInt32(new(0x301A0003), 2555), writer => writer.WriteTime(new(0x301C0040), new DateTimeOffset(2031, 1, 2, 0, 0, 0, TimeSpan.Zero)),
            writer => writer.WriteString(new(0x8200, 0x84B0), Untouched, new PropertyName(Guid.Empty, "x-name")),
            Recipient(
                Text(0x3001, bob), Text(0x3002, "SMTP"), Text(0x3003, bob), Bytes(0x0FFF, Blobs.OneOff(bob, bob)), Bytes(0x300B, Blobs.Key("SMTP:" + bob))),
            Recipient(
                Text(0x3001, "Eve"), Text(0x3002, "EX"), Text(0x3003, Dn + "2"), Bytes(0x0FFF, Blobs.AddressBook(Dn + "2"))),
        ];

        return Item([.. message, writer =>
        {
            writer.StartAttachment(0);
            writer.WriteVariable(new(0x37010102), isLarge ? Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(Untouched, 5_000))) : [1, 2]);
            writer.EndAttachment();
        }, Attached([.. message, Attached(message)])]);
    }
}
