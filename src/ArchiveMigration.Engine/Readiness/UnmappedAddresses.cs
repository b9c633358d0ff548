using System.Globalization;
using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Reports;

namespace ArchiveMigration.Engine.Readiness;

/// <summary>
/// Addresses that a project's mapping does not know: the user's own, and old internal names met in items by earlier passes. Nothing is said where mapping is off. Reads the
/// project once.
/// </summary>
internal sealed class UnmappedAddresses(IMigrationCatalog catalog, MigrationProject project, ILedger ledger)
{
    private readonly RecipientPreview preview = new(catalog, project.Name);
    private readonly LegacyAddressMatching matching = new(catalog, project);

    public async Task<ReadinessFinding?> FindAsync(MigrationUser user, CancellationToken cancellationToken)
    {
        if (preview.RuleCount == 0)
        {
            return null;
        }

        if (preview.Of(user.SourceAddress).Outcome == RecipientMappingOutcome.NoRule)
        {
            return Finding(
                $"No rule of {project.Name} maps {user.SourceAddress}: in items it stays as it is.",
                $"Set-ArchiveMigrationProject {project.Name} -RecipientMapping … ; Test-ArchiveMigrationRecipientMapping shows what rules do.");
        }

        var met = await ledger.ReadLegacyAddressesAsync([user.Id], cancellationToken).ConfigureAwait(false);
        var unknown = met.Select(matching.Match).Count(match => match.MatchedBy == LegacyAddressMatchKind.None);
        return unknown == 0
            ? null
            : Finding(
                string.Create(CultureInfo.InvariantCulture, $"{unknown:N0} old internal {(unknown == 1 ? "name" : "names")} in the items of {user.SourceAddress} lead to nobody: answers to such items will fail."),
                $"Get-ArchiveMigrationLegacyAddress {project.Name} {user.SourceAddress} lists them; Add-ArchiveMigrationRecipient tells who they are.");
    }

    private static ReadinessFinding Finding(string message, string remedy) => new(ReadinessFindingKind.AddressesNotMapped, ReadinessVerdict.Warning, "Source", message, remedy);
}
