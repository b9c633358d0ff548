using System.Management.Automation;
using ArchiveMigration.Binding;
using ArchiveMigration.Completion;
using ArchiveMigration.Engine.Endpoints;

namespace ArchiveMigration.Base;

/// <summary>A command over a project or some of its users, named or piped in; by itself it gathers them and works when the pipeline has ended.</summary>
public abstract class ProjectUsersCmdlet : MigrationStoreCmdlet
{
    /// <summary>The project.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [ArgumentCompleter(typeof(ProjectCompleter))]
    [ValidateNotNullOrEmpty]
    public string Project { get; set; } = string.Empty;

    /// <summary>Users by source or destination address, with wildcards; none = all of the project.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("SourceAddress", "PrimarySmtpAddress", "EmailAddress", "UserPrincipalName", "Identity")]
    [ArgumentCompleter(typeof(UserCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? User { get; set; }

    /// <summary>Who was named so far.</summary>
    private protected GatheredUsers Gathered { get; } = new();

    /// <inheritdoc/>
    protected override void Process() => Gathered.Add(Engine.Catalog, Project, User);

    /// <summary>Says it when a certificate or secret of the project's endpoints ends soon.</summary>
    private protected void WarnOfEndingCredentials(string project)
    {
        foreach (var ending in CredentialEnd.Warnings(Engine.Catalog, Engine.Catalog.GetProject(project), TimeProvider.System))
        {
            WriteWarning(ending);
        }
    }
}
