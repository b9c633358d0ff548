using System.Text;
using ArchiveMigration.FastTransfer.Tests.Mapping;
using ArchiveMigration.FastTransfer.Tests.Samples;

namespace ArchiveMigration.FastTransfer.Tests.Fuzzing;

/// <summary>A few thousand of the mutants that <c>ArchiveMigration.Benchmarks -- map-fuzz</c> tries by the million.</summary>
public class MapFuzzerTests
{
    private static readonly FuzzSeed[] Seeds =
        [new(SelfMadeItem.Before), new(SelfMadeItem.After), new(RichItem.Of(MapFuzzer.Source, isLarge: false)), new(RichItem.Of("elsewhere.example", isLarge: false))];

    private const string KnownDn = RichItem.Dn + "2";

    [Fact]
    public void Mutants_are_mapped_in_their_addresses_or_stay_as_they_are()
    {
        using var fuzzer = new MapFuzzer(seed: 1, Seeds, KnownDn);
        for (var index = 0ul; index < 6_000; index++)
        {
            Assert.True(fuzzer.Try(index) is var fault && fault is null, $"mutant {index}: {fault}");
        }

        Assert.All(fuzzer.Outcomes, count => Assert.InRange(count, 500, 6_000));
    }

    [Fact]
    public void A_mutant_can_be_made_again()
    {
        using var one = new MapFuzzer(seed: 1, Seeds, KnownDn);
        using var other = new MapFuzzer(seed: 1, Seeds, KnownDn);
        other.Make(3);

        Assert.Equal(one.Make(77).ToArray(), other.Make(77).ToArray());
        Assert.NotEqual(one.Make(77).ToArray(), other.Make(78).ToArray());
    }

    [Fact]
    public void The_judge_finds_a_change_in_any_byte_of_a_mapped_item()
    {
        var item = SelfMadeItem.Before;
        var mapped = SelfMadeItem.After.ToArray();
        var judge = new MappedItemJudge(new AddressChange("src.example", "new-tenant.example.org"));
        Assert.Null(judge.FindFault(item, mapped));

        for (var at = 0; at < mapped.Length; at++)
        {
            mapped[at] ^= 1;
            Assert.True(judge.FindFault(item, mapped) is not null || IsInNewName(at), $"byte {at}");
            mapped[at] ^= 1;
        }

        Assert.NotNull(judge.FindFault(item, item));
        Assert.NotNull(judge.FindFault(item.AsSpan(..^4), mapped));
        Assert.NotNull(judge.FindFault(item, mapped.AsSpan(..^4)));
    }

    /// <summary>Where a distinguished name became an address, the judge cannot tell whose it should be: bob's.</summary>
    private static bool IsInNewName(int at) =>
        new[] { "B\0o\0b\0", "b\0o\0b\0", "BOB@" }.Any(name =>
            SelfMadeItem.After.AsSpan(Math.Max(0, at - name.Length + 1)..).IndexOf(Encoding.ASCII.GetBytes(name)) is var found && found >= 0 && found < name.Length);
}
