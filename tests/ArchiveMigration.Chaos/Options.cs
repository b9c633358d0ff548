using System.Globalization;
using ArchiveMigration.Chaos.Simulation;

namespace ArchiveMigration.Chaos;

/// <summary>What the command line asks for.</summary>
/// <param name="Verb">kills, simulate or replay.</param>
/// <param name="Count">How many kills or migrations; for a replay the seed.</param>
/// <param name="Seed">What everything is drawn from.</param>
/// <param name="Kinds">The odd items that are made.</param>
internal sealed record Options(string Verb, int Count, int Seed, ItemKinds Kinds)
{
    /// <summary>The kinds for which the engine keeps its promise: all but those of which nobody could tell; see docs/performance.md.</summary>
    public const ItemKinds Proven = ItemKinds.Copies | ItemKinds.Variants | ItemKinds.Keyless | ItemKinds.Nameless;

    public const string Usage = """
        Chaos --kills N [--seed N]        kills a migrating process N times and audits what arrived
        Chaos --simulate N [--seed N]     runs N whole migrations on simulated time, with the same audit
        Chaos --replay SEED               runs one of them again and prints all that happens
        Each takes --kinds none|Copies,Variants,Keyless,Nameless|all: the odd items in the archives.
        """;

    /// <summary>Reads them; null when they are not understood.</summary>
    public static Options? Parse(IReadOnlyList<string> args)
    {
        var options = new Options(string.Empty, 0, 1, Proven);
        for (var index = 0; index < args.Count; index += 2)
        {
            var value = index + 1 < args.Count ? args[index + 1] : string.Empty;
            var isNumber = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
            switch (args[index])
            {
                case "--kills" or "--simulate" or "--replay" when isNumber && options.Verb.Length == 0:
                    options = options with { Verb = args[index][2..], Count = number };
                    break;
                case "--seed" when isNumber:
                    options = options with { Seed = number };
                    break;
                case "--kinds" when Enum.TryParse<ItemKinds>(value, ignoreCase: true, out var kinds):
                    options = options with { Kinds = kinds };
                    break;
                default:
                    return null;
            }
        }

        return options.Verb.Length == 0 ? null : options;
    }
}
