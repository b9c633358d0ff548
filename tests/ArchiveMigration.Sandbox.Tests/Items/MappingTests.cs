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

    [Fact]
    public void Items_of_every_shape_are_restored_when_their_people_are_known_by_SMTP_address()
    {
        // Who is outside is never known by a distinguished name, from which there is no way back.
        string[] outside = ["northwind.example", "adatum.example", "litware.example"];
        using var there = new AddressMapper(AddressMap.Parse(string.Join(' ', outside.Select(domain => $"@{domain}->@{domain}.a-longer-name.example.org"))));
        using var back = new AddressMapper(AddressMap.Parse(string.Join(' ', outside.Select(domain => $"@{domain}.a-longer-name.example.org->@{domain}"))));
        var mappedItems = 0;
        foreach (var item in Items())
        {
            if (there.Map(item, out var mapped) is { Outcome: MappingOutcome.Mapped } result)
            {
                Assert.Equal(result.AddressCount, back.Map(mapped.ToArray(), out var returned).AddressCount);
                Assert.True(ContentOf(returned.Span).SequenceEqual(ContentOf(item)));
                mappedItems++;
            }
        }

        Assert.InRange(mappedItems, 1_000, int.MaxValue);
    }

    /// <summary>What is in the item's records, the headers of which may be elsewhere after mapping.</summary>
    private static byte[] ContentOf(ReadOnlySpan<byte> item)
    {
        var content = new List<byte>();
        for (var rest = item[62..]; !rest.IsEmpty; rest = rest[(8 + BitConverter.ToInt32(rest[4..]))..])
        {
            content.AddRange(rest.Slice(8, BitConverter.ToInt32(rest[4..])));
        }

        return [.. content];
    }

    private static IEnumerable<byte[]> Items()
    {
        foreach (var shape in Enum.GetValues<ItemShape>())
        {
            for (var number = 0; number < 300; number++)
            {
                using var item = new MemoryStream();
                ItemFactory.Write(ItemRecipe.For(seed: 7, number, shape, size: 2_000) with { Domain = Domain }, item);
                yield return item.ToArray();
            }
        }
    }
}
