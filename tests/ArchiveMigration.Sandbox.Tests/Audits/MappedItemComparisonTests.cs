using ArchiveMigration.FastTransfer;
using ArchiveMigration.FastTransfer.Items;
using ArchiveMigration.FastTransfer.Mapping;
using ArchiveMigration.Sandbox.Audits;
using ArchiveMigration.Sandbox.Items;

namespace ArchiveMigration.Sandbox.Tests.Audits;

/// <summary>The audit's own idea of what mapping does, held against the mapper and against errors it must see.</summary>
public sealed class MappedItemComparisonTests
{
    private static readonly MappedItemComparison Comparison = new(new AddressChange("contoso.example", "fabrikam.example"));

    [Fact]
    public void It_agrees_with_the_mapper_on_items_of_every_shape()
    {
        foreach (var shape in Enum.GetValues<ItemShape>())
        {
            for (var number = 0; number < 80; number++)
            {
                var item = Make(shape, number, size: number % 2 == 0 ? 8_000 : 4_000);
                var mapped = Map(item, "@contoso.example->@fabrikam.example");

                Assert.True(Comparison.IsMappedFrom(FastTransferItem.Read(item), FastTransferItem.Read(mapped)), $"{shape} {number}");
                Assert.Equal(mapped.AsSpan().SequenceEqual(item), Comparison.IsMappedFrom(FastTransferItem.Read(item), FastTransferItem.Read(item)));
            }
        }
    }

    [Theory]
    [InlineData("@contoso.example->@elsewhere.example")]
    [InlineData("@contoso.example->@sub.fabrikam.example")]
    [InlineData("anna.schmidt@contoso.example->anna@fabrikam.example")]
    public void Another_rule_is_not_taken_for_this_one(string rule)
    {
        var item = Make(ItemShape.Mail, 1);

        Assert.False(Comparison.IsMappedFrom(FastTransferItem.Read(item), FastTransferItem.Read(Map(item, rule))));
    }

    [Fact]
    public void A_single_wrong_bit_anywhere_is_seen()
    {
        var item = Make(ItemShape.Mail, Enumerable.Range(0, 100).First(number => FastTransferItem.Read(Make(ItemShape.Mail, number)).Message.Find(0x004F) is null));
        var mapped = Map(item, "@contoso.example->@fabrikam.example");
        var source = FastTransferItem.Read(item);
        Assert.True(Comparison.IsMappedFrom(source, FastTransferItem.Read(mapped)));

        for (var at = 62; at < mapped.Length; at++)
        {
            mapped[at] ^= 1;
            Assert.False(IsMapped(mapped), $"byte {at}");
            mapped[at] ^= 1;
        }

        bool IsMapped(byte[] damaged)
        {
            try
            {
                return Comparison.IsMappedFrom(source, FastTransferItem.Read(damaged));
            }
            catch (FastTransferFormatException)
            {
                return false;
            }
        }
    }

    [Theory]
    [InlineData("anna@contoso.example", "anna@fabrikam.example")]
    [InlineData("a@contoso.example; b@CONTOSO.example", "a@fabrikam.example; b@fabrikam.example")]
    [InlineData("a@contoso.example.org", "a@contoso.example.org")]
    [InlineData("a@contoso.example, or not", "a@fabrikam.example, or not")]
    [InlineData("nobody", "nobody")]
    public void Only_whole_domains_are_replaced(string text, string expected) =>
        Assert.Equal(expected, new AddressChange("contoso.example", "fabrikam.example").Apply(text));

    private static byte[] Make(ItemShape shape, int number, long size = 8_000)
    {
        using var item = new MemoryStream();
        ItemFactory.Write(ItemRecipe.For(5, number, shape, size) with { HasNoSearchKey = number % 3 == 0 }, item);
        return item.ToArray();
    }

    private static byte[] Map(byte[] item, string rule)
    {
        using var mapper = new AddressMapper(AddressMap.Parse(rule));
        Assert.NotEqual(MappingOutcome.NotMapped, mapper.Map(item, out var mapped).Outcome);
        return mapped.ToArray();
    }
}
