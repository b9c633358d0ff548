using System.Diagnostics;

namespace ArchiveMigration.Benchmarks;

/// <summary>copy-small and copy-large: the whole pipeline against the least possible client, turn about on the same service.</summary>
internal static class CopyBenchmark
{
    private const int Rounds = 3;

    public static async Task<int> RunAsync(string name, int items, long size, double bar)
    {
        await using var sandbox = await SandboxProcess.StartAsync(new Load(1, items, size));
        using var http = sandbox.Access.Connect();
        var ratios = new List<double>();
        for (var round = 0; round <= Rounds; round++)
        {
            var before = Spent(sandbox);
            var bare = await BareAsync(sandbox.Access, http, items);
            var between = Spent(sandbox);
            var ours = await OursAsync(sandbox.Access, items, $"Round {round}");
            var after = Spent(sandbox);
            var isWarmUp = round == 0;
            Console.WriteLine($"{(isWarmUp ? "warm-up" : $"round {round}")}: bare {items / bare.TotalSeconds:N0} items/s, pipeline {items / ours.TotalSeconds:N0} items/s, ratio {bare / ours:0.00}");
            Console.WriteLine($"         processor time an item: bare {Each(between.Own - before.Own)}, pipeline {Each(after.Own - between.Own)}; the service for them {Each(between.Service - before.Service)} and {Each(after.Service - between.Service)}");
            if (!isWarmUp)
            {
                ratios.Add(bare / ours);
            }
        }

        return new Figure(name, Median(ratios), bar, HigherIsBetter: true).Conclude();

        string Each(TimeSpan spent) => $"{spent.TotalMicroseconds / items:N0} us";
    }

    private static (TimeSpan Own, TimeSpan Service) Spent(SandboxProcess sandbox) => (Environment.CpuUsage.TotalTime, sandbox.ProcessorTime);

    private static async Task<TimeSpan> BareAsync(SandboxAccess access, HttpClient http, int items)
    {
        var watch = Stopwatch.StartNew();
        var copied = await new BareClient(http, access).CopyAsync(SandboxProcess.AddressOf(0, SandboxProcess.SourceDomain), SandboxProcess.AddressOf(0, SandboxProcess.DestinationDomain));
        return copied == items ? watch.Elapsed : throw new InvalidOperationException($"The bare client copied {copied} of {items} items.");
    }

    private static async Task<TimeSpan> OursAsync(SandboxAccess access, int items, string targetRoot)
    {
        await using var migration = new MigrationUnderTest(access, mailboxes: 1, targetRoot);
        var watch = Stopwatch.StartNew();
        await migration.RunAsync(items);
        return watch.Elapsed;
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
