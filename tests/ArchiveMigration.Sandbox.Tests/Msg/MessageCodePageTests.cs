using ArchiveMigration.Sandbox.Msg;

namespace ArchiveMigration.Sandbox.Tests.Msg;

public class MessageCodePageTests
{
    private const ushort MessageCodepage = 0x3FFD;
    private const ushort InternetCodepage = 0x3FDE;
    private const ushort LocaleId = 0x3FF1;

    [Theory]
    [InlineData(1251, 1033, 28591, 1251)] // the message's own code page comes first
    [InlineData(0, 1049, 65001, 1251)] // then the Windows code page of its language
    [InlineData(0, 1031, 1251, 1252)] // the body's code page says nothing of a German author's strings
    [InlineData(0, 0, 950, 950)] // but is better than nothing
    [InlineData(0, 0, 20127, 1252)] // ASCII is a part of 1252, and seldom all there is
    [InlineData(1200, 0, 1250, 1250)] // strings of bytes are not UTF-16
    [InlineData(99999, 99999, 99999, 1252)] // numbers that mean nothing
    [InlineData(-1, -1, -1, 1252)]
    [InlineData(0, 0, 0, 1252)]
    public void The_code_page_of_strings_is_found(int message, int locale, int internet, int expected)
    {
        MsgBuilder builder = MsgBuilder.Mail();
        builder.Message.Int32(MessageCodepage, message).Int32(LocaleId, locale).Int32(InternetCodepage, internet);

        using MsgFile file = builder.Open();

        Assert.Equal(expected, file.Message.CodePage);
    }

    [Fact]
    public void An_embedded_message_that_says_nothing_follows_the_one_it_is_in()
    {
        MsgBuilder builder = MsgBuilder.Mail();
        builder.Message.Int32(MessageCodepage, 1251);
        builder.Message.Attachment().Embedded().Unicode(0x0037, "silent");
        builder.Message.Attachment().Embedded().Int32(MessageCodepage, 1253);

        using MsgFile file = builder.Open();

        Assert.Equal([1251, 1253], file.Message.Attachments.Select(attachment => attachment.Message!.CodePage));
    }
}
