using ArchiveMigration.FastTransfer.Tests.Samples;

namespace ArchiveMigration.FastTransfer.Tests;

public class FastTransferReaderTests
{
    [Fact]
    public void Names_every_element_of_an_item()
    {
        var trace = Trace.Of(SelfMadeItem.Before);

        Assert.Equal("15.20.4566.6022", trace[0]);
        Assert.Equal("0 0: 0x00170003  [1] 4 4 01000000", trace[1]);
        Assert.Equal("0 8: 0x001A84B0  [1] 16 18 490050004D002E004E006F00740065000000", trace[2]);
        Assert.Contains("0 1043: 0x800194B0 {00020329-0000-0000-c000-000000000046}/Keywords [2] 1086 0 ", trace);
        Assert.Contains("  item 1 1090 4 78000000", trace);
        Assert.Contains("  item 0 1098 28 610040007300720063002E006500780061006D0070006C0065000000", trace);
        Assert.Contains(trace, line => line.StartsWith("0 1126: 0x800284B0 {00062004-0000-0000-c000-000000000046}/0x8083 [1] 1155 36 6100", StringComparison.Ordinal));
        Assert.Contains("0 1191: delete 0x0E12000D", trace);
        Assert.Contains("1 1199: StartRecipient", trace);
        Assert.Contains("2 2080: 0x674A0014  [1] 2084 8 0001020304050607", trace);
        Assert.Contains("2 2211: delete 0x0E12000D", trace);
        Assert.Equal("0 2318: EndAttachment", trace[^1]);
    }

    [Fact]
    public void Reads_the_item_after_mapping_too()
    {
        var before = Trace.Of(SelfMadeItem.Before);
        var after = Trace.Of(SelfMadeItem.After);

        Assert.Equal(before.Count, after.Count);
        Assert.Contains(after, line => line.Contains(Convert.ToHexString(System.Text.Encoding.Unicode.GetBytes("alice@new-tenant.example.org\0")), StringComparison.Ordinal));
    }

    [Fact]
    public void Tells_a_named_property_from_its_parts()
    {
        var reader = new FastTransferReader();
        ReadOnlySpan<byte> input = SelfMadeItem.Before;
        while (reader.Tag.Value != 0x800194B0)
        {
            reader.Read(ref input, out _);
        }

        Assert.True(reader.HasNameText);
        Assert.Equal("Keywords", reader.NameText);
        while (reader.Tag.Value != 0x800284B0)
        {
            reader.Read(ref input, out _);
        }

        Assert.False(reader.HasNameText);
        Assert.Equal(0x8083u, reader.NameLid);
        Assert.Equal(new Guid("00062004-0000-0000-c000-000000000046"), reader.NameSet);
    }

    [Fact]
    public void Reads_the_beginning_of_an_Exchange_Online_export_up_to_where_the_documentation_cuts_it()
    {
        var reader = new FastTransferReader();
        var trace = new Trace(reader);

        trace.Read(DocumentationItems.ExchangeOnline);

        Assert.Equal(
            [
                "15.20.4608.6018",
                "0 0: 0x00170003  [1] 4 4 01000000",
                "0 8: 0x001A84B0  [1] 16 18 490050004D002E004E006F00740065000000",
                "0 34: 0x00260003  [1] 38 4 00000000",
                "0 42: 0x0029000B  [1] 46 2 0000",
                "0 48: 0x00360003  [1] 52 4 00000000",
                "0 56: 0x003784B0  [1] 64 92 41",
            ],
            trace.Lines);
        Assert.Equal(91u, reader.ValueBytesLeft);
        Assert.Equal(FastTransferFault.Truncated, Assert.Throws<FastTransferFormatException>(reader.Complete).Fault);
    }

    [Fact]
    public void Reads_the_beginning_of_an_Exchange_2010_export_up_to_where_the_documentation_cuts_it()
    {
        var reader = new FastTransferReader();
        var trace = new Trace(reader);

        trace.Read(DocumentationItems.Exchange2010);

        Assert.Equal("14.1.139.0", trace.Lines[0]);
        Assert.StartsWith("0 0: 0x400884E4  [1] 8 91 2F4F3D4649525354", trace.Lines[1], StringComparison.Ordinal);
        Assert.StartsWith("0 342: 0x003F0102  [1] 350 126 00000000DCA740C8C042101AB4B9", trace.Lines[^1], StringComparison.Ordinal);
        Assert.Equal(FastTransferFault.Truncated, Assert.Throws<FastTransferFormatException>(reader.Complete).Fault);
    }

    [Theory]
    [InlineData(nameof(DocumentationItems.ExchangeOnlineImport), "15.20.4566.6022", "0 8: 0x001A84B0  [1] 16 18 ")]
    [InlineData(nameof(DocumentationItems.Exchange2010Upload), "14.1.164.0", "0 161: 0x00360003  [1] 165 4 ")]
    [InlineData(nameof(DocumentationItems.Exchange2010SecondUpload), "14.1.164.0", "0 223: 0x003B0102  [1] 231 101 ")]
    public void Reads_other_beginnings_that_the_documentation_prints(string name, string version, string last)
    {
        var item = (byte[])typeof(DocumentationItems).GetProperty(name)!.GetValue(null)!;
        foreach (var pieceSize in new[] { 1, 7, item.Length })
        {
            var reader = new FastTransferReader();
            var trace = new Trace(reader);
            foreach (var piece in item.Chunk(pieceSize))
            {
                trace.Read(piece);
            }

            Assert.Equal(version, trace.Lines[0]);
            Assert.StartsWith(last, trace.Lines[^1], StringComparison.Ordinal);
            Assert.Equal(FastTransferFault.Truncated, Assert.Throws<FastTransferFormatException>(reader.Complete).Fault);
        }
    }

    [Fact]
    public void Reads_the_middle_of_an_export_that_the_documentation_prints()
    {
        var reader = new FastTransferReader();
        var trace = new Trace(reader);

        trace.Read(Records.Join((byte[])[.. Convert.FromHexString("030003400300003000000000"), .. DocumentationItems.MiddleOfExport]));

        Assert.Contains(trace.Lines, line => line.StartsWith("2 ", StringComparison.Ordinal) && line.EndsWith("0x674A0014  [1] 274 8 742B000000645DA6", StringComparison.Ordinal));
        Assert.Contains("0x004284B0", trace.Lines[^1], StringComparison.Ordinal);
        Assert.Equal(2, reader.Depth);
    }

    [Fact]
    public void Reads_the_end_of_an_export_that_the_documentation_prints()
    {
        byte[] opened = Convert.FromHexString("030000400300210E00000000030001400300034003000030" + "00000000");

        var lines = Trace.Of(Records.Join((byte[])[.. opened, .. DocumentationItems.EndOfExport]));

        Assert.Equal(["2 128: EndRecipient", "1 132: EndEmbeddedMessage", "0 136: EndAttachment"], lines.TakeLast(3));
    }

    [Fact]
    public void An_item_cut_short_anywhere_is_an_error_of_its_kind()
    {
        for (var length = 0; length < SelfMadeItem.Before.Length; length++)
        {
            var failure = Assert.Throws<FastTransferFormatException>(() => Trace.Of(SelfMadeItem.Before.AsSpan(0, length)));

            Assert.Equal(FastTransferFault.Truncated, failure.Fault);
            Assert.Equal(length, failure.Offset);
        }
    }

    [Fact]
    public void A_failed_reader_stays_failed_until_it_is_reset()
    {
        var reader = new FastTransferReader();
        var failure = Assert.Throws<FastTransferFormatException>(() => new Trace(reader).Read(new byte[62]));
        Assert.Same(failure, Assert.Throws<FastTransferFormatException>(() => new Trace(reader).Read(SelfMadeItem.Before)));
        Assert.Same(failure, Assert.Throws<FastTransferFormatException>(reader.Complete));

        reader.Reset();
        var trace = new Trace(reader);
        trace.Read(SelfMadeItem.Before);
        reader.Complete();

        Assert.Equal(Trace.Of(SelfMadeItem.Before), trace.Lines);
    }

    [Fact]
    public void Allocates_nothing_per_property()
    {
        var reader = new FastTransferReader();
        ReadAll(reader, SelfMadeItem.Before);

        Assert.Equal(0, Allocation.Least(() =>
        {
            reader.Reset();
            ReadAll(reader, SelfMadeItem.Before);
        }));
    }

    [Theory]
    [InlineData("02010137FFFFFFFF")]
    [InlineData("03100100FFFFFFFF01000000")]
    [InlineData("B0940100FFFFFFFFFEFFFFFF")]
    public void A_claim_of_four_gigabytes_costs_no_memory(string content)
    {
        var bytes = Convert.FromHexString(content);
        var item = Records.Join(bytes);
        var reader = new FastTransferReader();

        var allocated = Allocation.Least(() =>
        {
            reader.Reset();
            ReadOnlySpan<byte> input = item;
            while (reader.Read(ref input, out _) != FastTransferElement.None)
            {
            }
        });

        Assert.InRange(allocated, 0, 1024);
        Assert.Equal(FastTransferFault.Truncated, Assert.Throws<FastTransferFormatException>(reader.Complete).Fault);
    }

    private static void ReadAll(FastTransferReader reader, ReadOnlySpan<byte> input)
    {
        while (reader.Read(ref input, out _) != FastTransferElement.None)
        {
        }

        reader.Complete();
    }
}
