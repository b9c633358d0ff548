using System.Text;
using ArchiveMigration.FastTransfer.Tests.Samples;
using ArchiveMigration.Sandbox.Items;
using ArchiveMigration.Sandbox.Tests.Items;
using ArchiveMigration.Sandbox.Tests.Msg;

namespace ArchiveMigration.Sandbox.Tests.Inspection;

public sealed class ItemShowTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public static TheoryData<ItemShape> Shapes => new(Enum.GetValues<ItemShape>());

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("/", "-", "Header", "server version", "6", "15.20.4566.6022")]
    [InlineData("/", "0x001A84B0", "String(1200)", "PidTagMessageClass", "18", "\"IPM.Note\"")]
    [InlineData("/", "0x0029000B", "Boolean", "PidTagReadReceiptRequested", "2", "false")]
    [InlineData("/", "0x003B0102", "Binary", "PidTagSentRepresentingSearchKey", "23", "534D54503A414C494345405352432E4558414D504C4500")]
    [InlineData("/", "0x800194B0", "MultipleString(1200)", "PS_PUBLIC_STRINGS/Keywords", "32", "[\"x\", \"a@src.example\"]")]
    [InlineData("/", "0x800284B0", "String(1200)", "PidLidEmail1EmailAddress", "36", "\"alice@src.example\"")]
    [InlineData("/", "0x40160003", "Integer32", "MetaTagFXDelProp", "4", "0x0E12000D PidTagMessageRecipients")]
    [InlineData("recipient 1", "0x0C150003", "Integer32", "PidTagRecipientType", "4", "1")]
    [InlineData("recipient 2", "0x300184B0", "String(1200)", "PidTagDisplayName", "40", "\"carol@third.example\"")]
    [InlineData("attachment 1", "0x37050003", "Integer32", "PidTagAttachMethod", "4", "5")]
    [InlineData("attachment 1/embedded", "0x674A0014", "Integer64", "PidTagMid", "8", "506097522914230528")]
    [InlineData("attachment 1/embedded", "0x0C1F84B0", "String(1200)", "PidTagSenderEmailAddress", "36", "\"alice@src.example\"")]
    [InlineData("attachment 2", "0x37010102", "Binary", "PidTagAttachDataBinary", "35", "6279746573207769746820616C6963654073")]
    public void Each_element_is_a_line(params string[] columns)
    {
        var run = ItemRun.Of("show", _directory.Write(SelfMadeItem.Before, "item"));

        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.Contains(
            run.Lines.Select(ItemRun.Columns),
            line => line.Take(5).SequenceEqual(columns.Take(5)) && line[5].StartsWith(columns[5], StringComparison.Ordinal));
    }

    [Fact]
    public void Markers_are_lines_too_with_the_path_of_what_they_open_and_close()
    {
        var markers = ItemRun.Of("show", _directory.Write(SelfMadeItem.Before, "item")).Lines
            .Select(ItemRun.Columns).Where(line => line[2] == "Marker").Select(line => $"{line[0]} {line[3]}");

        Assert.Equal(
            [
                "recipient 1 StartRecip", "recipient 1 EndToRecip", "recipient 2 StartRecip", "recipient 2 EndToRecip",
                "attachment 1 NewAttach", "attachment 1/embedded StartEmbed", "attachment 1/embedded EndEmbed", "attachment 1 EndAttach",
                "attachment 2 NewAttach", "attachment 2 EndAttach",
            ],
            markers);
    }

    [Fact]
    public void Base64_text_shows_the_same_however_it_was_saved()
    {
        var expected = ItemRun.Of("show", _directory.Write(SelfMadeItem.Before, "item")).Output;
        var base64 = Convert.ToBase64String(SelfMadeItem.Before, Base64FormattingOptions.InsertLineBreaks) + "\r\n";

        foreach (var encoding in new Encoding[] { Encoding.ASCII, new UTF8Encoding(true), Encoding.Unicode })
        {
            var run = ItemRun.Of("show", _directory.Write([.. encoding.GetPreamble(), .. encoding.GetBytes(base64)], "text"));
            Assert.Equal((0, expected), (run.ExitCode, run.Output));
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Items_of_every_shape_are_shown_whole(ItemShape shape)
    {
        for (var number = 0; number < 12; number++)
        {
            var item = MadeItem.Write(ItemRecipe.For(7, number, shape, 20_000));
            var run = ItemRun.Of("show", _directory.Write(item, "item"));

            Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
            var message = FastTransfer.Items.FastTransferItem.Read(item).Message;
            var lines = run.Lines.Select(ItemRun.Columns).Where(line => line[2] is not ("Header" or "Marker") && line[1] != "0x40160003").ToList();
            Assert.Equal(MadeItem.Parts(message).Sum(part => part.Properties.Count), lines.Count);
            Assert.All(lines, line => Assert.DoesNotMatch("0x", line[2]));

            // All that the factory uses is in the table, but for the properties of the vendor nobody knows.
            Assert.All(lines.Where(line => !line[3].Contains("7d2a5b3e", StringComparison.Ordinal)), line => Assert.Matches("^(Pid|MetaTag|PS_|PR_)", line[3]));
        }
    }

    [Fact]
    public void An_item_cut_short_is_shown_as_far_as_it_goes()
    {
        var whole = ItemRun.Of("show", _directory.Write(SelfMadeItem.Before, "item")).Lines;

        for (var length = 0; length < SelfMadeItem.Before.Length; length += 7)
        {
            var run = ItemRun.Of("show", _directory.Write(SelfMadeItem.Before[..length], "cut"));

            Assert.Equal(3, run.ExitCode);
            Assert.Matches($"damaged at byte {length} of the item: the stream ends", run.Error);
            var complete = run.Lines.Where(line => !line.EndsWith(" (cut off)", StringComparison.Ordinal)).ToArray();
            Assert.Equal(whole[..complete.Length], complete);
            Assert.InRange(run.Lines.Length - complete.Length, 0, 1);
        }
    }

    [Fact]
    public void A_value_cut_short_is_shown_and_said_to_be()
    {
        var subject = SelfMadeItem.Before.AsSpan().IndexOf(Encoding.Unicode.GetBytes("Hello alice"));
        var run = ItemRun.Of("show", _directory.Write(SelfMadeItem.Before[..(subject + 10)], "cut"));

        Assert.EndsWith("\"Hello\"… (cut off)", run.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Damage_in_the_middle_tells_offset_and_reason()
    {
        var damaged = SelfMadeItem.Before.ToArray();
        var at = damaged.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x0B, 0x00, 0x29, 0x00]);
        damaged[at] = 0x0C;
        var run = ItemRun.Of("show", _directory.Write(damaged, "item"));

        Assert.Equal(3, run.ExitCode);
        Assert.Contains($"damaged at byte {at} of the item: property 0x0029000C has an unknown or ambiguous type", run.Error, StringComparison.Ordinal);
        Assert.Contains("IPM.Note", run.Lines[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("!")]
    [InlineData("é")]
    public void Damage_in_base64_tells_its_place_in_the_text(string wrong)
    {
        var text = Convert.ToBase64String(SelfMadeItem.Before).Insert(400, wrong);
        var run = ItemRun.Of("show", _directory.Write(Encoding.UTF8.GetBytes(text), "text"));

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("damaged at byte 400 of its base64 text", run.Error, StringComparison.Ordinal);
        Assert.Contains("PidTagMessageClass", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_item_is_damaged_at_its_start()
    {
        foreach (var content in new[] { "", "Return-Path: <a@b.example>\r\n", "\u00D0\u00CF\u0011\u00E0" })
        {
            var run = ItemRun.Of("show", _directory.Write(Encoding.Latin1.GetBytes(content), "file"));
            Assert.Equal((3, string.Empty), (run.ExitCode, run.Output));
            Assert.Contains("damaged at byte", run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_large_value_passes_by()
    {
        var item = MadeItem.Write(ItemRecipe.For(3, 1, ItemShape.MailWithAttachments, 3_000_000));
        var run = ItemRun.Of("show", _directory.Write(item, "item"));

        Assert.Equal(0, run.ExitCode);
        Assert.InRange(run.Output.Length, 1_000, 60_000);
        Assert.All(run.Lines, line => Assert.InRange(line.Length, 1, 700));
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_named()
    {
        foreach (var path in new[] { Path.Combine(_directory.Path, "missing"), _directory.Path })
        {
            var run = ItemRun.Of("show", path);
            Assert.Equal((1, string.Empty), (run.ExitCode, run.Output));
            Assert.Contains(path, run.Error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData]
    [InlineData("show")]
    [InlineData("show", "a", "b")]
    [InlineData("show", "--all")]
    [InlineData("paint", "a")]
    public void What_is_not_understood_gets_the_usage(params string[] args)
    {
        var run = ItemRun.Of(args);
        Assert.Equal((2, string.Empty), (run.ExitCode, run.Output));
        Assert.Contains("item show FILE", run.Error, StringComparison.Ordinal);
    }
}
