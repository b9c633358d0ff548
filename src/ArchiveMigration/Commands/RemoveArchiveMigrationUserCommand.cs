using System.Management.Automation;
using ArchiveMigration.Base;
using ArchiveMigration.Binding;
using ArchiveMigration.Completion;

namespace ArchiveMigration.Commands;

/// <summary>Removes users from a project with the record of what was migrated. Mailboxes are not touched.</summary>
[Cmdlet(VerbsCommon.Remove, "ArchiveMigrationUser", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public class RemoveArchiveMigrationUserCommand : MigrationStoreCmdlet
{
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

    /// <inheritdoc/>
    protected override void Process() => ForEach(User, pattern => ForEach(Selection.Users(Engine.Catalog, Project, [pattern]), user =>
    {
        if (ShouldProcess(user.SourceAddress, $"Remove from project {user.Project} with the record of what was migrated; mailboxes are not touched"))
        {
            Engine.Catalog.RemoveUser(user.Id);
        }
    }));
}
