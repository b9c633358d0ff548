using ArchiveMigration.FastTransfer.Items;
using ArchiveMigration.FastTransfer.Tests.Samples;

namespace ArchiveMigration.FastTransfer.Tests.Items;

public class FastTransferItemTests
{
    [Fact]
    public void Shows_an_item_as_a_tree()
    {
        var item = FastTransferItem.Read(SelfMadeItem.Before);

        Assert.Equal("15.20.4566.6022", item.Version.ToString());
        Assert.Equal("Hello alice@src.example", item.Message.Find(0x0037)!.Text);
        Assert.Equal(["Bob", "carol@third.example"], item.Message.Recipients.Select(recipient => recipient.Find(0x3001)!.Text));
        Assert.Equal([new PropertyTag(0x0E12000D), new PropertyTag(0x0E13000D)], item.Message.Deleted);
        Assert.Equal("alice@src.example", item.Message.Attachments[0].EmbeddedMessage!.Find(0x0C1F)!.Text);
        Assert.Equal("bytes with alice@src.example inside"u8.ToArray(), item.Message.Attachments[1].Find(0x3701)!.Value.ToArray());
        Assert.Null(item.Message.Attachments[1].EmbeddedMessage);
        var keywords = item.Message.Find(new PropertyName(new Guid("00020329-0000-0000-c000-000000000046"), "Keywords"))!;
        Assert.Equal(["x", "a@src.example"], keywords.Values.Select(value => PropertyText.Decode(keywords.Tag, value.Span)));
    }

    [Fact]
    public void Reads_a_stream_that_gives_little_at_a_time()
    {
        using var stream = new DripStream(SelfMadeItem.After);

        Assert.Equal("Hello alice@src.example", FastTransferItem.Read(stream).Message.Find(0x0037)!.Text);
    }

    private sealed class DripStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 7));

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 7)]);
    }
}
