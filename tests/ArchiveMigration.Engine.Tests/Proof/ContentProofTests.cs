using ArchiveMigration.Engine.Proof;

namespace ArchiveMigration.Engine.Tests.Proof;

public sealed class ContentProofTests
{
    [Theory]
    [InlineData(300, 0, 0.00994)] // The rule of three: 3/300.
    [InlineData(59, 0, 0.0495)] // As acceptance sampling has it: 59 without a fault show 95 %/95 %.
    [InlineData(93, 1, 0.0500)]
    [InlineData(10_000, 5, 0.00105)]
    [InlineData(100, 50, 0.5870)]
    [InlineData(20, 20, 1)]
    public void The_bound_is_that_of_Clopper_and_Pearson(long compared, long differing, double bound)
        => Assert.Equal(bound, BinomialBound.Upper(compared, differing, 0.95), bound * 0.01);

    [Fact]
    public void What_was_shown_is_said_with_its_confidence()
    {
        Assert.Equal(
            "The content of 10,000 of 1,000,000 items, drawn by the seed 42, was compared; 0 differ. With 95 % confidence at most 0.03 % of the content (300 items) differs.",
            new ContentProof(1_000_000, 10_000, 0, 0.01m, 42).Statement);
        Assert.Equal("The content of all 7 items was compared; 1 differ.", new ContentProof(7, 7, 1, 1, 0).Statement);
        Assert.Equal(1, new ContentProof(7, 0, 0, 0.01m, 42).MostDifferingShare);
    }

    [Fact]
    public void A_draw_takes_its_share_and_the_same_seed_takes_the_same()
    {
        var keys = Enumerable.Range(0, 100_000).Select(number => ProofHash.Of($"key {number}")).ToList();
        List<long> Drawn(long seed) => keys.FindAll(new ContentDraw(0.01m, seed).Draws);

        Assert.InRange(Drawn(1).Count, 850, 1150);
        Assert.Equal(Drawn(1), Drawn(1));
        Assert.InRange(Drawn(1).Intersect(Drawn(2)).Count(), 0, 40);
        Assert.DoesNotContain(keys, new ContentDraw(0, 1).Draws);
        Assert.All(keys.Take(100), key => Assert.True(new ContentDraw(1, 1).Draws(key)));
    }
}
