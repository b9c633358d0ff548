using System.Globalization;

namespace ArchiveMigration.Benchmarks;

/// <summary>What map-fuzz is asked to do.</summary>
/// <param name="Mutants">How many to try.</param>
/// <param name="Seed">What all of them follow from.</param>
/// <param name="Replay">The only one to try, or null.</param>
/// <param name="Out">The file that one is written to, or null.</param>
internal sealed record MapFuzzArguments(ulong Mutants, ulong Seed, ulong? Replay, string? Out)
{
    public const string Usage = "map-fuzz [--mutants N] [--seed N] [--replay INDEX [--out FILE]]";

    /// <summary>Reads the arguments; null when they cannot be meant.</summary>
    public static MapFuzzArguments? Parse(IReadOnlyList<string> args)
    {
        var parsed = new MapFuzzArguments(10_000_000, 1, null, null);
        for (var i = 0; i < args.Count; i += 2)
        {
            var value = i + 1 < args.Count ? args[i + 1] : string.Empty;
            var isNumber = ulong.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
            switch (args[i])
            {
                case "--mutants" when isNumber:
                    parsed = parsed with { Mutants = number };
                    break;
                case "--seed" when isNumber:
                    parsed = parsed with { Seed = number };
                    break;
                case "--replay" when isNumber:
                    parsed = parsed with { Replay = number };
                    break;
                case "--out" when value.Length > 0:
                    parsed = parsed with { Out = value };
                    break;
                default:
                    return null;
            }
        }

        return parsed;
    }
}
