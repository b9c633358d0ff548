using System.Globalization;

namespace ArchiveMigration.Chaos.Simulation;

/// <summary>The child's side of a simulation: some of the seeds, one after the other, on one thread.</summary>
internal static class SimulatePart
{
    /// <summary>The seed of the migration with a number, out of the seed of all.</summary>
    public static int SeedOf(int seed, int number)
    {
        // SplitMix64's last mix, cut to what is easily typed.
        var value = (((ulong)(uint)seed << 32) | (uint)number) + 0x9E3779B97F4A7C15UL;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return (int)((value ^ (value >> 31)) & int.MaxValue);
    }

    /// <summary>Runs the seeds number, number + step, … below count and tells of each on a line.</summary>
    public static int Run(int seed, int first, int step, int count, ItemKinds kinds)
    {
        SingleThread.Prepare();
        using var shelf = new StoreShelf();
        var output = Console.Out;
        for (var number = first; number < count; number += step)
        {
            var outcome = SimulatedMigration.Run(SeedOf(seed, number), kinds, shelf);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"done {outcome.Seed} {outcome.Hash:x16} {outcome.Lives} {outcome.Items} {outcome.Verdict.Lost} {outcome.Verdict.Duplicated} {outcome.Verdict.Altered} {outcome.Problems.Count}"));
            foreach (var problem in outcome.Verdict.Findings.Select(finding => finding.ToString()).Concat(outcome.Problems))
            {
                output.WriteLine($"said seed {outcome.Seed}: {problem.ReplaceLineEndings(" ")}");
            }
        }

        return 0;
    }

    /// <summary>Runs one seed and prints all that happens.</summary>
    public static int Replay(int seed, ItemKinds kinds)
    {
        SingleThread.Prepare();
        using var shelf = new StoreShelf();
        var outcome = SimulatedMigration.Run(seed, kinds, shelf, Console.Out);
        foreach (var problem in outcome.Verdict.Findings.Select(finding => finding.ToString()).Concat(outcome.Problems))
        {
            Console.WriteLine(problem);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed}, trace {outcome.Hash:x16}, lost {outcome.Verdict.Lost}, duplicated {outcome.Verdict.Duplicated}, altered {outcome.Verdict.Altered}"));
        return outcome.IsClean ? 0 : 1;
    }
}
