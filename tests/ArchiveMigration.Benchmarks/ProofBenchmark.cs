using System.Diagnostics;
using System.Globalization;
using ArchiveMigration.Engine.Exchange;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Progress;
using ArchiveMigration.Engine.Proof;

namespace ArchiveMigration.Benchmarks;

/// <summary>
/// proof: a mailbox of 1,000,000 items is proved, against a bare loop over the listings of both sides before and after, on the same service. The working set is
/// watched over the whole proof, the comparison at its end included.
/// </summary>
internal static class ProofBenchmark
{
    private const long ItemSize = 3 * 1024;
    private const double Bar = 0.9;
    private const double MostGrowthMegabytes = 50;

    public static async Task<int> RunAsync(int items)
    {
        await using var sandbox = await SandboxProcess.StartAsync(new Load(1, items, ItemSize, LoadKind.Arrived));
        await using var migration = new MigrationUnderTest(sandbox.Access, mailboxes: 1, targetRoot: null);
        var watch = Stopwatch.StartNew();
        await migration.RunAsync(items);
        Console.WriteLine($"a pass that found {items:N0} items at the destination: {watch.Elapsed.TotalSeconds:N0} s");

        var before = await BareAsync(migration, items);
        using var memory = new MemoryWatch(items * 2L);
        watch.Restart();
        var proof = await migration.Engine.ProveAsync(MigrationUnderTest.Project, new ProofRequest(), memory, CancellationToken.None);
        var proved = watch.Elapsed;
        memory.Dispose();
        var after = await BareAsync(migration, items);

        Console.WriteLine($"proof {proved.TotalSeconds:N1} s; bare listing of both sides {before.TotalSeconds:N1} s before and {after.TotalSeconds:N1} s after");
        Console.WriteLine($"peak memory in each tenth: {string.Join(", ", memory.Peaks.Select(peak => peak.ToString("N0", CultureInfo.InvariantCulture)))} MB, while comparing {memory.Last:N0} MB; growth {memory.Growth:N0} MB (bar {MostGrowthMegabytes:N0})");
        var isComplete = proof.Verdict == ProofVerdict.Complete && proof.Verified == items;
        return new Figure("proof", ((before + after) / 2) / proved, Bar, HigherIsBetter: true, isComplete && memory.Growth <= MostGrowthMegabytes).Conclude();
    }

    /// <summary>Lists both sides at the same time, as the proof does, and does nothing with what comes.</summary>
    private static async Task<TimeSpan> BareAsync(MigrationUnderTest migration, int items)
    {
        var user = migration.Engine.Catalog.GetUsers(MigrationUnderTest.Project)[0];
        var services = new MicrosoftMailboxServices(TimeProvider.System, PaceLimits.None);
        var watch = Stopwatch.StartNew();
        await using var source = services.Create(migration.Engine.Catalog.GetEndpoint("Source"), null);
        await using var destination = services.Create(migration.Engine.Catalog.GetEndpoint("Destination"), null);
        var counts = await Task.WhenAll(CountAsync(source, user.SourceAddress), CountAsync(destination, user.DestinationAddress));
        return counts.All(count => count == items) ? watch.Elapsed : throw new InvalidOperationException($"The listings have {string.Join(" and ", counts)} items instead of {items}.");
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

    /// <summary>Watches the working set: its peak in each tenth of the reading, and after it.</summary>
    private sealed class MemoryWatch : IProgress<MigrationEvent>, IDisposable
    {
        private readonly long expected;
        private readonly double[] peaks = new double[11];
        private readonly Timer timer;
        private long read;

        public MemoryWatch(long expected)
        {
            this.expected = expected;
            timer = new Timer(_ => Look(), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(100));
        }

        public IEnumerable<double> Peaks => peaks.Take(10);

        public double Last => peaks[10];

        /// <summary>From the second tenth, when everything is warm, to the highest after it.</summary>
        public double Growth => peaks.Skip(2).Max() - peaks[1];

        public void Dispose() => timer.Dispose();

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
