using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Engine.Companions;

/// <summary>The new addresses of people that settings name: where the project's users move to, and for others what its mapping rules make of them.</summary>
internal sealed class SettingAddresses
{
    private readonly RecipientPreview preview;
    private readonly Dictionary<string, string> users;

    /// <exception cref="MigrationException">ProjectNotFound.</exception>
    public SettingAddresses(IMigrationCatalog catalog, string project)
    {
        preview = new RecipientPreview(catalog, project);
        users = catalog.GetUsers(project).Where(user => user.DestinationAddress.Contains('@', StringComparison.Ordinal))
            .DistinctBy(user => user.SourceAddress, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(user => user.SourceAddress, user => user.DestinationAddress, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The new address, or the same when nothing is for it.</summary>
    public string Map(string address) => TryMap(address) ?? address;

    /// <summary>The new address, or null when nothing is for it.</summary>
    public string? TryMap(string address) => users.TryGetValue(address, out var moved)
        ? moved
        : preview.Of(address) is { Outcome: RecipientMappingOutcome.Mapped or RecipientMappingOutcome.DestinationDiffers } mapped ? mapped.MappedAddress : null;
}
