using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace ArchiveMigration.Benchmarks;

/// <summary>
/// growth: whole full passes over 10,000, 100,000 and 1,000,000 items in one folder against a mailbox that answers at once, each with a fresh store in a process of its own;
/// then one item more is added to the million and the pass is run again. The value is what an item costs among a million against among ten thousand, in time of the
/// processor, because the machine is shared.
/// </summary>
internal static class GrowthBenchmark
{
    private const double MostRatio = 1.2;
    private const double MostGrowthMegabytes = 50;
    private const double MostSecondsToResume = 10;
    private const int WarmUp = 10_000;
    private static readonly int[] Sizes = [10_000, 100_000, 1_000_000];

    public static async Task<int> RunAsync()
    {
        List<Result> results = [];
        foreach (var size in Sizes)
        {
            results.Add(await SandboxProcess.MeasureInOwnAsync<Result>("growth-run", size));
        }

        var (first, million) = (results[0], results[^1]);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"memory: {million.GrowthMegabytes:0} MB more at the end of the million than in its second fifth (bar {MostGrowthMegabytes:0}); resume over a million: first export {million.SecondsToResume:0.0} s after the last page (bar {MostSecondsToResume:0})"));
        return new Figure(
            "growth", million.ProcessorMicroseconds / first.ProcessorMicroseconds, MostRatio, HigherIsBetter: false, OtherConditions: million.GrowthMegabytes <= MostGrowthMegabytes && million.SecondsToResume <= MostSecondsToResume)
            .Conclude();
    }

    /// <summary>The inner process: migrates, resumes with one item more, and prints what it measured.</summary>
    public static async Task<int> MeasureAsync(int items)
    {
        await MeasureAsync(WarmUp, resumes: false); // Once for the compiler.
        Console.WriteLine(JsonSerializer.Serialize(await MeasureAsync(items, resumes: true)));
        return 0;
    }

    private static async Task<Result> MeasureAsync(int items, bool resumes)
    {
        await using var migration = new InstantMigration(items + 1);
        migration.Source.Fill(items);
        using var memory = new PeakMemory();
        var (watch, processor) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        await migration.RunAsync(items);
        watch.Stop();
        processor = Environment.CpuUsage.TotalTime - processor;
        if (!resumes)
        {
            return new Result(0, 0, 0);
        }

        Tell($"{items,9:N0} items: {processor.TotalMicroseconds / items,6:0.0} µs of processor and {watch.Elapsed.TotalMicroseconds / items,6:0.0} µs each, peak {memory.Peak:0} MB");
        var growth = memory.GrowthMegabytes;
        var resume = await ResumeAsync(migration, items);
        return new Result(processor.TotalMicroseconds / items, growth, resume);
    }

    private static async Task<double> ResumeAsync(InstantMigration migration, int items)
    {
        migration.Source.Add(1);
        var watch = Stopwatch.StartNew();
        await migration.RunAsync(items + 1);
        Tell($"a second pass that finds one new item among them: {watch.Elapsed.TotalSeconds:0.0} s");
        return Stopwatch.GetElapsedTime(migration.Destination.ListedAt, migration.Source.ExportedAt).TotalSeconds;
    }

    private static void Tell(FormattableString text) => Console.Error.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private sealed record Result(double ProcessorMicroseconds, double GrowthMegabytes, double SecondsToResume);
}
