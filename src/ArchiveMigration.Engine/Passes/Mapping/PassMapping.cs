using System.Collections.Concurrent;

namespace ArchiveMigration.Engine.Passes.Mapping;

/// <summary>The mapping of addresses in one user's pass, and the removal of retention tags.</summary>
internal sealed class PassMapping(ItemMappers mappers)
{
    private readonly ConcurrentDictionary<long, string> given = new();

    /// <summary>The mappers, shared with other users.</summary>
    public ItemMappers Mappers => mappers;

    /// <summary>Gives up mapping an item: when it is tried again it goes byte for byte.</summary>
    public void GiveUp(long itemKey, string reason) => given[itemKey] = reason;

    /// <summary>The report of an item whose mapping was given up, or null.</summary>
    public MappingReport? GivenUp(long itemKey) => given.TryGetValue(itemKey, out var reason) ? MappingReport.NotMapped(reason) : null;
}
