using System.Diagnostics;
using System.Globalization;
using ArchiveMigration.Engine.Exchange;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Progress;
using ArchiveMigration.Engine.Proof;

namespace ArchiveMigration.Benchmarks;

/// <summary>
/// proof: a mailbox of 1,000,000 items is proved, turn about with a bare loop over the listings of both sides on the same service; the median of the rounds counts, since other
/// work beside moves each. Processor time, which it hardly moves, is printed. The working set is watched over the whole of the first proof, the comparison at its end included.
/// </summary>
internal static class ProofBenchmark
{
    private const long ItemSize = 3 * 1024;
    private const double Bar = 0.9;
    private const double MostGrowthMegabytes = 50;
    private const int Rounds = 3;

    public static async Task<int> RunAsync(int items)
    {
        await using var sandbox = await SandboxProcess.StartAsync(new Load(1, items, ItemSize, LoadKind.Arrived));
        await using var migration = new MigrationUnderTest(sandbox.Access, mailboxes: 1, targetRoot: null);
        var watch = Stopwatch.StartNew();
        await migration.RunAsync(items);
        Console.WriteLine($"a pass that found {items:N0} items at the destination: {watch.Elapsed.TotalSeconds:N0} s");

        await BareAsync(migration, items); // Once for the compiler.
        using var memory = new MemoryWatch(items * 2L);
        List<double> ratios = [];
        var isComplete = true;
        for (var round = 1; round <= Rounds; round++)
        {
            var bare = await MeasureAsync(sandbox, () => BareAsync(migration, items));
            var proof = await MeasureAsync(sandbox, async () =>
            {
                memory.Start();
                var proof = await migration.Engine.ProveAsync(MigrationUnderTest.Project, new ProofRequest(), memory, CancellationToken.None);
                memory.Dispose();
                isComplete &= proof.Verdict == ProofVerdict.Complete && proof.Verified == items;
            });
            ratios.Add(bare.Elapsed / proof.Elapsed);
            Console.WriteLine($"round {round}: proof {proof.Elapsed.TotalSeconds:N1} s, bare listing of both sides {bare.Elapsed.TotalSeconds:N1} s, ratio {ratios[^1]:N2}");
            Console.WriteLine($"         processor time an item: bare {Tell(bare, items)}, proof {Tell(proof, items)}; ratio {(bare.Own + bare.Service) / (proof.Own + proof.Service):N2}");
        }

        Console.WriteLine($"peak memory in each tenth: {string.Join(", ", memory.Peaks.Select(peak => peak.ToString("N0", CultureInfo.InvariantCulture)))} MB, while comparing {memory.Last:N0} MB; growth {memory.Growth:N0} MB (bar {MostGrowthMegabytes:N0})");
        return new Figure("proof", ratios.Order().ElementAt(Rounds / 2), Bar, HigherIsBetter: true, isComplete && memory.Growth <= MostGrowthMegabytes).Conclude();
    }

    private static async Task<(TimeSpan Own, TimeSpan Service, TimeSpan Elapsed)> MeasureAsync(SandboxProcess sandbox, Func<Task> work)
    {
        var (own, service, watch) = (Environment.CpuUsage.TotalTime, sandbox.ProcessorTime, Stopwatch.StartNew());
        await work();
        return (Environment.CpuUsage.TotalTime - own, sandbox.ProcessorTime - service, watch.Elapsed);
    }

    private static string Tell((TimeSpan Own, TimeSpan Service, TimeSpan Elapsed) used, int items)
        => string.Create(CultureInfo.InvariantCulture, $"{used.Own.TotalMicroseconds / items:N1} µs and {used.Service.TotalMicroseconds / items:N1} of the service");

    /// <summary>Lists both sides at the same time, as the proof does, and does nothing with what comes.</summary>
    private static async Task BareAsync(MigrationUnderTest migration, int items)
    {
        var user = migration.Engine.Catalog.GetUsers(MigrationUnderTest.Project)[0];
        var services = new MicrosoftMailboxServices(TimeProvider.System, PaceLimits.None);
        await using var source = services.Create(migration.Engine.Catalog.GetEndpoint("Source"), null);
        await using var destination = services.Create(migration.Engine.Catalog.GetEndpoint("Destination"), null);
        var counts = await Task.WhenAll(CountAsync(source, user.SourceAddress), CountAsync(destination, user.DestinationAddress));
        if (counts.Any(count => count != items))
        {
            throw new InvalidOperationException($"The listings have {string.Join(" and ", counts)} items instead of {items}.");
        }
    }

    private static async Task<int> CountAsync(IMailboxService service, string address)
    {
        var mailbox = await service.OpenMailboxAsync(address, MailboxKind.Archive, CancellationToken.None);
        var count = 0;
        await foreach (var folder in mailbox.ListFoldersAsync(CancellationToken.None))
        {
            await foreach (var page in mailbox.ListItemsAsync(folder, null, CancellationToken.None))
            {
                count += page.Count;
            }
        }

        return count;
    }

    /// <summary>Watches the working set of the first proof: its peak in each tenth of the reading, and after it.</summary>
    private sealed class MemoryWatch(long expected) : IProgress<MigrationEvent>, IDisposable
    {
        private readonly double[] peaks = new double[11];
        private Timer? timer;
        private long read;

        public IEnumerable<double> Peaks => peaks.Take(10);

        public double Last => peaks[10];

        /// <summary>From the second tenth, when everything is warm, to the highest after it.</summary>
        public double Growth => peaks.Skip(2).Max() - peaks[1];

        public void Start() => timer ??= new Timer(_ => Look(), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(100));

        /// <summary>Ends it; what is started afterwards is not watched.</summary>
        public void Dispose() => timer!.Dispose();

        public void Report(MigrationEvent value)
        {
            if (value is MigrationEvent.UserProgress { Snapshot.ItemsDone: var done })
            {
                Interlocked.Exchange(ref read, done);
            }
        }

        private void Look()
        {
            var tenth = (int)Math.Min(10, Interlocked.Read(ref read) * 10 / expected);
            peaks[tenth] = Math.Max(peaks[tenth], Environment.WorkingSet / (1024.0 * 1024.0));
        }
    }
}
