using System.Buffers.Binary;
using System.Text;
using ArchiveMigration.FastTransfer;
using ArchiveMigration.FastTransfer.Items;
using ArchiveMigration.Sandbox.Msg;

namespace ArchiveMigration.Sandbox.Tests.Msg;

public class MsgToFastTransferTests
{
    private static readonly Guid Common = new("00062008-0000-0000-C000-000000000046");
    private static readonly Guid InternetHeaders = new("00020386-0000-0000-C000-000000000046");

    [Fact]
    public void Properties_come_in_ascending_order_but_importance_first()
    {
        MsgBuilder builder = MsgBuilder.Mail();
        builder.Message.Unicode(0x1000, "body").Int32(0x0017, 1).Boolean(0x0002, true);

        ItemMessage item = Convert(builder);

        Assert.Equal([0x0017, 0x0002, 0x001A, 0x0037, 0x1000, 0x300B], item.Properties.Select(property => (int)property.Tag.Id));
    }

    [Fact]
    public void Every_type_of_value_arrives()
    {
        var time = new DateTime(2024, 5, 6, 7, 8, 9, DateTimeKind.Utc);
        var guid = Guid.Parse("11112222-3333-4444-5555-666677778888");
        byte[] serverId = [1, 2, 3];
        MsgBuilder builder = MsgBuilder.Mail();
        builder.Message.Int16(0x7001, -2).Int32(0x7002, 3).Int64(0x7003, 4).Time(0x7004, time)
            .Inline(0x7005, 0x0005, BitConverter.DoubleToInt64Bits(2.5)).Inline(0x7006, 0x0004, BitConverter.SingleToInt32Bits(1.5f))
            .Guid(0x7007, guid).Binary(0x7008, [9, 8]).Int32s(0x7009, 5, 6, 7).Binaries(0x700A, [1], [], [2, 3])
            .Unicodes(0x700B, "Red", "").Inline(0x700C, 0x00FB, serverId.Length);
        builder.Message.Storage.Add("__substg1.0_700C00FB", serverId);

        ItemMessage item = Convert(builder);

        Assert.Equal(-2, BinaryPrimitives.ReadInt16LittleEndian(Value(item, 0x70010002)));
        Assert.Equal(3, BinaryPrimitives.ReadInt32LittleEndian(Value(item, 0x70020003)));
        Assert.Equal(4, BinaryPrimitives.ReadInt64LittleEndian(Value(item, 0x70030014)));
        Assert.Equal(time.ToFileTimeUtc(), BinaryPrimitives.ReadInt64LittleEndian(Value(item, 0x70040040)));
        Assert.Equal(2.5, BinaryPrimitives.ReadDoubleLittleEndian(Value(item, 0x70050005)));
        Assert.Equal(1.5f, BinaryPrimitives.ReadSingleLittleEndian(Value(item, 0x70060004)));
        Assert.Equal(guid, new Guid(Value(item, 0x70070048)));
        Assert.Equal([9, 8], Value(item, 0x70080102));
        Assert.Equal([5, 6, 7], Property(item, 0x70091003).Values.Select(value => BinaryPrimitives.ReadInt32LittleEndian(value.Span)));
        Assert.Equal(["01", "", "0203"], Property(item, 0x700A1102).Values.Select(value => System.Convert.ToHexString(value.Span)));
        Assert.Equal(["Red\0", "\0"], Property(item, 0x700B94B0).Values.Select(value => Encoding.Unicode.GetString(value.Span)));
        Assert.Equal(serverId, Value(item, 0x700C00FB));
    }

    [Theory]
    [InlineData(0x0000000000000000, 0)]
    [InlineData(0x0000000000000001, 1)]
    [InlineData(0x6D6F632D00000001, 1)] // what programs left behind the two bytes
    [InlineData(0x0000144100000000, 0)]
    [InlineData(0x000000000000FFFF, 1)] // the truth of Visual Basic
    public void A_truth_value_is_zero_or_one_whatever_the_file_has_around_it(long inline, byte expected)
    {
        MsgBuilder builder = MsgBuilder.Mail();
        builder.Message.Inline(0x0029, 0x000B, inline);

        Assert.Equal([expected, 0], Value(Convert(builder), 0x0029000B));
    }

    [Fact]
    public void Unicode_strings_get_the_type_of_their_code_page_and_one_terminator()
    {
        MsgBuilder builder = MsgBuilder.Mail("Grüße, 東京");
        builder.Message.Unicode(0x0070, "ended\0").Unicode(0x0E1D, "");

        ItemMessage item = Convert(builder);

        Assert.Equal("Grüße, 東京\0", Encoding.Unicode.GetString(Value(item, 0x003784B0)));
        Assert.Equal("ended\0", Encoding.Unicode.GetString(Value(item, 0x007084B0)));
        Assert.Equal("\0", Encoding.Unicode.GetString(Value(item, 0x0E1D84B0)));
    }

    [Fact]
    public void Strings_in_a_code_page_stay_in_it_with_its_number_in_the_type()
    {
        byte[] privet = [0xCF, 0xF0, 0xE8, 0xE2, 0xE5, 0xF2];
        MsgBuilder builder = MsgBuilder.Mail();
        builder.Message.Int32(0x3FFD, 1251).String8(0x0070, privet).String8(0x0E1D, [.. privet, 0]).Strings8(0x7001, privet, []);
        builder.Message.Recipient().String8(0x3001, privet);
        builder.Message.Attachment().String8(0x3704, privet);

        ItemMessage item = Convert(builder);

        Assert.Equal([.. privet, 0], Value(item, 0x007084E3));
        Assert.Equal([.. privet, 0], Value(item, 0x0E1D84E3));
        Assert.Equal("Привет", Property(item, 0x007084E3).Text);
        Assert.Equal(["CFF0E8E2E5F200", "00"], Property(item, 0x700194E3).Values.Select(value => System.Convert.ToHexString(value.Span)));
        Assert.Equal([.. privet, 0], Value(Assert.Single(item.Recipients), 0x300184E3));
        Assert.Equal([.. privet, 0], Value(Assert.Single(item.Attachments), 0x370484E3));
    }

    [Fact]
    public void Strings_in_UTF8_become_Unicode_for_its_number_does_not_fit_a_type()
    {
        MsgBuilder builder = MsgBuilder.Mail();
        builder.Message.Int32(0x3FFD, 65001).String8(0x0070, "Ä"u8.ToArray()).Strings8(0x7001, "東"u8.ToArray(), []);

        ItemMessage item = Convert(builder);

        Assert.Equal("Ä\0", Encoding.Unicode.GetString(Value(item, 0x007084B0)));
        Assert.Equal(["東\0", "\0"], Property(item, 0x700194B0).Values.Select(value => Encoding.Unicode.GetString(value.Span)));
    }

    [Fact]
    public void Several_strings_in_a_code_page_with_the_flag_of_several_values_in_its_number_become_Unicode()
    {
        MsgBuilder builder = MsgBuilder.Mail();
        builder.Message.Int32(0x3FFD, 20866).String8(0x0070, [0xE1]).Strings8(0x7001, [0xE1]);

        ItemMessage item = Convert(builder);

        Assert.Equal("А", Property(item, 0x0070D182).Text);
        Assert.Equal(["А\0"], Property(item, 0x700194B0).Values.Select(value => Encoding.Unicode.GetString(value.Span)));
    }

    [Fact]
    public void Named_properties_keep_their_identity()
    {
        MsgBuilder builder = MsgBuilder.Mail();
        ushort flag = builder.Name(Common, 0x8503);
        ushort header = builder.Name(InternetHeaders, "x-mailer");
        builder.Message.Boolean(flag, true).Unicode(header, "Outlook");

        ItemMessage item = Convert(builder);

        Assert.Equal([1, 0], item.Find(new PropertyName(Common, 0x8503))!.Value.ToArray());
        Assert.Equal("Outlook", item.Find(new PropertyName(InternetHeaders, "x-mailer"))!.Text);
    }

    [Fact]
    public void What_belongs_to_the_old_store_or_is_no_property_is_not_sent()
    {
        MsgBuilder builder = MsgBuilder.Mail();
        builder.Message.Binary(0x0FFF, [1]).Int32(0x340D, 1).Int32(0x0FF4, 2).Binary(0x65E1, [1]).Binary(0x65E0, [1])
            .Int32(0x6662, 1).Int32(0x67FF, 1).Int32(0x6800, 1).Int32(0x4003, 1).Int32(0x4016, 1).String8(0x4008, [1]).Int32(0x4019, 1).Int32(0x403A, 1);
        builder.Message.Recipient().Binary(0x0FFF, [1]).Int32(0x3000, 7).Binary(0x6740, [2]);
        builder.Message.Attachment().Int32(0x0E21, 7).Binary(0x0FF9, [1]).Int32(0x0FF4, 2);

        ItemMessage item = Convert(builder);

        Assert.Equal([0x001A, 0x0037, 0x300B, 0x4019, 0x65E0, 0x6800], item.Properties.Select(property => (int)property.Tag.Id));
        Assert.Equal([0x3000, 0x0FFF], Assert.Single(item.Recipients).Properties.Select(property => (int)property.Tag.Id));
        Assert.Equal([0x0E21, 0x0FF9], Assert.Single(item.Attachments).Properties.Select(property => (int)property.Tag.Id));
    }

    [Fact]
    public void Recipients_and_attachments_follow_the_tags_of_what_they_replace()
    {
        MsgBuilder builder = MsgBuilder.Mail();
        builder.Message.Recipient().Unicode(0x3001, "Anna");
        builder.Message.Recipient().Unicode(0x3001, "Björn");
        builder.Message.Attachment().Unicode(0x3707, "a.txt");
        builder.Message.Attachment().Unicode(0x3707, "b.txt");

        ItemMessage item = Convert(builder);

        Assert.Equal([0x0E12000Du, 0x0E13000Du], item.Deleted.Select(tag => tag.Value));
        Assert.Equal(["Anna", "Björn"], item.Recipients.Select(recipient => Property(recipient, 0x300184B0).Text));
        Assert.Equal([0, 1], item.Recipients.Select(recipient => BinaryPrimitives.ReadInt32LittleEndian(Value(recipient, 0x30000003))));
        Assert.Equal(["a.txt", "b.txt"], item.Attachments.Select(attachment => Property(attachment, 0x370784B0).Text));
        Assert.Equal([0, 1], item.Attachments.Select(attachment => BinaryPrimitives.ReadInt32LittleEndian(Value(attachment, 0x0E210003))));
        Assert.Equal([0x0E12000Du, 0x0E13000Du], Convert(MsgBuilder.Mail()).Deleted.Select(tag => tag.Value));
    }

    [Fact]
    public void Embedded_messages_two_deep_arrive_as_messages()
    {
        MsgBuilder builder = MsgBuilder.Mail();
        MsgObjectBuilder first = builder.Message.Attachment().Unicode(0x3001, "first").Embedded().Unicode(0x0037, "one");
        first.Recipient().Unicode(0x3001, "Anna");
        first.Attachment().Embedded().Unicode(0x0037, "two").Attachment().Binary(0x3701, [1, 2, 3]);

        ItemMessage item = Convert(builder);

        ItemAttachment attachment = Assert.Single(item.Attachments);
        ItemMessage one = attachment.EmbeddedMessage!;
        ItemMessage two = Assert.Single(one.Attachments).EmbeddedMessage!;
        Assert.Equal(5, BinaryPrimitives.ReadInt32LittleEndian(Value(attachment, 0x37050003)));
        Assert.Null(attachment.Find(0x3701));
        Assert.Equal(0x674A0014u, one.Properties[0].Tag.Value);
        Assert.Equal("one", Property(one, 0x003784B0).Text);
        Assert.Equal("Anna", Property(Assert.Single(one.Recipients), 0x300184B0).Text);
        Assert.Equal("two", Property(two, 0x003784B0).Text);
        Assert.Equal([1, 2, 3], Value(Assert.Single(two.Attachments), 0x37010102));
        Assert.Null(one.Find(0x300B));
    }

    [Fact]
    public void A_large_attachment_is_passed_on_without_being_held()
    {
        byte[] content = CompoundFileTests.Content(9_000_000);
        MsgBuilder builder = MsgBuilder.Mail();
        builder.Message.Attachment().Binary(0x3701, content);
        byte[] bytes = builder.Build();
        using MsgFile file = MsgFile.Open(new MemoryStream(bytes));
        using var item = new MemoryStream(10_000_000);
        long before = GC.GetAllocatedBytesForCurrentThread();

        MsgToFastTransfer.Write(file, item);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
        Assert.Equal(content, Value(Assert.Single(FastTransferItem.Read(item.ToArray()).Message.Attachments), 0x37010102));
    }

    [Fact]
    public void A_message_without_a_class_is_a_note()
    {
        var builder = new MsgBuilder();
        builder.Message.Unicode(0x0037, "Lunch");

        Assert.Equal("IPM.Note", Property(Convert(builder), 0x001A84B0).Text);
    }

    internal static ItemMessage Convert(MsgBuilder builder)
    {
        using MsgFile file = builder.Open();
        using var item = new MemoryStream();
        MsgToFastTransfer.Write(file, item);
        return FastTransferItem.Read(item.ToArray()).Message;
    }

    internal static byte[] Value(ItemPart part, uint tag) => Property(part, tag).Value.ToArray();

    private static ItemProperty Property(ItemPart part, uint tag) => Assert.Single(part.Properties, property => property.Tag.Value == tag);
}
