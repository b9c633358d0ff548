using System.Management.Automation;
using ArchiveMigration.Base;
using ArchiveMigration.Binding;
using ArchiveMigration.Completion;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Commands;

/// <summary>Changes users: one user's destination, or the domain of many.</summary>
[Cmdlet(VerbsCommon.Set, "ArchiveMigrationUser", SupportsShouldProcess = true, DefaultParameterSetName = Domain)]
[OutputType(typeof(MigrationUser))]
public class SetArchiveMigrationUserCommand : MigrationStoreCmdlet
{
    private const string Domain = nameof(Domain);
    private const string Address = nameof(Address);

    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ProjectCompleter))]
    [ValidateNotNullOrEmpty]
    public string Project { get; set; } = string.Empty;

    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("SourceAddress", "PrimarySmtpAddress", "EmailAddress", "UserPrincipalName", "Identity")]
    [ArgumentCompleter(typeof(UserCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] User { get; set; } = [];

    [Parameter(Mandatory = true, ParameterSetName = Address)]
    [ValidateNotNullOrEmpty]
    public string? DestinationAddress { get; set; }

    [Parameter(ParameterSetName = Domain)]
    [ValidateNotNullOrEmpty]
    public string? DestinationDomain { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SourceDomain { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? DisplayName { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void Process() => ForEach(User, pattern => ForEach(Selection.Users(Engine.Catalog, Project, [pattern]), Change));

    private void Change(MigrationUser current)
    {
        var user = current with
        {
            SourceAddress = SourceDomain is null ? current.SourceAddress : Addresses.InDomain(current.SourceAddress, SourceDomain, "source"),
            DestinationAddress = DestinationDomain is null
                ? DestinationAddress ?? current.DestinationAddress
                : Addresses.InDomain(current.DestinationAddress, DestinationDomain, "destination"),
            DisplayName = DisplayName ?? current.DisplayName,
        };

        if (!ShouldProcess(current.SourceAddress, $"Change to {user.SourceAddress} -> {user.DestinationAddress} in project {user.Project}"))
        {
            return;
        }

        Engine.Catalog.UpdateUser(user);
        if (PassThru)
        {
            WriteObject(user);
        }
    }
}
