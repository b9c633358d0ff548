using System.Collections.Concurrent;

namespace ArchiveMigration.Engine.Passes.Mapping;

/// <summary>
/// The mappers of a run, shared by all its lanes. Mapping keeps a processor busy and waits for nothing, so more mappers than processors would only
/// hold memory: some megabytes each, once they have met a large item. A lane that waits for one holds up nobody whom it waits for.
/// </summary>
internal sealed class ItemMappers(MappingRules rules) : IDisposable
{
    private const int MostAtOnce = 8;

    private readonly SemaphoreSlim free = new(Math.Min(Environment.ProcessorCount, MostAtOnce));
    private readonly ConcurrentBag<BufferedItemMapper> idle = [];

    /// <summary>What they map by.</summary>
    public MappingRules Rules => rules;

    /// <summary>Maps an item that is whole in memory.</summary>
    public async ValueTask<MappingReport> MapAsync(ItemBuffer text, CancellationToken cancellationToken)
    {
        await free.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!idle.TryTake(out var mapper))
            {
                mapper = new BufferedItemMapper(rules);
            }

            try
            {
                return mapper.Map(text);
            }
            finally
            {
                idle.Add(mapper);
            }
        }
        finally
        {
            free.Release();
        }
    }

    public void Dispose()
    {
        while (idle.TryTake(out var mapper))
        {
            mapper.Dispose();
        }

        free.Dispose();
    }
}
