using System.Collections.Concurrent;
using ArchiveMigration.FastTransfer.Mapping;

namespace ArchiveMigration.Engine.Passes.Mapping;

/// <summary>
/// The mappers of a run, shared by all its lanes. Mapping keeps a processor busy and waits for nothing, so more mappers than processors would only
/// hold memory: some megabytes each, once they have met a large item. A lane that waits for one holds up nobody whom it waits for.
/// </summary>
internal sealed class ItemMappers(AddressMap map, AddressDirectory directory, AddressMapperOptions options) : IDisposable
{
    private const int MostAtOnce = 8;

    private readonly SemaphoreSlim free = new(Math.Min(Environment.ProcessorCount, MostAtOnce));
    private readonly ConcurrentBag<BufferedItemMapper> idle = [];

    /// <summary>The rules.</summary>
    public AddressMap Map => map;

    /// <summary>Who is meant by distinguished names.</summary>
    public AddressDirectory Directory => directory;

    /// <summary>What else than the addresses that replies depend on is mapped.</summary>
    public AddressMapperOptions Options => options;

    /// <summary>Maps an item that is whole in memory.</summary>
    public async ValueTask<MappingReport> MapAsync(ItemBuffer text, CancellationToken cancellationToken)
    {
        await free.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!idle.TryTake(out var mapper))
            {
                mapper = new BufferedItemMapper(map, directory, options);
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
