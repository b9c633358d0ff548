using ArchiveMigration.Sandbox.Msg;

namespace ArchiveMigration.Sandbox.Tests.Msg;

public class MsgSummaryTests
{
    private static readonly DateTime Delivered = new(2024, 5, 6, 7, 8, 9, DateTimeKind.Utc);

    [Fact]
    public void A_summary_says_what_a_list_shows()
    {
        MsgBuilder builder = MsgBuilder.Mail("Lunch");
        builder.Message.Time(0x0E06, Delivered).Time(0x3007, Delivered.AddHours(1)).Time(0x3008, Delivered.AddHours(2));
        using MsgFile file = builder.Open();

        MsgSummary summary = MsgSummary.Of(file);

        Assert.Equal("IPM.Note", summary.MessageClass);
        Assert.Equal("Lunch", summary.Subject);
        Assert.Equal(MsgSearchKey.Of(file).ToArray(), summary.SearchKey.ToArray());
        Assert.Equal(new DateTimeOffset(Delivered), summary.Delivered);
        Assert.Equal(new DateTimeOffset(Delivered.AddHours(1)), summary.Created);
        Assert.Equal(new DateTimeOffset(Delivered.AddHours(2)), summary.Modified);
    }

    [Fact]
    public void What_the_file_does_not_say_is_not_invented()
    {
        var builder = new MsgBuilder();
        builder.Message.Time(0x0E06, DateTime.FromFileTimeUtc(0)).Inline(0x3008, 0x0040, long.MaxValue).Inline(0x3007, 0x0040, -1);
        using MsgFile file = builder.Open();

        MsgSummary summary = MsgSummary.Of(file);

        Assert.Equal("IPM.Note", summary.MessageClass);
        Assert.Null(summary.Subject);
        Assert.Null(summary.Delivered);
        Assert.Null(summary.Created);
        Assert.Null(summary.Modified);
    }

    [Fact]
    public void A_subject_in_a_code_page_is_read_in_it_and_a_long_one_is_cut()
    {
        var builder = new MsgBuilder();
        builder.Message.Int32(0x3FFD, 1251).String8(0x0037, [0xCF, 0xF0, 0xE8, 0xE2, 0xE5, 0xF2, 0]);
        using MsgFile file = builder.Open();
        using MsgFile longer = MsgBuilder.Mail(new string('s', 10_000)).Open();

        Assert.Equal("Привет", MsgSummary.Of(file).Subject);
        Assert.Equal(new string('s', 255), MsgSummary.Of(longer).Subject);
    }

    [Fact]
    public void The_size_counts_the_values_of_all_parts()
    {
        MsgBuilder builder = new();
        builder.Message.Unicode(0x001A, "IPM.Note").Int32(0x0017, 1).Binaries(0x7001, new byte[10], new byte[20]);
        builder.Message.Recipient().Unicode(0x3001, "Anna");
        builder.Message.Attachment().Binary(0x3701, new byte[5_000]);
        builder.Message.Attachment().Embedded().Unicode(0x0037, "inner");
        using MsgFile file = builder.Open();

        // 16 class + 4 + 30; 8; 5000; 4 attach method + 10
        Assert.Equal(50 + 8 + 5_000 + 14, MsgSummary.Of(file).Size);
    }
}
