using System.Globalization;
using System.Text;
using ArchiveMigration.Engine.Endpoints;

namespace ArchiveMigration.Engine.Exchange.Authentication;

/// <summary>
/// Exchange Online PowerShell that grants an application its mailbox permissions for some mailboxes only (learn.microsoft.com, "Role Based Access Control for
/// Applications in Exchange Online"). A group decides which, so that nothing is written to a mailbox; whoever marks them otherwise gives a filter.
/// </summary>
/// <param name="endpoint">Tenant and application.</param>
/// <param name="sides">What the application does in this tenant.</param>
/// <param name="project">The project the mailboxes belong to; null = none.</param>
/// <param name="addresses">The mailboxes.</param>
/// <param name="filter">A recipient filter (OPATH) that picks the mailboxes; null = a group that the script makes.</param>
internal sealed class ApplicationScopeScript(MigrationEndpoint endpoint, IReadOnlyList<MigrationSide> sides, string? project, IReadOnlyList<string> addresses, string? filter)
{
    private readonly string name = $"ArchiveMigration {project ?? endpoint.Name}";
    private readonly StringBuilder text = new();

    /// <summary>Writes it.</summary>
    public string Write()
    {
        var permissions = sides.SelectMany(LeastPermissions.For).ToList();
        var tenantWide = permissions.Where(need => need.ExchangeRole is null).Select(need => need.Name).Distinct();
        Line($"# Lets the application {endpoint.ClientId} reach {(project is null ? "chosen mailboxes" : $"the mailboxes of the project {project}")} in {endpoint.TenantId}, and no others.");
        Line("# Run it in Exchange Online PowerShell of that tenant (Connect-ExchangeOnline), as a member of Organization Management.");
        Line($"# In Entra ID then grant {string.Join(", ", tenantWide)} only: a permission granted there holds for every mailbox, whatever is set here.");
        Line("# Exchange applies changes within 30 minutes to 2 hours; the last command shows at once what will hold.");
        Line($"$application = {Quote(endpoint.ClientId)}");
        Line("$objectId = ''   # fill in the Object ID of the enterprise application (Entra ID, Enterprise applications; not that of the registration)");
        Line($"New-ServicePrincipal -AppId $application -ObjectId $objectId -DisplayName {Quote(name)}");
        Line();
        WriteMailboxes();
        Line();
        foreach (var role in permissions.Select(need => need.ExchangeRole).OfType<string>().Distinct())
        {
            Line($"New-ManagementRoleAssignment -App $application -Role {Quote(role)} -CustomResourceScope {Quote(name)}");
        }

        Line();
        Line($"Test-ServicePrincipalAuthorization -Identity $application -Resource {(addresses.Count > 0 ? Quote(addresses[0]) : "anna@example.com")} | Format-Table RoleName, InScope");
        return text.ToString();
    }

    private void WriteMailboxes()
    {
        if (filter is not null)
        {
            Line($"New-ManagementScope -Name {Quote(name)} -RecipientRestrictionFilter {Quote(filter)}");
            return;
        }

        Line("# The mailboxes are those of the group's members; for another wave add or remove members, and nothing else.");
        Line($"$group = New-DistributionGroup -Name {Quote(name)} -Type Security -MemberJoinRestriction Closed");
        Line("Set-DistributionGroup $group.Identity -HiddenFromAddressListsEnabled $true");
        Line("@(");
        foreach (var address in addresses.Count > 0 ? addresses.Select(Quote) : ["'anna@example.com'   # one line for each mailbox"])
        {
            Line($"    {address}");
        }

        Line(") | ForEach-Object { Add-DistributionGroupMember $group.Identity -Member $_ }");
        Line($"New-ManagementScope -Name {Quote(name)} -RecipientRestrictionFilter \"MemberOfGroup -eq '$($group.DistinguishedName -replace \"'\", \"''\")'\"");
    }

    private void Line(string line = "") => text.Append(line).Append('\n');

    /// <summary>PowerShell takes typographic quotation marks for single ones, too.</summary>
    private static string Quote(string value)
    {
        var quoted = new StringBuilder("'");
        foreach (var c in value)
        {
            quoted.Append(c is '\'' or '\u2018' or '\u2019' or '\u201A' or '\u201B' ? string.Create(CultureInfo.InvariantCulture, $"{c}{c}") : c);
        }

        return quoted.Append('\'').ToString();
    }
}
