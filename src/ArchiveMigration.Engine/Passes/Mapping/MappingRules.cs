using ArchiveMigration.Engine.Projects;
using ArchiveMigration.FastTransfer.Mapping;

namespace ArchiveMigration.Engine.Passes.Mapping;

/// <summary>What a project's items are mapped by: the same for copying them and for proving what came of them.</summary>
/// <param name="Map">The rules.</param>
/// <param name="Directory">Who is meant by distinguished names.</param>
/// <param name="Options">What else than the addresses that replies depend on is mapped, and whether retention tags go.</param>
internal sealed record MappingRules(AddressMap Map, AddressDirectory Directory, AddressMapperOptions Options)
{
    private bool MapsAddresses => Map.Rules.Count > 0 || Directory.Count > 0;

    /// <summary>What the options and the recipients come to, or null when there is nothing to map by or to remove: items are then not even decoded.</summary>
    public static MappingRules? Of(ProjectOptions options, AddressDirectory directory)
        => options.RecipientMapping.Count == 0 && directory.Count == 0 && options.RetentionTags == RetentionTags.Keep
            ? null
            : new MappingRules(
                AddressMap.Parse(options.RecipientMapping),
                directory,
                AddressMapperOptions.Default with { MapHeaders = options.MapHeaders, RemoveRetentionTags = options.RetentionTags == RetentionTags.Remove });

    /// <summary>Whether two projects' options, with the same recipients, come to the same.</summary>
    public static bool AreSame(ProjectOptions one, ProjectOptions other)
        => one.MapHeaders == other.MapHeaders && one.RetentionTags == other.RetentionTags && one.RecipientMapping.SequenceEqual(other.RecipientMapping);

    /// <summary>Makes a mapper for items that are whole in memory.</summary>
    /// <param name="observer">Who is told the distinguished names met; nobody when no addresses are mapped.</param>
    public AddressMapper NewMapper(ILegacyAddressObserver? observer = null) => new(Map, Directory, Options, MapsAddresses ? observer : null);

    /// <summary>Makes a planner for items that pass by.</summary>
    /// <param name="observer">As for <see cref="NewMapper"/>.</param>
    public AddressPlanner NewPlanner(ILegacyAddressObserver? observer = null) => new(Map, Directory, Options, MapsAddresses ? observer : null);
}
