using System.Buffers.Binary;
using System.Text;
using ArchiveMigration.FastTransfer;
using ArchiveMigration.FastTransfer.Items;
using ArchiveMigration.Sandbox.Items;

namespace ArchiveMigration.Sandbox.Tests.Items;

public class MadeShapesTests
{
    private static readonly Guid Common = new("00062008-0000-0000-c000-000000000046");

    [Fact]
    public void Mails_with_files_have_files_with_names_in_several_scripts()
    {
        var files = MadeItem.Of(ItemShape.MailWithAttachments).SelectMany(message => message.Attachments).ToList();
        var names = string.Concat(files.Select(file => file.Text(0x3707)));

        Assert.Matches(@"[\u0600-\u06FF]", names);
        Assert.Matches(@"[\u3040-\u30FF]", names);
        Assert.Contains("ö", names, StringComparison.Ordinal);
        Assert.All(files, file => Assert.Equal(BinaryPrimitives.ReadInt32LittleEndian(file.Find(0x0E20)!.Value.Span), file.Find(0x3701)!.Value.Length));
        Assert.All(
            files.Where(file => file.Text(0x3703) == ".pdf"),
            file => Assert.StartsWith("%PDF", Encoding.ASCII.GetString(file.Find(0x3701)!.Value.Span[..8]), StringComparison.Ordinal));
        Assert.Contains(MadeItem.Of(ItemShape.MailWithAttachments), message => message.Attachments.Count > 1);
    }

    [Fact]
    public void Mails_contain_mails_that_contain_mails()
    {
        var depths = MadeItem.Of(ItemShape.MailWithEmbedded, 50_000).Select(Depth).ToList();

        Assert.Equal([1, 2, 3], depths.Distinct().Order());

        static int Depth(ItemMessage message) =>
            message.Attachments is [{ EmbeddedMessage: { } embedded }, ..] ? 1 + Depth(embedded) : 0;
    }

    [Fact]
    public void Embedded_mails_begin_with_their_Mid_and_bring_people_of_their_own()
    {
        var embedded = MadeItem.Of(ItemShape.MailWithEmbedded).Select(message => message.Attachments[0].EmbeddedMessage!).ToList();

        Assert.All(embedded, message => Assert.Equal(0x674A0014u, message.Properties[0].Tag.Value));
        Assert.All(embedded, message => Assert.Equal("IPM.Note", message.Text(0x001A)));
        Assert.All(embedded, message => Assert.Single(message.Recipients));
    }

    [Fact]
    public void Meetings_have_an_organizer_and_attendees_whose_names_are_joined()
    {
        foreach (var message in MadeItem.Of(ItemShape.MeetingRequest))
        {
            var organizers = message.Recipients.Where(recipient => (recipient.Find(0x5FFD)!.Value.Span[0] & 2) != 0).ToList();
            Assert.Equal(message.Text(0x0042), Assert.Single(organizers).Text(0x3001));
            Assert.Equal(
                string.Join("; ", message.Recipients.Skip(1).Select(recipient => recipient.Text(0x3001))),
                message.Lid(MadeItem.Appointment, 0x8238).Text);
            Assert.Equal(56, message.Lid(new Guid("6ed8da90-450b-101b-98da-00aa003f1305"), 3).Value.Length);
        }
    }

    [Fact]
    public void Appointments_begin_before_they_end()
    {
        foreach (var message in MadeItem.Of(ItemShape.Appointment))
        {
            var start = Time(message.Lid(MadeItem.Appointment, 0x820D));
            var end = Time(message.Lid(MadeItem.Appointment, 0x820E));
            Assert.Equal(BinaryPrimitives.ReadInt32LittleEndian(message.Lid(MadeItem.Appointment, 0x8213).Value.Span), (end - start).TotalMinutes);
            Assert.Equal(start, Time(message.Lid(Common, 0x8516)));
            Assert.Null(message.Find(new PropertyName(MadeItem.Appointment, 0x8216)));
        }

        static DateTimeOffset Time(ItemProperty property) => DateTimeOffset.FromFileTime(BinaryPrimitives.ReadInt64LittleEndian(property.Value.Span));
    }

    [Fact]
    public void Series_carry_a_recurrence_of_the_specified_form()
    {
        var frequencies = new HashSet<ushort>();
        foreach (var message in MadeItem.Of(ItemShape.RecurringAppointment))
        {
            // MS-OXOCAL 2.2.1.44.1 and 2.2.1.44.5, read field by field.
            var blob = message.Lid(MadeItem.Appointment, 0x8216).Value.Span;
            var at = 0;
            Assert.Equal(0x30043004u, Next32(blob, ref at));
            var frequency = Next16(blob, ref at);
            frequencies.Add(frequency);
            Assert.Equal(frequency - 0x200A, Next16(blob, ref at));
            Assert.Equal(0, Next16(blob, ref at));
            var first = Next32(blob, ref at);
            var period = Next32(blob, ref at);
            Assert.InRange(first, 0u, frequency switch { 0x200A => period - 1, 0x200B => (period * 10_080) - 1, _ => (period - 1) * 31 * 1_440 });
            Assert.Equal(0u, Next32(blob, ref at));
            at += frequency == 0x200A ? 0 : 4;
            Assert.Equal(0x2022u, Next32(blob, ref at));
            Assert.InRange(Next32(blob, ref at), 3u, 40u);
            Assert.Equal(1u, Next32(blob, ref at));
            var deleted = Next32(blob, ref at);
            var deletedDay = deleted == 1 ? Next32(blob, ref at) : 0;
            Assert.Equal(0u, Next32(blob, ref at));
            var start = Next32(blob, ref at);
            var end = Next32(blob, ref at);
            Assert.Equal((0u, 0u), (start % 1_440, end % 1_440));
            Assert.True(start < end);
            Assert.True(deleted == 0 || (start < deletedDay && deletedDay < end));
            Assert.Equal((0x3006u, 0x3009u), (Next32(blob, ref at), Next32(blob, ref at)));
            var from = Next32(blob, ref at);
            Assert.Equal((uint)BinaryPrimitives.ReadInt32LittleEndian(message.Lid(MadeItem.Appointment, 0x8213).Value.Span), Next32(blob, ref at) - from);
            Assert.Equal(0, Next16(blob, ref at));
            Assert.Equal((0u, 0u), (Next32(blob, ref at), Next32(blob, ref at)));
            Assert.Equal(blob.Length, at);
            Assert.Equal(48, message.Lid(MadeItem.Appointment, 0x8233).Value.Length);
        }

        Assert.Equal([(ushort)0x200A, (ushort)0x200B, (ushort)0x200C], frequencies.Order());
    }

    [Fact]
    public void Contacts_have_up_to_three_addresses_that_are_listed()
    {
        var counts = new HashSet<int>();
        foreach (var message in MadeItem.Of(ItemShape.Contact))
        {
            var addresses = new uint[] { 0x8083, 0x8093, 0x80A3 }.Count(lid => message.Find(new PropertyName(MadeItem.Address, lid)) is not null);
            counts.Add(addresses);
            Assert.Equal(addresses, message.Lid(MadeItem.Address, 0x8028).Values.Count);
            Assert.Equal((1 << addresses) - 1, BinaryPrimitives.ReadInt32LittleEndian(message.Lid(MadeItem.Address, 0x8029).Value.Span));
            Assert.Equal(
                message.Lid(MadeItem.Address, 0x8082).Text == "EX" ? "/o=" : message.Lid(MadeItem.Address, 0x8084).Text,
                message.Lid(MadeItem.Address, 0x8083).Text[..(message.Lid(MadeItem.Address, 0x8082).Text == "EX" ? 3 : message.Lid(MadeItem.Address, 0x8084).Text.Length)]);
            Assert.Equal(1, message.Attachments.Single().Find(0x7FFF)!.Value.Span[0]);
        }

        Assert.Equal([1, 2, 3], counts.Order());
    }

    [Fact]
    public void Lists_carry_the_checksum_of_their_members_and_keep_below_the_limit()
    {
        foreach (var message in MadeItem.Of(ItemShape.DistributionList, 60_000))
        {
            var members = message.Lid(MadeItem.Address, 0x8055).Values;
            var oneOffs = message.Lid(MadeItem.Address, 0x8054).Values;

            Assert.Equal(members.Count, oneOffs.Count);
            Assert.InRange(members.Sum(member => member.Length), 1, 15_000);
            Assert.InRange(oneOffs.Sum(member => member.Length), 1, 15_000);
            var crc = ~members.SelectMany(member => member.ToArray()).Aggregate(uint.MaxValue, Crc32Step);
            Assert.Equal(crc, BinaryPrimitives.ReadUInt32LittleEndian(message.Lid(MadeItem.Address, 0x804C).Value.Span));
        }

        Assert.Equal(0xCBF43926, ~"123456789"u8.ToArray().Aggregate(uint.MaxValue, Crc32Step));
    }

    [Fact]
    public void Categories_are_multi_valued_strings_in_code_page_1200()
    {
        var keywords = MadeItem.Of(ItemShape.Mail)
            .Select(message => message.Find(new PropertyName(new Guid("00020329-0000-0000-c000-000000000046"), "Keywords")))
            .OfType<ItemProperty>()
            .ToList();

        Assert.NotEmpty(keywords);
        Assert.All(keywords, property => Assert.Equal(0x94B0, property.Tag.Type));
        Assert.All(keywords, property => Assert.NotEmpty(property.Values));
    }

    [Fact]
    public void Rich_text_tells_its_sizes()
    {
        foreach (var body in MadeItem.Of(ItemShape.Task).Select(message => message.Find(0x1009)!.Value.ToArray()))
        {
            // MS-OXRTFCP 2.1.3.1: size of what follows it, size of the text, "MELA", no checksum.
            Assert.Equal(body.Length - 4, BinaryPrimitives.ReadInt32LittleEndian(body));
            Assert.Equal(body.Length - 16, BinaryPrimitives.ReadInt32LittleEndian(body.AsSpan(4)));
            Assert.Equal("MELA\0\0\0\0", Encoding.ASCII.GetString(body, 8, 8));
            Assert.Equal((byte)'}', body[^1]);
            Assert.DoesNotContain(body.Skip(16), octet => octet >= 0x80);
        }
    }

    [Fact]
    public void Bodies_are_whole_sentences_in_html_or_plain_text()
    {
        var mails = MadeItem.Of(ItemShape.Mail).ToList();

        Assert.Contains(mails, mail => mail.Find(0x1000) is not null);
        Assert.Contains(mails, mail => mail.Find(0x1013) is not null);
        Assert.All(
            mails.Where(mail => mail.Find(0x1013) is not null),
            mail => Assert.EndsWith("</body></html>\r\n", Encoding.UTF8.GetString(mail.Find(0x1013)!.Value.Span), StringComparison.Ordinal));
        Assert.All(
            mails.Where(mail => mail.Find(0x1000) is not null),
            mail => Assert.Contains(mail.Text(0x1000)[^1], " \n"));
    }

    [Fact]
    public void Custom_items_try_every_type()
    {
        var types = MadeItem.Of(ItemShape.Unknown).SelectMany(message => message.Properties).Select(property => property.Tag.Type).ToHashSet();

        Assert.Superset(
            new HashSet<ushort>
            {
                0x2, 0x3, 0x4, 0x5, 0x6, 0x7, 0xB, 0x14, 0x40, 0x48, 0x102, 0x84B0, 0x84E4, 0x83A4, 0xD182, 0x94E4, 0x101F,
                0x1002, 0x1003, 0x1004, 0x1005, 0x1006, 0x1007, 0x1014, 0x1040, 0x1048, 0x1102,
            },
            types);
    }

    private static uint Crc32Step(uint crc, byte octet)
    {
        crc ^= octet;
        for (var bit = 0; bit < 8; bit++)
        {
            crc = (crc >> 1) ^ (0xEDB88320 & (uint)-(int)(crc & 1));
        }

        return crc;
    }

    private static ushort Next16(ReadOnlySpan<byte> blob, ref int at)
    {
        at += 2;
        return BinaryPrimitives.ReadUInt16LittleEndian(blob[(at - 2)..]);
    }

    private static uint Next32(ReadOnlySpan<byte> blob, ref int at)
    {
        at += 4;
        return BinaryPrimitives.ReadUInt32LittleEndian(blob[(at - 4)..]);
    }
}
