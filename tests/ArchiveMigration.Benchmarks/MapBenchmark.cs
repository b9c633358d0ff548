using System.Diagnostics;
using System.Globalization;
using ArchiveMigration.FastTransfer.Mapping;
using ArchiveMigration.Sandbox.Items;

namespace ArchiveMigration.Benchmarks;

/// <summary>
/// map-read and map-rewrite: the address mapper over items of 10 KB and of 10 MB against memcpy of the same bytes, turn about. There are enough different
/// small items that none is still in the processor's nearest cache when it comes again, as in a migration.
/// </summary>
internal static class MapBenchmark
{
    private const int Rounds = 15;
    private const string Domain = "contoso.example";

    public static int Run(string name, double barSmall, double barLarge, bool maps)
    {
        var map = AddressMap.Parse(maps ? $"@{Domain}->@fabrikam.example" : "@unused.invalid->@never.invalid");
        var expected = maps ? MappingOutcome.Mapped : MappingOutcome.NothingToMap;
        var small = Measure("10 KB mail", MakeItems(2_000, ItemShape.Mail, 10 * 1024), map, expected);
        var large = Measure("10 MB mail with attachments", MakeItems(4, ItemShape.MailWithAttachments, 10 * 1024 * 1024), map, expected);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"10 MB: {large.Ratio:0.00} (bar {barLarge:0.00}); bytes allocated an item: {small.Allocated:0} and {large.Allocated:0}"));
        return new Figure(name, small.Ratio, barSmall, HigherIsBetter: true, OtherConditions: large.Ratio >= barLarge && small.Allocated < 1024).Conclude();
    }

    private static (double Ratio, double Allocated) Measure(string what, byte[][] items, AddressMap map, MappingOutcome expected)
    {
        using var mapper = new AddressMapper(map);
        var copy = new byte[items.Max(item => item.Length)];
        var (copying, mapping) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        var allocated = 0L;
        for (var round = 0; round < Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            foreach (var item in items)
            {
                item.AsSpan().CopyTo(copy);
            }

            copying = Min(copying, Stopwatch.GetElapsedTime(start));
            var before = GC.GetAllocatedBytesForCurrentThread();
            start = Stopwatch.GetTimestamp();
            foreach (var item in items)
            {
                if (mapper.Map(item, out _) is var outcome && outcome.Outcome != expected)
                {
                    throw new InvalidOperationException($"{what}: {outcome}, not {expected}.");
                }
            }

            mapping = Min(mapping, Stopwatch.GetElapsedTime(start));
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        var bytes = items.Average(item => item.Length);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {bytes:N0} bytes, memcpy {copying.TotalMicroseconds / items.Length:N2} µs, mapper {mapping.TotalMicroseconds / items.Length:N2} µs, ratio {copying / mapping:0.00}"));
        return (copying / mapping, (double)allocated / items.Length);
    }

    private static byte[][] MakeItems(int count, ItemShape shape, long size) => [.. Enumerable.Range(0, count).Select(number =>
    {
        using var item = new MemoryStream();
        ItemFactory.Write(ItemRecipe.For(seed: 1, number, shape, size) with { Domain = Domain }, item);
        return item.ToArray();
    })];

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
