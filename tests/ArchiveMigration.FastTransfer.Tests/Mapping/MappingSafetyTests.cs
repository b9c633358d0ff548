using ArchiveMigration.FastTransfer.Mapping;
using ArchiveMigration.FastTransfer.Tests.Samples;
using static ArchiveMigration.FastTransfer.Tests.Mapping.Build;

namespace ArchiveMigration.FastTransfer.Tests.Mapping;

/// <summary>What keeps a wrong result from being used.</summary>
public class MappingSafetyTests
{
    [Fact]
    public void A_mapped_item_that_differs_in_any_byte_from_the_plan_is_found_out()
    {
        var item = RichItem.Of("src.example", isLarge: false);
        var plan = PlanOf(item);
        var mapped = Mapped.Map(item).Item;
        var check = new MappedItemCheck();
        Assert.True(check.IsAsPlanned(item, mapped, plan));

        // The version is the last part of the header, then comes the record's own.
        for (var at = 0; at < mapped.Length; at++)
        {
            mapped[at] ^= 1;
            Assert.False(check.IsAsPlanned(item, mapped, plan), $"byte {at}");
            mapped[at] ^= 1;
        }

        Assert.False(check.IsAsPlanned(item, mapped.AsSpan(..^1), plan));
        Assert.False(check.IsAsPlanned(item, [.. mapped, 0], plan));
        Assert.False(check.IsAsPlanned(item, item, plan));
    }

    [Fact]
    public void A_second_pass_over_another_item_is_found_out()
    {
        var item = RichItem.Of("src.example", isLarge: false);
        var plan = PlanOf(item);
        var address = System.Text.Encoding.Unicode.GetBytes("bob@src.example\0SMTP\0bob@src.example");
        var other = item.ToArray();
        other[item.AsSpan().IndexOf(address) + 1] = 1;
        Assert.Equal(MappingOutcome.NotMapped, Rewrite(plan, other).Outcome);
        Assert.Equal(MappingOutcome.NotMapped, Rewrite(plan, item.AsSpan(..^10)).Outcome);
        Assert.Equal(MappingOutcome.NotMapped, Rewrite(plan, RichItem.Of("other.example", isLarge: false)).Outcome);
        Assert.Equal(MappingOutcome.NotMapped, Rewrite(plan, []).Outcome);
        Assert.Equal(MappingOutcome.Mapped, Rewrite(plan, item).Outcome);
    }

    [Fact]
    public void Output_that_is_not_what_was_meant_is_found_out()
    {
        var (expected, other) = (new ElementDigest(), new ElementDigest());
        Span<byte> bytes = stackalloc byte[1_000];
        for (var at = 0; at < bytes.Length; at += 37)
        {
            expected = new ElementDigest();
            other = new ElementDigest();
            expected.AddBytes(bytes);
            for (var start = 0; start < bytes.Length; start += 100)
            {
                other.AddBytes(bytes.Slice(start, 100));
            }

            Assert.True(expected.Equals(other));
            other = new ElementDigest();
            bytes[at] ^= 1;
            other.AddBytes(bytes);
            Assert.False(expected.Equals(other), $"byte {at}");
        }
    }

    [Fact]
    public void The_length_of_the_mapped_item_is_known_from_a_pass_without_output()
    {
        var item = RichItem.Of("src.example");

        Assert.Equal(Mapped.Map(item).Item.Length, Rewrite(PlanOf(item), item).Length);
    }

    [Fact]
    public void A_plan_with_nothing_to_map_cannot_be_carried_out()
    {
        var refused = Assert.Throws<ArgumentException>(() => new AddressRewriter(PlanOf(SelfMadeItem.After), Stream.Null));

        Assert.Contains("NothingToMap", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_planner_serves_one_item_after_the_other()
    {
        var planner = new AddressPlanner(Mapped.SourceToTarget);
        planner.Push([1, 2, 3]);
        Assert.Equal(MappingOutcome.NotMapped, planner.Complete().Outcome);
        Assert.Throws<InvalidOperationException>(() => planner.Push([1]));

        planner.Reset();
        planner.Push(SelfMadeItem.Before);
        Assert.Equal(MappingOutcome.Mapped, planner.Complete().Outcome);

        planner.Reset();
        planner.Push(SelfMadeItem.After);
        Assert.Equal(MappingOutcome.NothingToMap, planner.Complete().Outcome);
    }

    [Theory]
    [InlineData("B0841F0CFFFFFFFF")]
    [InlineData("02014F00FFFFFFFF01000000")]
    [InlineData("B0948300FFFFFFFFFEFFFFFF")]
    [InlineData("0211558004200600000000 00C00000000000004600558000 00FFFFFFFF")]
    public void A_claim_of_four_gigabytes_costs_no_memory(string content)
    {
        var item = Records.Join(Convert.FromHexString(content.Replace(" ", string.Empty, StringComparison.Ordinal)));
        using var mapper = new AddressMapper(Mapped.SourceToTarget);

        var allocated = Allocation.Least(() => Assert.Equal(MappingOutcome.NotMapped, mapper.Map(item, out _).Outcome));

        Assert.InRange(allocated, 0, 4_096);
    }

    [Fact]
    public void More_values_than_any_item_has_are_not_held()
    {
        var item = Item(writer => writer.WriteMultiple(new(0x0083, 0x101F), [.. Enumerable.Repeat(ReadOnlyMemory<byte>.Empty, 70_000)]));

        var result = Mapped.Map(item).Result;

        Assert.Equal(MappingOutcome.NotMapped, result.Outcome);
        Assert.Contains("65536", result.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("@a.b->@x.example", "bob@a.b")]
    [InlineData("@ab.de->@x.example", "bob@AB.DE")]
    [InlineData("@ab.de->@x.example @long-name.example->@y.example", "bob@ab.de")]
    [InlineData("@*.example->@x.example", "bob@some.example")]
    [InlineData("@*.src.example->@x.example", "bob@a.src.example")]
    [InlineData("@b\u00FCcher.example->@x.example", "bob@b\u00FCcher.example")]
    [InlineData("@b\u00FCcher.example->@x.example", "bob@xn--bcher-kva.example")]
    [InlineData("@src.example->@x.example", "bob@\uFF53rc.example")]
    [InlineData("bob@src.example->eve@x.example", "BOB@SRC.example")]
    public void No_address_with_a_rule_slips_through_the_sieve(string rules, string address)
    {
        var map = AddressMap.Parse(rules);
        Assert.True(map.TryMap(address, out var mapped));

        Mapped.Becomes(Item(Text(0x0C1F, mapped)), Item(Text(0x0C1F, address)), map: map);
        Mapped.Becomes(Item(Bytes(0x0C19, Blobs.OneOff("B", mapped))), Item(Bytes(0x0C19, Blobs.OneOff("B", address))), map: map);
    }

    private static AddressPlan PlanOf(byte[] item)
    {
        var planner = new AddressPlanner(Mapped.SourceToTarget);
        planner.Push(item);
        return planner.Complete();
    }

    private static AddressMapping Rewrite(AddressPlan plan, ReadOnlySpan<byte> item)
    {
        using var rewriter = new AddressRewriter(plan, Stream.Null);
        rewriter.Push(item);
        return rewriter.Complete();
    }
}
