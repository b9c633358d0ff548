using System.Management.Automation;
using ArchiveMigration.Base;
using ArchiveMigration.Binding;
using ArchiveMigration.Completion;
using ArchiveMigration.Engine;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Commands;

/// <summary>Shows the users of projects.</summary>
[Cmdlet(VerbsCommon.Get, "ArchiveMigrationUser")]
[OutputType(typeof(MigrationUser))]
public class GetArchiveMigrationUserCommand : MigrationStoreCmdlet
{
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [ArgumentCompleter(typeof(ProjectCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string Project { get; set; } = "*";

    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("SourceAddress", "PrimarySmtpAddress", "EmailAddress", "UserPrincipalName", "Identity")]
    [ArgumentCompleter(typeof(UserCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? User { get; set; }

    [Parameter]
    public MigrationStatus[]? Status { get; set; }

    /// <inheritdoc/>
    protected override void Process() => ForEach(Selection.Projects(Engine.Catalog, Project), project =>
    {
        var users = Selection.Users(Engine.Catalog, project.Name, User);
        WriteObject(users.Where(user => Status is null || Status.Contains(user.Status)), enumerateCollection: true);
    });
}
