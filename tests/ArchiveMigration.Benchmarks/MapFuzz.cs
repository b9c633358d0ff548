using System.Diagnostics;
using System.Globalization;
using ArchiveMigration.FastTransfer.Mapping;
using ArchiveMigration.FastTransfer.Tests.Fuzzing;
using ArchiveMigration.FastTransfer.Tests.Mapping;
using ArchiveMigration.FastTransfer.Tests.Samples;
using ArchiveMigration.Sandbox.Items;

namespace ArchiveMigration.Benchmarks;

/// <summary>
/// map-fuzz: mutants of items of every shape through the address mapper, on all cores. None may throw, hang, take much memory, or change a byte for
/// which there is no reason; the judge of that shares nothing with the mapper. Each mutant follows from the seed and its index and can be replayed.
/// </summary>
internal sealed class MapFuzz
{
    private const ulong AtOnce = 2_000;
    private const int ItemsOfShape = 12;
    private const int MostFaults = 20;
    private static readonly TimeSpan LongestMutant = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(30);

    private readonly MapFuzzArguments arguments;
    private readonly FuzzSeed[] seeds = [.. MakeSeeds()];
    private readonly List<Worker> workers = [];
    private ulong next;
    private int faults;

    private MapFuzz(MapFuzzArguments arguments) => this.arguments = arguments;

    public static int Run(IReadOnlyList<string> args)
    {
        if (MapFuzzArguments.Parse(args) is { } arguments)
        {
            var fuzz = new MapFuzz(arguments);
            return arguments.Replay is { } index ? fuzz.Replay(index) : fuzz.RunAll();
        }

        Console.Error.WriteLine($"Usage: {MapFuzzArguments.Usage}");
        return 2;
    }

    private int RunAll()
    {
        var clock = Stopwatch.StartNew();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{arguments.Mutants} mutants of {seeds.Length} items, seed {arguments.Seed}, on {Environment.ProcessorCount} cores"));
        workers.AddRange(Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Worker(this)));
        workers.ForEach(worker => worker.Start());
        var reported = TimeSpan.Zero;
        while (!workers.TrueForAll(worker => worker.IsDone(TimeSpan.FromMilliseconds(100))))
        {
            if (workers.Find(worker => worker.HasHung(LongestMutant)) is { } hung)
            {
                Report(hung.Index, string.Create(CultureInfo.InvariantCulture, $"still not done after {LongestMutant.TotalSeconds:0} s"));
                return Conclude(clock.Elapsed);
            }

            if (clock.Elapsed - reported > ReportEvery)
            {
                reported = clock.Elapsed;
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Math.Min(Volatile.Read(ref next), arguments.Mutants)} after {clock.Elapsed.TotalSeconds:0} s"));
            }
        }

        return Conclude(clock.Elapsed);
    }

    private int Replay(ulong index)
    {
        using var fuzzer = NewFuzzer();
        var fault = fuzzer.Try(index);
        if (arguments.Out is { } path)
        {
            File.WriteAllBytes(path, fuzzer.Make(index).ToArray());
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"mutant {index} of seed {arguments.Seed}, {fuzzer.Make(index).Length} bytes: {fuzzer.Last}"));
        Console.WriteLine(fault ?? "no fault");
        return fault is null ? 0 : 1;
    }

    private MapFuzzer NewFuzzer() => new(arguments.Seed, seeds, knownDn: RichItem.Dn + "2");

    private void Report(ulong index, string fault)
    {
        Interlocked.Increment(ref faults);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"FAULT --seed {arguments.Seed} --replay {index}: {fault}"));
    }

    private int Conclude(TimeSpan time)
    {
        var counts = workers.Select(worker => worker.Fuzzer.Outcomes).Aggregate(new long[3], (sum, one) => [.. sum.Zip(one, (a, b) => a + b)]);
        var (mapped, nothing, refused) = (counts[(int)MappingOutcome.Mapped], counts[(int)MappingOutcome.NothingToMap], counts[(int)MappingOutcome.NotMapped]);
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{time.TotalSeconds:0} s, peak working set {process.PeakWorkingSet64 >> 20} MB, {workers.Sum(worker => worker.Fuzzer.AddressCount)} addresses changed, {workers.Sum(worker => worker.Fuzzer.RemovedCount)} retention properties taken out; of those not understood a second reader could read {workers.Sum(worker => worker.Fuzzer.TakenForDamaged)}"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"mutants {mapped + nothing + refused}, mapped {mapped}, nothing to map {nothing}, not understood {refused}, faults {faults}"));
        return faults == 0 ? 0 : 1;
    }

    private static IEnumerable<FuzzSeed> MakeSeeds()
    {
        yield return new FuzzSeed(SelfMadeItem.Before);
        yield return new FuzzSeed(RichItem.Of(MapFuzzer.Source, isLarge: false));
        yield return new FuzzSeed(RichItem.Of("elsewhere.example", isLarge: false));
        yield return new FuzzSeed(RichItem.Of(MapFuzzer.Source));
        foreach (var shape in Enum.GetValues<ItemShape>())
        {
            for (var number = 0; number < ItemsOfShape; number++)
            {
                // Most as small as their properties allow, for speed; a few of all properties, and of several records.
                using var item = new MemoryStream();
                var recipe = ItemRecipe.For(seed: 11, number, shape, size: number switch { 0 => 40_000, < 4 => 9_000, _ => 2_000 }) with
                {
                    Domain = number % 3 == 2 ? "elsewhere.example" : MapFuzzer.Source,
                    IsUnderRetention = true,
                };
                ItemFactory.Write(recipe, item);
                yield return new FuzzSeed(item.ToArray());
            }
        }
    }

    /// <summary>Takes some mutants after the other on a thread of its own.</summary>
    private sealed class Worker(MapFuzz fuzz)
    {
        private Thread? thread;
        private ulong index;
        private long started;

        public MapFuzzer Fuzzer { get; } = fuzz.NewFuzzer();

        /// <summary>The mutant it is at.</summary>
        public ulong Index => Volatile.Read(ref index);

        public void Start()
        {
            Volatile.Write(ref started, Stopwatch.GetTimestamp());
            thread = new Thread(Work) { IsBackground = true };
            thread.Start();
        }

        public bool IsDone(TimeSpan wait) => thread!.Join(wait);

        public bool HasHung(TimeSpan most) => !IsDone(TimeSpan.Zero) && Stopwatch.GetElapsedTime(Volatile.Read(ref started)) > most;

        private void Work()
        {
            for (var first = Take(); first < fuzz.arguments.Mutants && Volatile.Read(ref fuzz.faults) < MostFaults; first = Take())
            {
                for (var at = first; at < Math.Min(first + AtOnce, fuzz.arguments.Mutants); at++)
                {
                    Volatile.Write(ref index, at);
                    Volatile.Write(ref started, Stopwatch.GetTimestamp());
                    if (Fuzzer.Try(at) is { } fault)
                    {
                        fuzz.Report(at, fault);
                    }
                }
            }
        }

        private ulong Take() => Interlocked.Add(ref fuzz.next, AtOnce) - AtOnce;
    }
}
