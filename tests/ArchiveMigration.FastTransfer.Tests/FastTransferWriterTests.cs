using System.Text;
using ArchiveMigration.FastTransfer.Tests.Samples;

namespace ArchiveMigration.FastTransfer.Tests;

public class FastTransferWriterTests
{
    private static readonly PropertyTag Importance = new(0x00170003);
    private static readonly PropertyTag Subject = new(0x003784B0);
    private static readonly PropertyTag AttachData = new(0x37010102);

    [Fact]
    public void Writes_the_sample_item_byte_for_byte()
    {
        var written = Write(SelfMadeBefore, new FastTransferVersion(0x0F14, 0x91D6, 0x1786));

        Assert.Equal(SelfMadeItem.Before, written);
    }

    [Fact]
    public void Carries_the_version_of_the_documentations_sample_by_default()
    {
        var written = Write(writer => writer.WriteInt32(Importance, 1));

        // Graph documentation, exportItems: the header of the sample.
        Assert.Equal("AQAAAAgAAAAAAAAAAQAAAAMAAAAYAAAAAQAAAAcDAgAAAAAAwAAAAAAAAEYAJACABAAAAAYAAAAUDwCSghcC", Convert.ToBase64String(written)[..84]);
        Assert.Equal("15.20.4608.6018", FastTransferVersion.ExchangeOnline.ToString());
    }

    [Fact]
    public void Fills_records_up_to_the_limit_and_leaves_none_empty()
    {
        var data = Enumerable.Range(0, 200_000).Select(i => (byte)(i * 7)).ToArray();

        var records = Records.Split(Write(writer => writer.WriteVariable(AttachData, data)));

        Assert.All(records.Skip(3).SkipLast(1), record => Assert.Equal(31_680, record.Payload.Length));
        Assert.All(records, record => Assert.NotEmpty(record.Payload));
        Assert.Equal(data, records.Skip(3).SelectMany(record => record.Payload).Skip(8).ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(28)]
    [InlineData(44)]
    public void Never_cuts_an_atom_at_the_end_of_a_record(int room)
    {
        // The value leaves `room` bytes in the first record; the named definition needs 4 + 16 + 1 + 22 bytes in one piece.
        var filler = new byte[31_680 - 8 - room];

        var records = Records.Split(Write(writer =>
        {
            writer.WriteVariable(AttachData, filler);
            writer.WriteInt32(new PropertyTag(0x80010003), 0x12345678, new PropertyName(new Guid("00020329-0000-0000-c000-000000000046"), "0123456789"));
        }));

        var second = records[4].Payload;
        Assert.Equal(room == 44 ? 31_680 - 1 : 31_680 - room, records[3].Payload.Length);
        Assert.Equal(room == 44 ? [0x78, 0x56, 0x34, 0x12] : [0x03, 0x00, 0x01, 0x80], second[..4]);
    }

    [Fact]
    public void A_cut_value_continues_in_the_next_record()
    {
        var text = new string('é', 31_680);

        var inner = Records.Inner(Write(writer => writer.WriteString(Subject, text)));

        Assert.Equal(text + '\0', Encoding.Unicode.GetString(inner, 8, inner.Length - 8));
    }

    [Fact]
    public void A_value_in_pieces_is_the_value_in_one()
    {
        var data = Enumerable.Range(0, 100_000).Select(i => (byte)(i * 13)).ToArray();

        var pieces = Write(writer =>
        {
            writer.BeginVariable(AttachData, 100_000);
            for (var i = 0; i < data.Length; i += 777)
            {
                writer.WriteValueBytes(data.AsSpan(i, Math.Min(777, data.Length - i)));
            }
        });

        Assert.Equal(Write(writer => writer.WriteVariable(AttachData, data)), pieces);
    }

    [Fact]
    public void Keeps_one_record_of_a_large_attachment()
    {
        var block = new byte[1 << 20];
        using var writer = new FastTransferWriter(Stream.Null);
        writer.BeginVariable(AttachData, 150 << 20);
        writer.WriteValueBytes(block);
        for (var i = 1; i < 140; i++)
        {
            writer.WriteValueBytes(block);
        }

        Assert.InRange(Allocation.Least(() => writer.WriteValueBytes(block)), 0, 4096);
        writer.Complete();
        Assert.InRange(writer.BytesWritten, 150 << 20, 151 << 20);
    }

    [Fact]
    public void Writes_each_type_as_it_stands_on_the_wire()
    {
        var inner = Records.Inner(Write(writer =>
        {
            writer.WriteInt16(new(0x10010002), -2);
            writer.WriteInt32(new(0x10020003), -2);
            writer.WriteInt64(new(0x10030014), -2);
            writer.WriteDouble(new(0x10040005), 1);
            writer.WriteBoolean(new(0x1005000B), true);
            writer.WriteTime(new(0x10060040), new DateTimeOffset(1601, 1, 1, 2, 0, 1, TimeSpan.FromHours(2)));
            writer.WriteGuid(new(0x10070048), new Guid("00020307-0000-0000-c000-000000000046"));
            writer.WriteString(new(0x1008001F), "a€");
            writer.WriteMultiple(new(0x10091003), [new byte[] { 1, 2, 3, 4 }, new byte[] { 5, 6, 7, 8 }]);
            writer.WriteMultiple(new(0x100A1102), [new byte[] { 1 }, Array.Empty<byte>()]);
        }));

        Assert.Equal(
            "02000110FEFF" + "03000210FEFFFFFF" + "14000310FEFFFFFFFFFFFFFF" + "05000410000000000000F03F" + "0B0005100100"
            + "400006108096980000000000" + "480007100703020000000000C000000000000046" + "1F000810060000006100AC200000"
            + "03100910020000000102030405060708" + "02110A1002000000" + "0100000001" + "00000000",
            Convert.ToHexString(inner));
    }

    public static TheoryData<string, Action<FastTransferWriter>> WrongValues => new()
    {
        { "takes 2 bytes", writer => writer.WriteFixed(new(0x0029000B), [1, 0, 0, 0]) },
        { "no type for UTF-16LE", writer => writer.WriteString(new(0x003784E4), "x") },
        { "no type for 32-bit", writer => writer.WriteInt32(Subject, 1) },
        { "does not know", writer => writer.WriteFixed(new(0x0037FFFF), [1]) },
        { "Fixed values, not Variable", writer => writer.WriteVariable(Importance, [1, 0, 0, 0]) },
        { "needs its name", writer => writer.WriteInt32(new(0x80010003), 1) },
        { "cannot have a name", writer => writer.WriteInt32(Importance, 1, new PropertyName(Guid.Empty, 1)) },
        { "no NUL", writer => writer.WriteInt32(new(0x80010003), 1, new PropertyName(Guid.Empty, "a\0b")) },
        { "1024 characters", writer => writer.WriteInt32(new(0x80010003), 1, new PropertyName(Guid.Empty, new string('n', 1025))) },
        { "not the tag of a property", writer => writer.WriteInt32(new((uint)Marker.EndAttachment), 1) },
        { "not the tag of a property", writer => writer.WriteInt32(new(0x40180003), 1) },
        { "not the tag of a property", writer => writer.WriteInt32(new(0x40160003), 1) },
        { "takes 4 bytes", writer => writer.WriteMultiple(new(0x10091003), [new byte[] { 1, 2, 3 }]) },
        { "FileTime", writer => writer.WriteTime(new(0x10060040), new DateTimeOffset(1600, 1, 1, 0, 0, 0, TimeSpan.Zero)) },
    };

    [Theory]
    [MemberData(nameof(WrongValues))]
    public void Refuses_a_value_that_does_not_fit_its_tag(string expected, Action<FastTransferWriter> write)
    {
        using var writer = new FastTransferWriter(Stream.Null);

        var message = Assert.ThrowsAny<ArgumentException>(() => write(writer)).Message;

        Assert.Matches(expected, message);
    }

    public static TheoryData<string, Action<FastTransferWriter>> WrongPlaces => new()
    {
        { "still open", writer => writer.StartRecipient(0) },
        { "at least one property", _ => { } },
        { "lacks 1 bytes", writer => writer.BeginVariable(Subject, 1) },
        { "0 bytes left", writer => writer.WriteValueBytes([1]) },
        { "is complete", writer => { writer.WriteInt32(Importance, 1); writer.Complete(); writer.WriteInt32(Importance, 1); } },
        { "EndToRecip", writer => writer.EndRecipient() },
        { "EndAttach", writer => writer.EndAttachment() },
        { "EndEmbed", writer => writer.EndEmbeddedMessage() },
        { "StartEmbed", writer => writer.StartEmbeddedMessage() },
        { "StartRecip where", writer => { writer.StartAttachment(0); writer.EndAttachment(); writer.StartRecipient(0); } },
        { "NewAttach where", writer => { writer.StartRecipient(0); writer.StartAttachment(0); } },
        { "a property after the message's", writer => { writer.StartRecipient(0); writer.EndRecipient(); writer.WriteInt32(Importance, 1); } },
        { "a property after the embedded", writer =>
            {
                writer.StartAttachment(0);
                writer.StartEmbeddedMessage();
                writer.WriteInt32(Importance, 1);
                writer.EndEmbeddedMessage();
                writer.WriteInt32(Importance, 1);
            }
        },
        { "out of its place", writer => { writer.WriteDeleteProperty(new(0x0E13000D)); writer.WriteDeleteProperty(new(0x0E12000D)); } },
        { "neither", writer => writer.WriteDeleteProperty(Subject) },
        { "deeper", writer =>
            {
                for (var i = 0; i <= 256; i++)
                {
                    writer.StartAttachment(0);
                    writer.StartEmbeddedMessage();
                }
            }
        },
    };

    [Theory]
    [MemberData(nameof(WrongPlaces))]
    public void Refuses_an_element_out_of_its_place(string expected, Action<FastTransferWriter> write)
    {
        using var writer = new FastTransferWriter(Stream.Null);

        var message = Assert.Throws<InvalidOperationException>(() =>
        {
            write(writer);
            writer.Complete();
        }).Message;

        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cannot_be_used_after_it_was_disposed()
    {
        var writer = new FastTransferWriter(Stream.Null);
        writer.Dispose();
        writer.Dispose();

        Assert.Throws<ObjectDisposedException>(() => writer.WriteInt32(Importance, 1));
    }

    private static byte[] Write(Action<FastTransferWriter> write) => Write(write, FastTransferVersion.ExchangeOnline);

    private static byte[] Write(Action<FastTransferWriter> write, FastTransferVersion version)
    {
        using var item = new MemoryStream();
        using var writer = new FastTransferWriter(item, version);
        write(writer);
        writer.Complete();
        Assert.Equal(item.Length, writer.BytesWritten);
        return item.ToArray();
    }

    private static void SelfMadeBefore(FastTransferWriter writer)
    {
        const string alice = "alice@src.example";
        const string bobDn = "/o=ExchangeLabs/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn=0123456789abcdef-bob";
        writer.WriteInt32(Importance, 1);
        writer.WriteString(new(0x001A84B0), "IPM.Note");
        writer.WriteBoolean(new(0x0029000B), false);
        writer.WriteString(Subject, "Hello " + alice);
        writer.WriteVariable(new(0x003B0102), "SMTP:ALICE@SRC.EXAMPLE\0"u8);
        writer.WriteVariable(new(0x00410102), OneOff("Alice", alice));
        writer.WriteString(new(0x004284B0), "Alice");
        byte[] ansiOneOff = [0, 0, 0, 0, 0x81, 0x2B, 0x1F, 0xA4, 0xBE, 0xA3, 0x10, 0x19, 0x9D, 0x6E, 0, 0xDD, 1, 0x0F, 0x54, 2, 0, 0, 0, 0, .. "x@other.example\0SMTP\0x@other.example\0"u8];
        var replyTo = OneOff("Alice R", alice);
        writer.WriteVariable(new(0x004F0102), [2, 0, 0, 0, 0x9D, 0, 0, 0, (byte)replyTo.Length, 0, 0, 0, .. replyTo, 0, 0, (byte)ansiOneOff.Length, 0, 0, 0, .. ansiOneOff]);
        writer.WriteString(new(0x005084B0), "Alice R; x@other.example");
        writer.WriteString(new(0x006484B0), "SMTP");
        writer.WriteString(new(0x006584B0), alice);
        writer.WriteString(new(0x007D84B0), $"From: Alice <{alice}>\r\nMessage-ID: <1@src.example>\r\n");
        writer.WriteVariable(new(0x0C190102), OneOff(alice, alice));
        writer.WriteString(new(0x0C1A84B0), alice);
        writer.WriteVariable(new(0x0C1D0102), "SMTP:ALICE@SRC.EXAMPLE\0"u8);
        writer.WriteString(new(0x0C1E84B0), "SMTP");
        writer.WriteString(new(0x0C1F84B0), alice);
        writer.WriteString(new(0x103584B0), "<1@src.example>");
        writer.WriteString(new(0x5D0184B0), alice);
        writer.WriteString(new(0x5D0284B0), alice);
        writer.WriteMultiple(
            new(0x800194B0),
            [Encoding.Unicode.GetBytes("x\0"), Encoding.Unicode.GetBytes("a@src.example\0")],
            new PropertyName(new Guid("00020329-0000-0000-c000-000000000046"), "Keywords"));
        writer.WriteString(new(0x800284B0), alice, new PropertyName(new Guid("00062004-0000-0000-c000-000000000046"), 0x8083));
        writer.WriteDeleteProperty(new(0x0E12000D));
        writer.StartRecipient(0);
        writer.WriteInt32(new(0x0C150003), 1);
        writer.WriteVariable(new(0x0FFF0102), [0, 0, 0, 0, 0xDC, 0xA7, 0x40, 0xC8, 0xC0, 0x42, 0x10, 0x1A, 0xB4, 0xB9, 8, 0, 0x2B, 0x2F, 0xE1, 0x82, 1, 0, 0, 0, 0, 0, 0, 0, .. Encoding.ASCII.GetBytes(bobDn), 0]);
        writer.WriteString(new(0x300184B0), "Bob");
        writer.WriteString(new(0x300284B0), "EX");
        writer.WriteString(new(0x300384B0), bobDn);
        writer.WriteVariable(new(0x300B0102), Encoding.ASCII.GetBytes("EX:" + bobDn.ToUpperInvariant() + '\0'));
        writer.WriteString(new(0x39FE84B0), "bob@src.example");
        writer.EndRecipient();
        writer.StartRecipient(1);
        writer.WriteInt32(new(0x0C150003), 2);
        writer.WriteVariable(new(0x0FFF0102), OneOff("carol@third.example", "carol@third.example"));
        writer.WriteString(new(0x300184B0), "carol@third.example");
        writer.WriteString(new(0x300284B0), "SMTP");
        writer.WriteString(new(0x300384B0), "carol@third.example");
        writer.EndRecipient();
        writer.WriteDeleteProperty(new(0x0E13000D));
        writer.StartAttachment(0);
        writer.WriteInt32(new(0x37050003), 5);
        writer.WriteString(new(0x300184B0), "inner");
        writer.StartEmbeddedMessage();
        writer.WriteInt64(new(0x674A0014), 0x0706050403020100);
        writer.WriteString(new(0x001A84B0), "IPM.Note");
        writer.WriteString(new(0x0C1E84B0), "SMTP");
        writer.WriteString(new(0x0C1F84B0), alice);
        writer.WriteVariable(new(0x0C1D0102), "SMTP:ALICE@SRC.EXAMPLE\0"u8);
        writer.WriteDeleteProperty(new(0x0E12000D));
        writer.WriteDeleteProperty(new(0x0E13000D));
        writer.EndEmbeddedMessage();
        writer.EndAttachment();
        writer.StartAttachment(1);
        writer.WriteInt32(new(0x37050003), 1);
        writer.WriteString(new(0x370784B0), "a.bin");
        writer.WriteVariable(AttachData, "bytes with alice@src.example inside"u8);
        writer.EndAttachment();
    }

    private static byte[] OneOff(string name, string address) =>
    [
        0, 0, 0, 0, 0x81, 0x2B, 0x1F, 0xA4, 0xBE, 0xA3, 0x10, 0x19, 0x9D, 0x6E, 0, 0xDD, 1, 0x0F, 0x54, 2, 0, 0, 1, 0x80,
        .. Encoding.Unicode.GetBytes($"{name}\0SMTP\0{address}\0"),
    ];
}
