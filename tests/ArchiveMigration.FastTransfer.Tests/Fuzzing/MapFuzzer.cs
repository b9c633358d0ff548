using System.Globalization;
using ArchiveMigration.FastTransfer.Mapping;

namespace ArchiveMigration.FastTransfer.Tests.Fuzzing;

/// <summary>
/// Maps one mutant after the other and judges what comes of each. Every mutant follows from the seed and its index alone. For one thread.
/// </summary>
internal sealed class MapFuzzer : IDisposable
{
    /// <summary>The domain that the seeds' people are in.</summary>
    public const string Source = "src.example";

    private const string Target = "where-they-went.example.org";

    /// <summary>Four of so many mutants are mapped in pieces too.</summary>
    private const ulong PiecesEvery = 64;

    /// <summary>Bytes that mapping any mutant may allocate, an exception and the growth of buffers included, besides four times its length.</summary>
    private const long MostAllocated = 512 << 10;

    private readonly IReadOnlyList<FuzzSeed> seeds;
    private readonly ulong seed;
    private readonly Mutator mutator = new();
    private readonly AddressMap map = AddressMap.Parse($"@{Source}->@{Target}");
    private readonly AddressMapper[] mappers;
    private readonly AddressPlanner[] planners;
    private readonly MappedItemJudge judge = new(new AddressChange(Source, Target, $"eve@{Target}"));
    private readonly LexedItem lexed = new();

    /// <param name="seed">What all mutants follow from.</param>
    /// <param name="seeds">What they are made of.</param>
    /// <param name="knownDn">The distinguished name of eve, who is the only one listed.</param>
    public MapFuzzer(ulong seed, IReadOnlyList<FuzzSeed> seeds, string knownDn)
    {
        (this.seed, this.seeds) = (seed, seeds);
        var directory = new AddressDirectory([new(knownDn, $"eve@{Source}")]);
        var everything = new AddressMapperOptions { MapHeaders = true, MapSipUris = true, RemoveRetentionTags = true };
        var onlyTags = new AddressMapperOptions { RemoveRetentionTags = true };
        mappers = [new(map, directory), new(map, directory, everything), new(AddressMap.Empty, null, onlyTags)];
        planners = [new(map, directory), new(map, directory, everything), new(AddressMap.Empty, null, onlyTags)];
    }

    /// <summary>How many mutants came to each outcome.</summary>
    public long[] Outcomes { get; } = new long[Enum.GetValues<MappingOutcome>().Length];

    /// <summary>How many mutants that a second reader understands the mapper did not.</summary>
    public long TakenForDamaged { get; private set; }

    /// <summary>How many addresses were changed in all.</summary>
    public long AddressCount { get; private set; }

    /// <summary>How many retention properties were taken out in all.</summary>
    public long RemovedCount { get; private set; }

    /// <summary>What came of the last mutant.</summary>
    public AddressMapping Last { get; private set; }

    /// <summary>Makes the mutant with an index; valid until the next.</summary>
    public ReadOnlyMemory<byte> Make(ulong index)
    {
        var random = new MutantRandom(seed, index);
        return mutator.Make(seeds[random.Below(seeds.Count)], ref random);
    }

    /// <summary>Tries the mutant with an index. What is wrong, or null.</summary>
    public string? Try(ulong index)
    {
        var item = Make(index);
        var before = GC.GetAllocatedBytesForCurrentThread();
        AddressMapping result;
        ReadOnlyMemory<byte> mapped;
        try
        {
            result = mappers[OptionsOf(index)].Map(item, out mapped);
        }
        catch (Exception thrown)
        {
            return $"mapping threw {thrown}";
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Last = result;
        Outcomes[(int)result.Outcome]++;
        AddressCount += result.AddressCount;
        RemovedCount += result.RemovedCount;
        return allocated > MostAllocated + (4L * item.Length)
            ? string.Create(CultureInfo.InvariantCulture, $"mapping {item.Length} bytes allocated {allocated}")
            : FindFault(index, item, result, mapped) ?? (index % PiecesEvery < 4 ? FindFaultInPieces(index, item, result, mapped.Span) : null);
    }

    /// <inheritdoc/>
    public void Dispose() => Array.ForEach(mappers, mapper => mapper.Dispose());

    /// <summary>Of four mutants one is mapped with everything that has to be asked for, and one has only its retention tags taken out.</summary>
    private static int OptionsOf(ulong index) => (index % 4) switch { 1 => 1, 3 => 2, _ => 0 };

    private string? FindFault(ulong index, ReadOnlyMemory<byte> item, in AddressMapping result, ReadOnlyMemory<byte> mapped)
    {
        switch (result.Outcome)
        {
            case MappingOutcome.Mapped:
                return result.Length != mapped.Length ? $"the length {mapped.Length} was called {result.Length}" : FindFault(OptionsOf(index), item.Span, mapped.Span);

            case MappingOutcome.NotMapped when lexed.TryRead(item.Span):
                TakenForDamaged++;
                break;

            case MappingOutcome.NothingToMap when !lexed.TryRead(item.Span):
                return "an item that is none was called understood";
        }

        return mapped.Equals(item) ? null : $"{result} did not give back the item itself";
    }

    private string? FindFault(int options, ReadOnlySpan<byte> item, ReadOnlySpan<byte> mapped) =>
        judge.FindFault(item, mapped, mayMapAddresses: options != 2, mayMapHeaders: options == 1, losesTags: options != 0);

    private string? FindFaultInPieces(ulong index, ReadOnlyMemory<byte> item, in AddressMapping expected, ReadOnlySpan<byte> mapped)
    {
        try
        {
            var random = new MutantRandom(~seed, index);
            var planner = planners[OptionsOf(index)];
            planner.Reset();
            for (var rest = item.Span; !rest.IsEmpty;)
            {
                planner.Push(Cut(ref rest, ref random));
            }

            var plan = planner.Complete();
            if ((plan.Outcome, plan.AddressCount, plan.LeftCount, plan.RemovedCount, plan.Reason) != (expected.Outcome, expected.AddressCount, expected.LeftCount, expected.RemovedCount, expected.Reason))
            {
                return $"in pieces: {plan.Outcome} ({plan.AddressCount}, {plan.LeftCount}, {plan.RemovedCount}, {plan.Reason}) instead of {expected}";
            }

            if (plan.Outcome != MappingOutcome.Mapped)
            {
                return null;
            }

            using var output = new MemoryStream();
            using var rewriter = new AddressRewriter(plan, output);
            for (var rest = item.Span; !rest.IsEmpty;)
            {
                rewriter.Push(Cut(ref rest, ref random));
            }

            var result = rewriter.Complete();
            return result != expected ? $"in pieces: {result} instead of {expected}"
                : !output.GetBuffer().AsSpan(0, (int)output.Length).SequenceEqual(mapped) ? "in pieces the mapped item is another"
                : null;
        }
        catch (Exception thrown)
        {
            return $"mapping in pieces threw {thrown}";
        }
    }

    private static ReadOnlySpan<byte> Cut(ref ReadOnlySpan<byte> rest, ref MutantRandom random)
    {
        var piece = rest[..Math.Min(rest.Length, 1 + random.Below(random.OneIn(2) ? 64 : 5_000))];
        rest = rest[piece.Length..];
        return piece;
    }
}
