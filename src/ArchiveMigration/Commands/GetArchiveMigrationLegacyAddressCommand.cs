using System.Management.Automation;
using ArchiveMigration.Base;
using ArchiveMigration.Engine.Reports;

namespace ArchiveMigration.Commands;

/// <summary>
/// Shows the internal names (legacyExchangeDN) of the old tenant that were met in migrated items, and the new mailboxes that should have them as X500 addresses;
/// or writes the script that gives them to them.
/// </summary>
[Cmdlet(VerbsCommon.Get, "ArchiveMigrationLegacyAddress")]
[OutputType(typeof(LegacyAddressMatch), typeof(string))]
public sealed class GetArchiveMigrationLegacyAddressCommand : ProjectUsersCmdlet
{
    /// <summary>Only names that stayed somewhere.</summary>
    [Parameter]
    public SwitchParameter UnmappedOnly { get; set; }

    /// <summary>Writes a script for Exchange Online in place of objects.</summary>
    [Parameter]
    public SwitchParameter AsScript { get; set; }

    /// <summary>Once for all users of a project: a name met at ten of them is one.</summary>
    protected override void Finish() => ForEach(Gathered.All, selection =>
    {
        IReadOnlyList<LegacyAddressMatch> all = [];
        Run(async cancellationToken => all = await Engine.MatchLegacyAddressesAsync(selection.Project, selection.Addresses, cancellationToken).ConfigureAwait(false));
        IReadOnlyList<LegacyAddressMatch> matches = UnmappedOnly ? [.. all.Where(match => match.UnmappedCount > 0)] : all;
        if (all.Count == 0 && Engine.Catalog.GetProject(selection.Project).Options.RecipientMapping.Count == 0)
        {
            WriteWarning($"Project {selection.Project} has no mapping rules, so nobody looked into the items: which names are in them is not known. Set-ArchiveMigrationProject {selection.Project} -RecipientMapping sets rules for what is migrated from then on.");
        }

        if (AsScript)
        {
            WriteObject(X500Script.Lines(selection.Project, matches, DateTimeOffset.UtcNow), enumerateCollection: true);
        }
        else
        {
            WriteObject(matches, enumerateCollection: true);
        }
    });
}
