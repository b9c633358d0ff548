using System.Text;
using ArchiveMigration.FastTransfer;
using ArchiveMigration.Sandbox.Msg;

namespace ArchiveMigration.Sandbox.Tests.Msg;

public class MsgFileTests
{
    private static readonly Guid Common = new("00062008-0000-0000-C000-000000000046");
    private static readonly Guid InternetHeaders = new("00020386-0000-0000-C000-000000000046");
    private static readonly Guid PublicStrings = new("00020329-0000-0000-C000-000000000046");

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void A_message_has_its_properties_in_ascending_order(int version)
    {
        MsgBuilder builder = MsgBuilder.Mail("Lunch", version);
        builder.Message.Int32(0x0017, 2).Time(0x0E06, new DateTime(2024, 5, 6, 7, 8, 9, DateTimeKind.Utc)).Boolean(0x0029, true);

        using MsgFile file = builder.Open();

        Assert.Equal([0x0017, 0x001A, 0x0029, 0x0037, 0x0E06, 0x300B], file.Message.Properties.Select(property => (int)property.Tag.Id));
        Assert.Equal(2, file.Message.Properties.FindInt32(0x0017));
        Assert.Equal("Lunch", file.Message.Properties.FindString(0x0037, Encoding.ASCII, 100));
        Assert.Equal(new DateTimeOffset(2024, 5, 6, 7, 8, 9, TimeSpan.Zero), file.Message.Properties.FindTime(0x0E06));
        Assert.Empty(file.Warnings);
    }

    [Fact]
    public void Named_properties_are_known_by_set_and_number_or_name()
    {
        MsgBuilder builder = MsgBuilder.Mail();
        ushort flag = builder.Name(Common, 0x8503);
        ushort header = builder.Name(InternetHeaders, "x-mailer");
        ushort keywords = builder.Name(PublicStrings, "Keywords");
        ushort other = builder.Name(Common, 0x8530);
        builder.Message.Boolean(flag, true).Unicode(header, "Outlook").Unicodes(keywords, "Red", "Blue").Unicode(other, "later");

        using MsgFile file = builder.Open();

        Assert.Equal(new PropertyName(Common, 0x8503), Find(file, flag).Name);
        Assert.Equal(new PropertyName(InternetHeaders, "x-mailer"), Find(file, header).Name);
        Assert.Equal(new PropertyName(PublicStrings, "Keywords"), Find(file, keywords).Name);
        Assert.Equal(new PropertyName(Common, 0x8530), Find(file, other).Name);
        Assert.Null(Find(file, 0x0037).Name);
    }

    [Fact]
    public void An_id_without_a_name_is_left_out_and_named()
    {
        MsgBuilder builder = MsgBuilder.Mail();
        builder.Message.Int32(0x8001, 1);

        using MsgFile file = builder.Open();

        Assert.DoesNotContain(file.Message.Properties, property => property.Tag.IsNamed);
        Assert.Contains("0x80010003", Assert.Single(file.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Recipients_and_attachments_come_in_the_order_of_their_numbers()
    {
        MsgBuilder builder = MsgBuilder.Mail();
        for (int i = 0; i < 20; i++)
        {
            builder.Message.Recipient().Int32(0x3000, i).Unicode(0x3003, $"user{i}@contoso.example");
            builder.Message.Attachment().Int32(0x0E21, i).Binary(0x3701, [(byte)i]);
        }

        using MsgFile file = builder.Open();

        Assert.Equal(Enumerable.Range(0, 20), file.Message.Recipients.Select(recipient => recipient.Number));
        Assert.Equal("user17@contoso.example", file.Message.Recipients[17].Properties.FindString(0x3003, Encoding.ASCII, 100));
        Assert.Equal([17], file.Message.Attachments[17].Properties.Find(0x3701, 0x0102)!.Read().ToArray());
    }

    [Fact]
    public void Embedded_messages_are_read_to_any_depth_with_the_names_of_the_whole_file()
    {
        MsgBuilder builder = MsgBuilder.Mail("outer");
        ushort flag = builder.Name(Common, 0x8503);
        MsgObjectBuilder first = builder.Message.Attachment().Embedded().Unicode(0x0037, "first");
        first.Recipient().Unicode(0x3001, "Anna");
        MsgObjectBuilder second = first.Attachment().Embedded().Unicode(0x0037, "second").Boolean(flag, true);
        second.Attachment().Binary(0x3701, [1, 2, 3]);

        using MsgFile file = builder.Open();

        MsgMessage one = Assert.Single(file.Message.Attachments).Message!;
        MsgMessage two = Assert.Single(one.Attachments).Message!;
        Assert.Equal("first", one.Properties.FindString(0x0037, Encoding.ASCII, 100));
        Assert.Equal("Anna", Assert.Single(one.Recipients).Properties.FindString(0x3001, Encoding.ASCII, 100));
        Assert.Equal("second", two.Properties.FindString(0x0037, Encoding.ASCII, 100));
        Assert.Equal(new PropertyName(Common, 0x8503), two.Properties.Find(flag, 0x000B)!.Name);
        Assert.Null(Assert.Single(two.Attachments).Message);
        Assert.Empty(file.Warnings);
    }

    [Fact]
    public void The_data_of_an_OLE_object_is_left_out_and_named()
    {
        MsgBuilder builder = MsgBuilder.Mail();
        MsgObjectBuilder attachment = builder.Message.Attachment().Int32(0x3705, 6).Inline(0x3701, 0x000D, 0);
        attachment.Storage.Storage("__substg1.0_3701000D").Add("\u0001Ole", [1, 2, 3]);

        using MsgFile file = builder.Open();

        Assert.Null(Assert.Single(file.Message.Attachments).Message);
        Assert.Equal(6, file.Message.Attachments[0].Properties.FindInt32(0x3705));
        Assert.Contains("OLE object", Assert.Single(file.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_property_without_its_value_or_given_twice_or_of_an_impossible_type_is_left_out_and_named()
    {
        MsgBuilder builder = MsgBuilder.Mail();
        builder.Message.Inline(0x0065, 0x001F, 34).String8(0x0037, "Other"u8.ToArray()).Inline(0x1001, 0x00FD, 10);

        using MsgFile file = builder.Open();

        Assert.Equal([0x001A, 0x0037, 0x300B], file.Message.Properties.Select(property => (int)property.Tag.Id));
        Assert.Equal(
            [
                "the message: property 0x0065001F is left out, for its value is missing in the file",
                "the message: property 0x0037001E is left out, for the object has it already as 0x0037001F",
                "the message: property 0x100100FD is left out, for no item can hold its type",
            ],
            file.Warnings);
    }

    [Fact]
    public void Warnings_do_not_grow_without_end()
    {
        MsgBuilder builder = MsgBuilder.Mail();
        for (int i = 0; i < 1000; i++)
        {
            builder.Message.Int32((ushort)(0x9000 + i), i);
        }

        using MsgFile file = builder.Open();

        Assert.Equal(51, file.Warnings.Count);
        Assert.Equal("and 950 more", file.Warnings[^1]);
    }

    [Fact]
    public void A_compound_file_without_a_message_is_refused()
    {
        var file = new CompoundFileBuilder();
        file.Root.Add("WordDocument", [1, 2, 3]);

        Assert.Equal("not an Outlook .msg file: __properties_version1.0 is missing", Refused(file.Build().Bytes).Message);
    }

    [Fact]
    public void Values_that_are_not_whole_are_refused()
    {
        Refused("GUID", builder => builder.Message.Storage.Add("__substg1.0_00370048", new byte[15]), message => message.Inline(0x0037, 0x0048, 16), "15 bytes");
        Refused("string", builder => builder.Message.Storage.Add("__substg1.0_1000001F", new byte[5]), message => message.Inline(0x1000, 0x001F, 7), "__substg1.0_1000001F has 5 bytes");
        Refused("numbers", builder => builder.Message.Storage.Add("__substg1.0_10021003", new byte[6]), message => message.Inline(0x1002, 0x1003, 6), "__substg1.0_10021003 has 6 bytes");
        Refused("elements", builder => builder.Message.Storage.Add("__substg1.0_1002101F", new byte[8]), message => message.Inline(0x1002, 0x101F, 8), "announces 2 values, but number 0 is missing");
    }

    [Fact]
    public void A_property_stream_shorter_than_its_header_is_refused()
    {
        var file = new CompoundFileBuilder();
        file.Root.Add("__properties_version1.0", new byte[31]);

        Assert.Equal("__properties_version1.0 has 31 bytes, fewer than its header of 32", Refused(file.Build().Bytes).Message);
    }

    [Fact]
    public void A_recipient_without_properties_is_refused_by_name()
    {
        MsgBuilder builder = MsgBuilder.Mail();
        builder.Message.Storage.Storage("__recip_version1.0_#00000000");

        Assert.Equal("__recip_version1.0_#00000000: __properties_version1.0 is missing", Refused(builder.Build()).Message);
    }

    [Fact]
    public void A_file_that_is_refused_is_closed()
    {
        var stream = new MemoryStream("no compound file"u8.ToArray());

        Assert.Throws<MsgFormatException>(() => MsgFile.Open(stream));

        Assert.False(stream.CanRead);
    }

    private static MsgProperty Find(MsgFile file, ushort id) => Assert.Single(file.Message.Properties, property => property.Tag.Id == id);

    private static MsgFormatException Refused(byte[] bytes) => Assert.Throws<MsgFormatException>(() => MsgFile.Open(new MemoryStream(bytes)));

    private static void Refused(string what, Action<MsgBuilder> addStream, Action<MsgObjectBuilder> addProperty, string problem)
    {
        var builder = new MsgBuilder();
        addStream(builder);
        addProperty(builder.Message);

        MsgFormatException error = Refused(builder.Build());

        Assert.True(error.Message.Contains(problem, StringComparison.Ordinal), $"{what}: {error.Message}");
    }
}
