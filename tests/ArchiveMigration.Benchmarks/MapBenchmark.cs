using System.Diagnostics;
using System.Globalization;
using ArchiveMigration.FastTransfer;
using ArchiveMigration.FastTransfer.Mapping;
using ArchiveMigration.Sandbox.Items;

namespace ArchiveMigration.Benchmarks;

/// <summary>
/// map-read and map-rewrite: the address mapper over mails of 10 KB and items of 10 MB against memcpy of the same bytes, turn about. There are enough
/// different small items that none is still in the processor's nearest cache when it comes again, as in a migration; and as a migration runs for
/// hours, the first seconds, in which the runtime still compiles, are not counted.
/// </summary>
internal static class MapBenchmark
{
    private const int Rounds = 15;
    private const int SmallItems = 2_000;
    private const int ItemsAtOnce = 50;
    private const string Domain = "contoso.example";
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    public static int Run(string name, double barSmall, double barLarge, bool maps)
    {
        var map = AddressMap.Parse(maps ? $"@{Domain}->@fabrikam.example" : "@unused.invalid->@never.invalid");
        var expected = maps ? MappingOutcome.Mapped : MappingOutcome.NothingToMap;
        var small = Measure("10 KB mail", [.. Enumerable.Range(0, SmallItems).Select(number => StandardMail.Make(number, Domain))], map, expected);
        var rich = Measure("10 KB mail of the sandbox", MakeItems(SmallItems, ItemShape.Mail, 10 * 1024), map, expected);
        var large = Measure("10 MB mail with attachments", MakeItems(4, ItemShape.MailWithAttachments, 10 * 1024 * 1024), map, expected);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"10 MB: {large.Ratio:0.00} (bar {barLarge:0.00}); the sandbox's mail: {rich.Ratio:0.00}; bytes allocated an item: {small.Allocated:0}, {rich.Allocated:0} and {large.Allocated:0}"));
        return new Figure(name, small.Ratio, barSmall, HigherIsBetter: true, OtherConditions: large.Ratio >= barLarge && small.Allocated < 1024).Conclude();
    }

    private static (double Ratio, double Allocated) Measure(string what, byte[][] items, AddressMap map, MappingOutcome expected)
    {
        using var mapper = new AddressMapper(map);
        var copy = new byte[items.Max(item => item.Length)];
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < WarmUp)
        {
            Map(mapper, items, expected, what);
        }

        var batches = items.Chunk(ItemsAtOnce).ToList();
        var (copying, mapping) = (new LeastTimes(batches.Count), new LeastTimes(batches.Count));
        var allocated = 0L;
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < batches.Count; i++)
            {
                start = Stopwatch.GetTimestamp();
                foreach (var item in batches[i])
                {
                    item.AsSpan().CopyTo(copy);
                }

                copying.Add(i, Stopwatch.GetElapsedTime(start));
            }

            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < batches.Count; i++)
            {
                start = Stopwatch.GetTimestamp();
                Map(mapper, batches[i], expected, what);
                mapping.Add(i, Stopwatch.GetElapsedTime(start));
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        var ratio = copying.Total / mapping.Total;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: {items.Average(item => item.Length):N0} bytes, {items.Average(CountProperties):N0} properties, memcpy {copying.Total.TotalMicroseconds / items.Length:N2} µs, mapper {mapping.Total.TotalMicroseconds / items.Length:N2} µs, ratio {ratio:0.00}"));
        return (ratio, (double)allocated / items.Length);
    }

    private static void Map(AddressMapper mapper, byte[][] items, MappingOutcome expected, string what)
    {
        foreach (var item in items)
        {
            if (mapper.Map(item, out _) is var outcome && outcome.Outcome != expected)
            {
                throw new InvalidOperationException($"{what}: {outcome}, not {expected}.");
            }
        }
    }

    private static int CountProperties(byte[] item)
    {
        var reader = new FastTransferReader();
        ReadOnlySpan<byte> input = item;
        var count = 0;
        while (reader.Read(ref input, out _) is var element and not FastTransferElement.None)
        {
            count += element == FastTransferElement.Property ? 1 : 0;
        }

        return count;
    }

    private static byte[][] MakeItems(int count, ItemShape shape, long size) => [.. Enumerable.Range(0, count).Select(number =>
    {
        using var item = new MemoryStream();
        ItemFactory.Write(ItemRecipe.For(seed: 1, number, shape, size) with { Domain = Domain }, item);
        return item.ToArray();
    })];

    /// <summary>The least time of each batch over the rounds: short ones, so that some round has it without anything else in between.</summary>
    private sealed class LeastTimes(int count)
    {
        private readonly TimeSpan[] least = [.. Enumerable.Repeat(TimeSpan.MaxValue, count)];

        public TimeSpan Total => least.Aggregate(TimeSpan.Zero, (sum, time) => sum + time);

        public void Add(int batch, TimeSpan time) => least[batch] = time < least[batch] ? time : least[batch];
    }
}
