using ArchiveMigration.FastTransfer.Mapping;
using ArchiveMigration.Sandbox.Items;

namespace ArchiveMigration.Sandbox.Tests.Items;

public sealed class MappingTests
{
    private const string Domain = "contoso.example";

    [Fact]
    public void Items_of_every_shape_stay_byte_for_byte_when_no_rule_hits()
    {
        using var mapper = new AddressMapper(AddressMap.Parse("@unused.invalid->@never.invalid"));
        foreach (var item in Items())
        {
            var result = mapper.Map(item, out var mapped);

            Assert.Equal((MappingOutcome.NothingToMap, 0), (result.Outcome, result.LeftCount));
            Assert.True(mapped.Span.SequenceEqual(item));
        }
    }

    [Fact]
    public void Items_of_every_shape_come_back_when_a_rule_is_undone()
    {
        using var there = new AddressMapper(AddressMap.Parse($"@{Domain}->@a-much-longer-name.example.org"));
        using var back = new AddressMapper(AddressMap.Parse($"@a-much-longer-name.example.org->@{Domain}"));
        foreach (var item in Items())
        {
            var result = there.Map(item, out var mapped);
            Assert.NotEqual(MappingOutcome.NotMapped, result.Outcome);
            var once = mapped.ToArray();

            // What was an address of the address book is an SMTP address from then on, so the way back is judged from there.
            back.Map(once, out var returned);
            there.Map(returned.ToArray(), out var again);
            Assert.True(again.Span.SequenceEqual(once));
        }
    }

    private static IEnumerable<byte[]> Items()
    {
        foreach (var shape in Enum.GetValues<ItemShape>())
        {
            for (var number = 0; number < 150; number++)
            {
                using var item = new MemoryStream();
                ItemFactory.Write(ItemRecipe.For(seed: 7, number, shape, size: 6_000) with { Domain = Domain }, item);
                yield return item.ToArray();
            }
        }
    }
}
