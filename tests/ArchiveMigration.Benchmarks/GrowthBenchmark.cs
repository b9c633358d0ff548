using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ArchiveMigration.Engine;
using ArchiveMigration.Engine.Passes;
using ArchiveMigration.Engine.Progress;

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
            results.Add(await MeasureInOwnProcessAsync(size));
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

    private static async Task<Result> MeasureInOwnProcessAsync(int items)
    {
        using var process = SandboxProcess.StartSelf("growth-run", items.ToString(CultureInfo.InvariantCulture));
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<Result>(output)!
            : throw new InvalidOperationException($"The measured process ended with {process.ExitCode}.");
    }

    private static async Task<Result> MeasureAsync(int items, bool resumes)
    {
        var directory = Directory.CreateTempSubdirectory("am-bench-").FullName;
        try
        {
            var (source, destination) = (new InstantMailbox("a@contoso.example", items + 1), new InstantMailbox("a@fabrikam.example", items + 1));
            source.Fill(items);
            await using var engine = new MigrationEngine(Path.Combine(directory, "migrations.db"), new InstantServices(source, destination));
            MadeProject.Add(engine.Catalog, [MadeProject.User("a")]);
            using var memory = new PeakMemory();
            var (watch, processor) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            await RunAsync(engine, items);
            watch.Stop();
            processor = Environment.CpuUsage.TotalTime - processor;
            if (!resumes)
            {
                return new Result(0, 0, 0);
            }

            Tell($"{items,9:N0} items: {processor.TotalMicroseconds / items,6:0.0} µs of processor and {watch.Elapsed.TotalMicroseconds / items,6:0.0} µs each, peak {memory.Peak:0} MB");
            var growth = memory.GrowthMegabytes;
            var resume = await ResumeAsync(engine, source, destination, items);
            return new Result(processor.TotalMicroseconds / items, growth, resume);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task<double> ResumeAsync(MigrationEngine engine, InstantMailbox source, InstantMailbox destination, int items)
    {
        source.Add(1);
        var watch = Stopwatch.StartNew();
        await RunAsync(engine, items + 1);
        Tell($"a second pass that finds one new item among them: {watch.Elapsed.TotalSeconds:0.0} s");
        return Stopwatch.GetElapsedTime(destination.ListedAt, source.ExportedAt).TotalSeconds;
    }

    private static async Task RunAsync(MigrationEngine engine, int expected)
    {
        var result = await engine.RunAsync(MadeProject.Name, new RunRequest { SettleTime = TimeSpan.Zero }, new Silence(), CancellationToken.None);
        if (result.Status != MigrationStatus.Completed || result.Users[0].SyncedItemCount != expected)
        {
            throw new InvalidOperationException($"The migration ended {result.Status} with {result.Users[0].SyncedItemCount} of {expected} items: {result.Users[0].StatusDetail}");
        }
    }

    private static void Tell(FormattableString text) => Console.Error.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private sealed record Result(double ProcessorMicroseconds, double GrowthMegabytes, double SecondsToResume);

    private sealed class Silence : IProgress<MigrationEvent>
    {
        public void Report(MigrationEvent value)
        {
        }
    }

    /// <summary>The working set since it was made.</summary>
    private sealed class PeakMemory : IDisposable
    {
        private readonly Process self = Process.GetCurrentProcess();
        private readonly Timer timer;
        private readonly List<double> samples = [];

        public PeakMemory()
        {
            GC.Collect();
            timer = new Timer(_ => Look(), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(100));
        }

        public double Peak
        {
            get
            {
                lock (samples)
                {
                    return samples.Max();
                }
            }
        }

        /// <summary>From the second fifth of the time, when SQLite's cache is filled, to the last.</summary>
        public double GrowthMegabytes
        {
            get
            {
                lock (samples)
                {
                    var fifth = Math.Max(1, samples.Count / 5);
                    return samples.TakeLast(fifth).Max() - samples.Skip(fifth).Take(fifth).DefaultIfEmpty(samples[0]).Max();
                }
            }
        }

        public void Dispose()
        {
            timer.Dispose();
            self.Dispose();
        }

        private void Look()
        {
            lock (samples)
            {
                self.Refresh();
                samples.Add(self.WorkingSet64 / (1024.0 * 1024.0));
            }
        }
    }
}
