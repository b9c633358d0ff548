using System.Diagnostics;
using System.Globalization;
using ArchiveMigration.Engine;
using ArchiveMigration.Engine.Exchange;
using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Passes;
using ArchiveMigration.Engine.Progress;

namespace ArchiveMigration.Benchmarks;

/// <summary>
/// million: one mailbox of 1,000,000 items is discovered and matched; the peak memory in the second tenth is held against that in the last, and the
/// statistics are read from a second connection, as Get-MigrationStatistics does.
/// </summary>
internal static class MillionBenchmark
{
    private const int Items = 1_000_000;
    private const long ItemSize = 3 * 1024;
    private const double MostGrowthMegabytes = 50;
    private const double MostSeconds = 1;

    public static async Task<int> RunAsync()
    {
        await using var sandbox = await SandboxProcess.StartAsync(new Load(1, Items, ItemSize));
        await using var migration = new MigrationUnderTest(sandbox.Access, 1, "All");
        var user = migration.Engine.Catalog.GetUsers(MigrationUnderTest.Project)[0];
        using var store = SqliteStore.Open(migration.Engine.StorePath, TimeProvider.System);
        var services = new MicrosoftMailboxServices(TimeProvider.System, PaceLimits.None);
        await using var source = services.Create(migration.Engine.Catalog.GetEndpoint("Source"), null);
        await using var destination = services.Create(migration.Engine.Catalog.GetEndpoint("Destination"), null);

        var memory = new MemoryWatch();
        var meter = new UserMeter(user.SourceAddress, memory, TimeProvider.System);
        var context = new PassContext
        {
            PassId = await store.Ledger.BeginPassAsync(user.Id, PassKind.Full, CancellationToken.None),
            User = user,
            Options = migration.Engine.Catalog.GetProject(MigrationUnderTest.Project).Options,
            Source = await source.OpenMailboxAsync(user.SourceAddress, MailboxKind.Archive, CancellationToken.None),
            Destination = await destination.OpenMailboxAsync(user.DestinationAddress, MailboxKind.Archive, CancellationToken.None),
            Ledger = store.Ledger,
            Budget = new ByteBudget(64 * 1024 * 1024),
            Meter = meter,
            SettleTime = TimeSpan.Zero,
            Time = TimeProvider.System,
        };
        var watch = Stopwatch.StartNew();
        await new Discovery(context, new DestinationMatch(context)).RunAsync(CancellationToken.None);
        await store.Ledger.FlushAsync(CancellationToken.None);
        Console.WriteLine($"discovered and matched {Items:N0} items in {watch.Elapsed.TotalSeconds:N0} s");

        var growth = memory.GrowthMegabytes;
        Console.WriteLine($"peak memory in each tenth: {string.Join(", ", memory.Peaks.Select(peak => peak.ToString("N0", CultureInfo.InvariantCulture)))} MB; growth {growth:N0} MB (bar {MostGrowthMegabytes:N0})");
        Console.WriteLine($"store: {StoreBytes(migration.Engine.StorePath) / (double)Items:N0} bytes an item");

        await using var reader = new MigrationEngine(migration.Engine.StorePath);
        watch.Restart();
        var statistics = await reader.GetStatisticsAsync(MigrationUnderTest.Project, CancellationToken.None);
        var seconds = watch.Elapsed.TotalSeconds;
        Console.WriteLine($"statistics of {statistics[0].TotalItemCount:N0} items in {seconds * 1000:N0} ms");
        var isComplete = statistics[0].PendingItemCount == Items;
        return new Figure("million", seconds, MostSeconds, HigherIsBetter: false, OtherConditions: isComplete && growth <= MostGrowthMegabytes).Conclude();
    }

    // What is written is in the write-ahead log until it is moved into the file.
    private static long StoreBytes(string path) => new[] { path, path + "-wal" }.Where(File.Exists).Sum(file => new FileInfo(file).Length);

    /// <summary>Watches the working set: its peak in each tenth of the items.</summary>
    private sealed class MemoryWatch : IProgress<MigrationEvent>
    {
        private readonly Process self = Process.GetCurrentProcess();
        private readonly double[] peaks = new double[10];

        public IReadOnlyList<double> Peaks => peaks;

        /// <summary>From the second tenth, when everything is warm, to the last.</summary>
        public double GrowthMegabytes => peaks[^1] - peaks[1];

        public void Report(MigrationEvent value)
        {
            if (value is MigrationEvent.UserProgress { Snapshot.ItemsTotal: > 0 and var listed })
            {
                self.Refresh();
                var tenth = (int)Math.Min(9, listed * 10 / Items);
                peaks[tenth] = Math.Max(peaks[tenth], self.WorkingSet64 / (1024.0 * 1024.0));
            }
        }
    }
}
