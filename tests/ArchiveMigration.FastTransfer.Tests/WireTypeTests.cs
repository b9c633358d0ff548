namespace ArchiveMigration.FastTransfer.Tests;

public class WireTypeTests
{
    [Fact]
    public void No_type_is_both_a_single_and_a_multiple_text()
    {
        // 0x1000 marks multiple values and is a bit of some code pages' numbers: each type must mean one thing or nothing.
        for (var codePage = 0; codePage < 0x8000; codePage++)
        {
            var single = (ushort)(0x8000 | codePage);
            if ((codePage & 0x1000) == 0 && WireType.TryGet(single, out var layout))
            {
                Assert.Equal(new WireType(WireShape.Variable, 0), layout);
                Assert.True(
                    !WireType.TryGet((ushort)(single | 0x1000), out var multiple) || multiple.Shape == WireShape.MultipleVariable,
                    $"0x{single | 0x1000:X4}");
            }
        }
    }

    [Theory]
    [InlineData(0x84B0, WireShape.Variable)]
    [InlineData(0x94B0, WireShape.MultipleVariable)]
    [InlineData(0x84E4, WireShape.Variable)]
    [InlineData(0x94E4, WireShape.MultipleVariable)]
    [InlineData(0xD182, WireShape.Variable)]
    [InlineData(0xD56A, WireShape.Variable)]
    [InlineData(0xFDE8, WireShape.Unknown)]
    [InlineData(0xFDE9, WireShape.Unknown)]
    [InlineData(0x8000, WireShape.Unknown)]
    [InlineData(0xFFFF, WireShape.Unknown)]
    [InlineData(0x001C, WireShape.Unknown)]
    public void Knows_the_code_pages_apart_from_the_flag(int type, WireShape expected)
    {
        Assert.Equal(expected != WireShape.Unknown, WireType.TryGet((ushort)type, out var layout));
        Assert.Equal(expected, layout.Shape);
    }
}
