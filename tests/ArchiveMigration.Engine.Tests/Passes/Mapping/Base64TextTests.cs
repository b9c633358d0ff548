using System.Text;
using ArchiveMigration.Engine.Passes;
using ArchiveMigration.Engine.Passes.Mapping;
using FsCheck;
using FsCheck.Fluent;

namespace ArchiveMigration.Engine.Tests.Passes.Mapping;

public sealed class Base64TextTests
{
    [Fact]
    public void Text_cut_anywhere_is_decoded_as_if_it_were_whole() => Prop.ForAll(
        Gen.Choose(0, 400).Select(Bytes).ToArbitrary(),
        Gen.Choose(1, 9).ListOf(200).ToArbitrary(),
        (bytes, cuts) =>
        {
            var text = Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes));
            using var pieces = new Base64Pieces();
            List<byte> decoded = [];
            foreach (var cut in cuts.Append(text.Length))
            {
                var piece = text.AsSpan(0, Math.Min(cut, text.Length));
                Assert.True(pieces.TryDecode(piece, out var some));
                decoded.AddRange(some);
                text = text[piece.Length..];
            }

            Assert.True(pieces.TryEnd(out var last));
            decoded.AddRange(last);
            Assert.Equal(bytes, decoded);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("AAAA=AAA")]
    [InlineData("AAAAA")]
    [InlineData("AA==AAAA")]
    [InlineData("AA-_")]
    public void Text_that_is_not_base64_is_found_out(string text)
    {
        using var pieces = new Base64Pieces();

        var isBase64 = pieces.TryDecode(Encoding.ASCII.GetBytes(text), out _) & pieces.TryEnd(out _);

        Assert.False(isBase64);
    }

    [Fact]
    public void Bytes_written_in_any_pieces_give_the_text_of_the_whole() => Prop.ForAll(
        Gen.Choose(0, 400).Select(Bytes).ToArbitrary(),
        Gen.Choose(0, 9).ListOf(200).ToArbitrary(),
        (bytes, cuts) =>
        {
            using var output = new Base64Output();
            var text = new StringBuilder();
            var rest = bytes.AsSpan();
            foreach (var cut in cuts.Append(rest.Length))
            {
                var piece = rest[..Math.Min(cut, rest.Length)];
                output.Write(piece);
                text.Append(Encoding.ASCII.GetString(output.Fetch().Span));
                rest = rest[piece.Length..];
            }

            output.Complete();
            text.Append(Encoding.ASCII.GetString(output.Fetch().Span));
            Assert.Equal(Convert.ToBase64String(bytes), text.ToString());
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 49_152)]
    [InlineData(49_152, 49_153)]
    [InlineData(98_304, 10)]
    [InlineData(49_151, 200_000)]
    [InlineData(200_000, 98_304)]
    public async Task A_text_in_memory_takes_another_items_place_and_gives_all_room_back(int before, int after)
    {
        const long capacity = 3 * ItemBuffer.SegmentSize;
        var budget = new ByteBudget(capacity + (before / 49_152 * ItemBuffer.SegmentSize));
        var (old, item) = (Bytes(before), Bytes(after));
        var buffer = await ItemBuffer.ReadAsync(new MemoryStream(Encoding.ASCII.GetBytes(Convert.ToBase64String(old))), budget, default);
        Assert.True(buffer.IsWhole);
        var decoded = new byte[ItemBuffer.DecodedSize(buffer.Length)];
        Assert.True(buffer.TryDecode(decoded, out var length));
        Assert.Equal(old, decoded[..length]);

        buffer.Encode(item);

        using var text = new MemoryStream();
        await buffer.CopyToAsync(text, default);
        Assert.Equal(Convert.ToBase64String(item), Encoding.ASCII.GetString(text.ToArray()));
        Assert.Equal(text.Length, buffer.Length);
        buffer.Release();
        Assert.True(budget.TryTake(budget.Capacity));
    }

    private static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        new Random(count).NextBytes(bytes);
        return bytes;
    }
}
