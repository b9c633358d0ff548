using System.Diagnostics;

namespace ArchiveMigration.Benchmarks;

/// <summary>
/// memory and memory-mapped: the peak of the whole process while 8 mailboxes move items of 150 MB at once, with 1 item each and with several each,
/// without and with addresses mapped in them. Each count runs in a process of its own, so that the peaks do not mix.
/// </summary>
internal static class MemoryBenchmark
{
    private const int Mailboxes = 8;
    private const long ItemSize = 150L * 1024 * 1024;
    private const double BarMegabytes = 400;

    public static async Task<int> RunAsync(string name, int mostItemsEach, bool maps)
    {
        var few = await PeakInOwnProcessAsync(itemsEach: 1, maps);
        var many = await PeakInOwnProcessAsync(mostItemsEach, maps);
        Console.WriteLine($"peak with {Mailboxes} items {few:N0} MB, with {Mailboxes * mostItemsEach} items {many:N0} MB");
        return new Figure(name, Math.Max(few, many), BarMegabytes, HigherIsBetter: false).Conclude();
    }

    /// <summary>The inner process: migrates and prints its own peak in bytes.</summary>
    public static async Task<int> MeasureAsync(int itemsEach, bool maps)
    {
        await using var sandbox = await SandboxProcess.StartAsync(new Load(Mailboxes, itemsEach, ItemSize, maps ? LoadKind.WithPeople : LoadKind.Plain));
        await using var migration = new MigrationUnderTest(sandbox.Access, Mailboxes, "All", recipientMapping: maps ? [MigrationUnderTest.Rule] : []);
        var watch = Stopwatch.StartNew();
        var result = await migration.RunAsync(Mailboxes * itemsEach);
        if (maps && result.Users.Sum(user => user.MappedItemCount) != Mailboxes * itemsEach)
        {
            throw new InvalidOperationException("The addresses in some items were not mapped.");
        }

        using var self = Process.GetCurrentProcess();
        Console.Error.WriteLine($"{Mailboxes * itemsEach} items of 150 MB in {watch.Elapsed.TotalSeconds:N0} s");
        Console.WriteLine(self.PeakWorkingSet64);
        return 0;
    }

    private static async Task<double> PeakInOwnProcessAsync(int itemsEach, bool maps)
    {
        using var process = SandboxProcess.StartSelf("memory-run", itemsEach.ToString(System.Globalization.CultureInfo.InvariantCulture), maps.ToString());
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? long.Parse(output.Trim(), System.Globalization.CultureInfo.InvariantCulture) / (1024.0 * 1024.0)
            : throw new InvalidOperationException($"The measured process ended with {process.ExitCode}.");
    }
}
