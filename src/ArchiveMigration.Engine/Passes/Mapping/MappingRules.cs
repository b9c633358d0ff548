using ArchiveMigration.Engine.Projects;
using ArchiveMigration.FastTransfer.Mapping;

namespace ArchiveMigration.Engine.Passes.Mapping;

/// <summary>What a project's items are mapped by: the same for copying them and for proving what came of them.</summary>
/// <param name="Map">The rules.</param>
/// <param name="Directory">Who is meant by distinguished names.</param>
/// <param name="Options">What else than the addresses that replies depend on is mapped.</param>
internal sealed record MappingRules(AddressMap Map, AddressDirectory Directory, AddressMapperOptions Options)
{
    /// <summary>What the options and the recipients come to, or null when there is nothing to map by: items are then not even decoded.</summary>
    public static MappingRules? Of(ProjectOptions options, AddressDirectory directory)
        => options.RecipientMapping.Count == 0 && directory.Count == 0
            ? null
            : new MappingRules(AddressMap.Parse(options.RecipientMapping), directory, options.MapHeaders ? AddressMapperOptions.Default with { MapHeaders = true } : AddressMapperOptions.Default);

    /// <summary>Makes a mapper for items that are whole in memory.</summary>
    public AddressMapper NewMapper(ILegacyAddressObserver? observer = null) => new(Map, Directory, Options, observer);

    /// <summary>Makes a planner for items that pass by.</summary>
    public AddressPlanner NewPlanner(ILegacyAddressObserver? observer = null) => new(Map, Directory, Options, observer);
}
