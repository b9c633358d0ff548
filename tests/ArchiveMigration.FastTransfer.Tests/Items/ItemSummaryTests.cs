using System.Buffers;
using ArchiveMigration.FastTransfer.Items;
using ArchiveMigration.FastTransfer.Tests.Samples;

namespace ArchiveMigration.FastTransfer.Tests.Items;

public class ItemSummaryTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(1, 16).Select(i => (byte)i)];

    [Fact]
    public void Tells_what_identifies_an_item()
    {
        var delivered = new DateTimeOffset(2019, 3, 31, 23, 59, 58, TimeSpan.Zero);

        var summary = ItemSummary.Read(Item(writer =>
        {
            writer.WriteString(new(0x001A84B0), "IPM.Note.SMIME");
            writer.WriteString(new(0x003784B0), "Grüße 🎉");
            writer.WriteTime(new(0x0E060040), delivered);
            writer.WriteTime(new(0x30080040), delivered.AddTicks(7));
            writer.WriteVariable(new(0x300B0102), Key);
        }));

        Assert.Equal("IPM.Note.SMIME", summary.MessageClass);
        Assert.Equal("Grüße 🎉", summary.Subject);
        Assert.Equal(delivered, summary.DeliveryTime);
        Assert.Equal(delivered.AddTicks(7), summary.LastModified);
        Assert.Equal(Key, summary.SearchKey.ToArray());
    }

    [Fact]
    public void Looks_at_the_item_itself_only()
    {
        var summary = ItemSummary.Read(SelfMadeItem.Before);

        // The recipients of the sample have search keys and the embedded message has a class of its own.
        Assert.Equal("IPM.Note", summary.MessageClass);
        Assert.Equal("Hello alice@src.example", summary.Subject);
        Assert.True(summary.SearchKey.IsEmpty);
        Assert.Null(summary.DeliveryTime);
        Assert.Equal(2392, summary.Length);
    }

    [Fact]
    public void Reads_streams_and_sequences_alike()
    {
        var bytes = Item(writer =>
        {
            writer.WriteString(new(0x003784B0), "about");
            writer.WriteVariable(new(0x300B0102), Key);
            writer.StartAttachment(0);
            writer.WriteVariable(new(0x37010102), new byte[200_000]);
            writer.EndAttachment();
        });
        var first = new Segment(bytes.AsMemory(0, 77));
        var last = first.Append(bytes.AsMemory(77, 40)).Append(bytes.AsMemory(117));

        foreach (var summary in new[]
        {
            ItemSummary.Read(bytes),
            ItemSummary.Read(new MemoryStream(bytes)),
            ItemSummary.Read(new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length)),
        })
        {
            Assert.Equal(("about", bytes.Length), (summary.Subject, summary.Length));
            Assert.Equal(Key, summary.SearchKey.ToArray());
        }
    }

    [Theory]
    [InlineData("1E003700" + "04000000" + "E46FFC00", "äoü")]
    [InlineData("E4843700" + "03000000" + "80E43F", "€ä?")]
    [InlineData("E2843700" + "02000000" + "B300", "ł")]
    [InlineData("82D13700" + "03000000" + "D4C5CD", "тем")]
    [InlineData("A4833700" + "04000000" + "93FA967B", "日本")]
    [InlineData("B1843700" + "04000000" + "65E50000", "日")]
    [InlineData("1F003700" + "02000000" + "0000", "")]
    [InlineData("1F003700" + "00000000", "")]
    [InlineData("1F003700" + "06000000" + "410000000000", "A\0")]
    public void Reads_subjects_of_every_encoding(string content, string expected) =>
        Assert.Equal(expected, ItemSummary.Read(Records.Join(Convert.FromHexString(content))).Subject);

    [Fact]
    public void Keeps_the_beginning_of_an_endless_subject()
    {
        var summary = ItemSummary.Read(Item(writer => writer.WriteString(new(0x003784B0), new string('s', 100_000))));

        Assert.Equal(new string('s', 1024), summary.Subject);
    }

    [Fact]
    public void A_time_that_is_none_is_left_out() =>
        Assert.Null(ItemSummary.Read(Records.Join(Convert.FromHexString("4000060E" + "FFFFFFFFFFFFFF7F"))).DeliveryTime);

    [Fact]
    public void A_subject_that_is_no_text_is_left_out() =>
        Assert.Null(ItemSummary.Read(Records.Join(Convert.FromHexString("0201370001000000AA" + "B0943700" + "00000000"))).Subject);

    [Fact]
    public void Holds_little_of_a_large_item()
    {
        var head = Convert.FromHexString("02010137" + "00002003");
        var piece = new byte[31_680];
        var inspector = new ItemInspector();
        inspector.Push(Records.Join(head));
        byte[] record = [2, 0, 0, 0, 0xC0, 0x7B, 0, 0, .. piece];
        inspector.Push(record);

        Assert.Equal(0, Allocation.Least(() => inspector.Push(record)));
    }

    [Fact]
    public void An_item_cut_short_has_no_summary()
    {
        var inspector = new ItemInspector();
        inspector.Push(SelfMadeItem.Before.AsSpan(0, 2000));

        Assert.Equal(FastTransferFault.Truncated, Assert.Throws<FastTransferFormatException>(inspector.Complete).Fault);
    }

    private static byte[] Item(Action<FastTransferWriter> write)
    {
        using var output = new MemoryStream();
        using var writer = new FastTransferWriter(output);
        write(writer);
        writer.Complete();
        return output.ToArray();
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory) => Memory = memory;

        public Segment Append(ReadOnlyMemory<byte> memory)
        {
            var next = new Segment(memory) { RunningIndex = RunningIndex + Memory.Length };
            Next = next;
            return next;
        }
    }
}
