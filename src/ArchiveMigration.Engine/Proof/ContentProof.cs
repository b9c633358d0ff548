using System.Globalization;

namespace ArchiveMigration.Engine.Proof;

/// <summary>What the comparison of contents has shown: both items exported again and compared property by property.</summary>
/// <param name="Population">Items found at the destination by search key, class and folder, of which the compared ones were drawn.</param>
/// <param name="Compared">Items compared.</param>
/// <param name="Differing">Of those: items whose content differs or could not be read.</param>
/// <param name="Share">The share that was drawn, 1 for all.</param>
/// <param name="Seed">The number that decided the draw; the same seed over the same items draws the same. 0 when all were compared.</param>
public sealed record ContentProof(long Population, long Compared, long Differing, decimal Share, long Seed)
{
    /// <summary>The confidence that statements about items not compared are made with.</summary>
    public const double Confidence = 0.95;

    /// <summary>Whether every item was compared.</summary>
    public bool IsWhole => Compared == Population;

    /// <summary>
    /// At most so large a share of the population differs, at <see cref="Confidence"/>: the upper end of Clopper and Pearson's one-sided interval for a binomial
    /// share; without a differing item that is 1 - 0.05^(1/n), about 3/n (the rule of three). Exact when all were compared; 1 when none was.
    /// </summary>
    public double MostDifferingShare => IsWhole ? (Population == 0 ? 0 : (double)Differing / Population)
        : Compared == 0 ? 1
        : BinomialBound.Upper(Compared, Differing, Confidence);

    /// <summary>What was shown, in a sentence.</summary>
    public string Statement => Population == 0 ? "There was no content to compare."
        : IsWhole ? string.Create(CultureInfo.InvariantCulture, $"The content of all {Population:N0} items was compared; {Differing:N0} differ.")
        : string.Create(
            CultureInfo.InvariantCulture,
            $"The content of {Compared:N0} of {Population:N0} items, drawn by the seed {Seed}, was compared; {Differing:N0} differ. With {Confidence * 100:0} % confidence at most {MostDifferingShare * 100:0.####} % of the content ({Math.Ceiling(MostDifferingShare * Population):N0} items) differs.");

    /// <summary>The sum over several users; shares and seed are those of the proof.</summary>
    internal static ContentProof? Sum(IEnumerable<ContentProof?> parts) => parts.OfType<ContentProof>().Aggregate(
        (ContentProof?)null,
        (sum, part) => sum is null ? part : sum with { Population = sum.Population + part.Population, Compared = sum.Compared + part.Compared, Differing = sum.Differing + part.Differing });
}
