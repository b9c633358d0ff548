using ArchiveMigration.FastTransfer.Items;
using ArchiveMigration.Sandbox.Msg;

namespace ArchiveMigration.Sandbox.Tests.Msg;

public class MsgSearchKeyTests
{
    [Fact]
    public void The_search_key_of_the_file_is_kept()
    {
        byte[] key = [.. Enumerable.Range(1, 16).Select(i => (byte)i)];
        using MsgFile file = MsgBuilder.Mail().Open();

        Assert.Equal(key, MsgSearchKey.Of(file).ToArray());
        Assert.Equal(key, MsgToFastTransferTests.Value(MsgToFastTransferTests.Convert(MsgBuilder.Mail()), 0x300B0102));
    }

    [Fact]
    public void A_missing_search_key_is_made_and_sent_in_its_place()
    {
        ItemMessage item = MsgToFastTransferTests.Convert(WithoutKey("Lunch", [1]));

        byte[] key = MsgToFastTransferTests.Value(item, 0x300B0102);
        Assert.Equal(KeyOf(WithoutKey("Lunch", [1])), key);
        Assert.Equal(16, key.Length);
        Assert.Equal([0x001A, 0x0037, 0x300B, 0x6800], item.Properties.Select(property => (int)property.Tag.Id));
    }

    [Fact]
    public void The_same_content_has_the_same_key_however_the_file_is_laid_out()
    {
        byte[] attachment = CompoundFileTests.Content(20_000);

        Assert.Equal(KeyOf(WithoutKey("Lunch", attachment, version: 3)), KeyOf(WithoutKey("Lunch", attachment, version: 4)));
    }

    [Fact]
    public void Other_content_has_another_key()
    {
        byte[][] keys = [KeyOf(WithoutKey("Lunch", [1])), KeyOf(WithoutKey("Lunch", [2])), KeyOf(WithoutKey("Launch", [1]))];

        Assert.Equal(3, keys.Select(Convert.ToHexString).Distinct().Count());
    }

    [Fact]
    public void An_empty_search_key_is_none()
    {
        MsgBuilder builder = WithoutKey("Lunch", [1]);
        builder.Message.Binary(0x300B, []);

        Assert.Equal(KeyOf(WithoutKey("Lunch", [1])), KeyOf(builder));
    }

    private static MsgBuilder WithoutKey(string subject, byte[] attachment, int version = 3)
    {
        var builder = new MsgBuilder(version);
        builder.Message.Unicode(0x001A, "IPM.Note").Unicode(0x0037, subject).Int32(0x6800, 1);
        builder.Message.Attachment().Binary(0x3701, attachment);
        return builder;
    }

    private static byte[] KeyOf(MsgBuilder builder)
    {
        using MsgFile file = builder.Open();
        return MsgSearchKey.Of(file).ToArray();
    }
}
