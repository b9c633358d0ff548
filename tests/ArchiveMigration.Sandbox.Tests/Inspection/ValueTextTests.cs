using System.Text;
using ArchiveMigration.FastTransfer;
using ArchiveMigration.Sandbox.Inspection;

namespace ArchiveMigration.Sandbox.Tests.Inspection;

public class ValueTextTests
{
    [Theory]
    [InlineData(0x0002, "FEFF", "-2")]
    [InlineData(0x0003, "FFFFFF7F", "2147483647")]
    [InlineData(0x0004, "0000C03F", "1.5")]
    [InlineData(0x0005, "000000000000F8BF", "-1.5")]
    [InlineData(0x0006, "39300000FFFFFFFF", "-429495.4951")]
    [InlineData(0x0007, "0000000000A0E440", "2015-08-24T00:00:00")]
    [InlineData(0x0007, "FFFFFFFFFFFFEF7F", "1.7976931348623157E+308 days (no time)")]
    [InlineData(0x000A, "0F010480", "0x8004010F")]
    [InlineData(0x000B, "0100", "true")]
    [InlineData(0x0014, "FFFFFFFFFFFFFFFF", "-1")]
    [InlineData(0x0040, "0040D0DD4C5FCE01", "2013-06-02T04:51:38.3888896Z")]
    [InlineData(0x0040, "FFFFFFFFFFFFFF7F", "0x7FFFFFFFFFFFFFFF (no time)")]
    [InlineData(0x0048, "04200600000000000C00000000000046", "{00062004-0000-0000-0c00-000000000046}")]
    [InlineData(0x0102, "", "(empty)")]
    [InlineData(0x0102, "00FF", "00FF")]
    [InlineData(0x84E4, "4DFC6C6C657200", "\"Müller\"")]
    [InlineData(0x001F, "41000A001B0022002E2000000000", "\"A\\n\\u001B\\\"\\u202E\\u0000\"")]
    public void Values_are_readable(int type, string hex, string shown)
    {
        var bytes = Convert.FromHexString(hex);
        Assert.Equal(shown, ValueText.Show(new PropertyTag(0x1234, (ushort)type), bytes, (uint)bytes.Length));
    }

    [Fact]
    public void Long_values_are_shortened()
    {
        var text = Encoding.Unicode.GetBytes(new string('a', 79) + "😀b\0");
        Assert.Equal($"\"{new string('a', 79)}\"…", ValueText.Show(new PropertyTag(0x1000001F), text, (uint)text.Length));
        Assert.Equal(new string('0', 48) + "…", ValueText.Show(new PropertyTag(0x10130102), new byte[512], 1_000_000));
    }

    [Fact]
    public void Every_type_that_can_be_read_has_a_name_and_can_be_shown()
    {
        for (var type = 0; type <= ushort.MaxValue; type++)
        {
            var tag = new PropertyTag(0x1234, (ushort)type);
            if (WireType.TryGet(tag.Type, out var layout))
            {
                Assert.DoesNotContain("0x", TypeName.Of(tag), StringComparison.Ordinal);
                Assert.Equal(layout.IsMultiple, TypeName.Of(tag).StartsWith("Multiple", StringComparison.Ordinal));
                Assert.NotEmpty(ValueText.Show(tag, new byte[layout.Size], (uint)layout.Size));
            }
        }
    }
}
