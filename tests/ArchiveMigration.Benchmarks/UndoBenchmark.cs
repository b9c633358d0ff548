using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace ArchiveMigration.Benchmarks;

/// <summary>
/// undo: everything is taken back that was copied into one folder, of 20,000 items and of 200,000, at a mailbox that answers at once; each in a process of its own. The value is
/// what an item costs among many against among few, in time of the processor, because the machine is shared.
/// </summary>
internal static class UndoBenchmark
{
    private const double MostRatio = 1.2;
    private const double MostGrowthMegabytes = 50;
    private const int WarmUp = 5_000;
    private const int Few = 20_000;
    private const int Many = 200_000;

    public static async Task<int> RunAsync()
    {
        var few = await SandboxProcess.MeasureInOwnAsync<Result>("undo-run", Few);
        var many = await SandboxProcess.MeasureInOwnAsync<Result>("undo-run", Many);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"memory: {many.GrowthMegabytes:0} MB more at the end of the many than in their second fifth (bar {MostGrowthMegabytes:0})"));
        return new Figure("undo", many.ProcessorMicroseconds / few.ProcessorMicroseconds, MostRatio, HigherIsBetter: false, many.GrowthMegabytes <= MostGrowthMegabytes).Conclude();
    }

    /// <summary>The inner process: migrates, takes it back, and prints what it measured.</summary>
    public static async Task<int> MeasureAsync(int items)
    {
        await UndoAsync(WarmUp); // Once for the compiler.
        Console.WriteLine(JsonSerializer.Serialize(await UndoAsync(items)));
        return 0;
    }

    private static async Task<Result> UndoAsync(int items)
    {
        await using var migration = new InstantMigration(items);
        migration.Source.Fill(items);
        await migration.RunAsync(items);
        using var memory = new PeakMemory();
        var (watch, processor) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        await migration.UndoAsync(items);
        watch.Stop();
        processor = Environment.CpuUsage.TotalTime - processor;
        Console.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{items,9:N0} items: {processor.TotalMicroseconds / items,6:0.0} µs of processor and {watch.Elapsed.TotalMicroseconds / items,6:0.0} µs each, peak {memory.Peak:0} MB"));
        return new Result(processor.TotalMicroseconds / items, memory.GrowthMegabytes);
    }

    private sealed record Result(double ProcessorMicroseconds, double GrowthMegabytes);
}
