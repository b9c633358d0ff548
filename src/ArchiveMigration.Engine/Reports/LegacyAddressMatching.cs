using ArchiveMigration.Engine.Projects;
using ArchiveMigration.FastTransfer.Mapping;

namespace ArchiveMigration.Engine.Reports;

/// <summary>Finds the new mailboxes of old internal names: through the SMTP address to a user of the project, or by its mapping rules.</summary>
internal sealed class LegacyAddressMatching
{
    private readonly string project;
    private readonly AddressMap map;
    private readonly AddressDirectory recipients;
    private readonly Dictionary<string, string> destinations = new(StringComparer.OrdinalIgnoreCase);

    public LegacyAddressMatching(IMigrationCatalog catalog, MigrationProject project)
    {
        this.project = project.Name;
        map = RecipientMapping.Parse(project.Options.RecipientMapping);
        recipients = catalog.GetAddressDirectory(project.Name);
        var users = catalog.GetUsers(project.Name).Where(user => user.Status != MigrationStatus.Unmatched).ToList();
        foreach (var user in users)
        {
            destinations.TryAdd(user.SourceAddress, user.DestinationAddress);
        }

        // An address that is a destination already is its own: items may have been written after a change of domain. A source address comes first.
        foreach (var user in users)
        {
            destinations.TryAdd(user.DestinationAddress, user.DestinationAddress);
        }
    }

    public LegacyAddressMatch Match(LegacyAddressStatistics met)
    {
        var smtp = met.SmtpAddress ?? (recipients.TryGet(met.LegacyDn, out var known) ? known : null);
        var (destination, kind) = DestinationOf(smtp);
        return new LegacyAddressMatch
        {
            Project = project,
            LegacyExchangeDN = met.LegacyDn,
            Count = met.Count,
            UnmappedCount = met.UnmappedCount,
            ItemCount = met.ItemCount,
            SmtpAddress = smtp,
            DestinationAddress = destination,
            MatchedBy = kind,
        };
    }

    private (string? Address, LegacyAddressMatchKind Kind) DestinationOf(string? smtp)
        => smtp is null ? (null, LegacyAddressMatchKind.None)
            : destinations.TryGetValue(smtp, out var destination) ? (destination, LegacyAddressMatchKind.User)
            : map.TryMap(smtp, out var mapped) ? (mapped, LegacyAddressMatchKind.Rule)
            : (null, LegacyAddressMatchKind.None);
}
