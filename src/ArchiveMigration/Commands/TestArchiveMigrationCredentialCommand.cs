using System.Management.Automation;
using ArchiveMigration.Base;
using ArchiveMigration.Binding;
using ArchiveMigration.Completion;
using ArchiveMigration.Engine.Endpoints;

namespace ArchiveMigration.Commands;

/// <summary>Checks sign-in, mailboxes, archives and permissions of users without moving data.</summary>
[Cmdlet(VerbsDiagnostic.Test, "ArchiveMigrationCredential")]
[OutputType(typeof(CredentialTestResult), typeof(bool))]
public class TestArchiveMigrationCredentialCommand : MigrationStoreCmdlet
{
    private readonly GatheredUsers gathered = new();

    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [ArgumentCompleter(typeof(ProjectCompleter))]
    [ValidateNotNullOrEmpty]
    public string Project { get; set; } = string.Empty;

    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("SourceAddress", "PrimarySmtpAddress", "EmailAddress", "UserPrincipalName", "Identity")]
    [ArgumentCompleter(typeof(UserCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? User { get; set; }

    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void Process() => gathered.Add(Engine.Catalog, Project, User);

    /// <inheritdoc/>
    protected override void Finish()
    {
        var allSucceeded = true;
        foreach (var (project, addresses) in gathered.All)
        {
            Run(async cancellationToken =>
            {
                var results = Engine.TestCredentialsAsync(project, addresses, ShowSignInMessage, cancellationToken);
                await foreach (var result in results.ConfigureAwait(false))
                {
                    allSucceeded &= result.Succeeded;
                    if (!Quiet)
                    {
                        Post(() => WriteObject(result));
                    }
                }
            });
        }

        if (Quiet)
        {
            WriteObject(allSucceeded);
        }
    }
}
