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

    [Parameter]
    public SwitchParameter Duplicate { get; set; }

    /// <inheritdoc/>
    protected override void Process() => ForEach(Selection.Projects(Engine.Catalog, Project), project =>
    {
        var users = Selection.Users(Engine.Catalog, project.Name, User);
        var duplicates = Duplicate ? Engine.Catalog.GetUsersOfSharedDestinations(project.Name) : [];
        var others = duplicates.ToLookup(user => user.DestinationAddress, StringComparer.OrdinalIgnoreCase);
        var ids = duplicates.Select(user => user.Id).ToHashSet();

        // With both, one table shows all that wants a look.
        var wanted = users.Where(user => Status is null && !Duplicate || Status?.Contains(user.Status) == true || ids.Contains(user.Id));
        WriteObject(wanted.Select(user => ids.Contains(user.Id) ? Explained(user, others[user.DestinationAddress]) : user), enumerateCollection: true);
    });

    private static MigrationUser Explained(MigrationUser user, IEnumerable<MigrationUser> all)
        => user with { StatusDetail = $"Goes to the same mailbox as {string.Join(", ", all.Where(other => other.Id != user.Id).Select(other => other.SourceAddress).Take(3))}" };
}
