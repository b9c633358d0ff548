using System.Management.Automation;
using ArchiveMigration.Base;
using ArchiveMigration.Engine.Endpoints;

namespace ArchiveMigration.Commands;

/// <summary>Checks sign-in, mailboxes, archives and permissions of users without moving data.</summary>
[Cmdlet(VerbsDiagnostic.Test, "ArchiveMigrationCredential")]
[OutputType(typeof(CredentialTestResult), typeof(bool))]
public class TestArchiveMigrationCredentialCommand : ProjectUsersCmdlet
{
    /// <summary>Far from the numbers that scripts use for their own bars.</summary>
    private const int Bar = 47_000;


    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void Finish()
    {
        var allSucceeded = true;
        foreach (var (project, addresses) in Gathered.All)
        {
            WarnOfEndingCredentials(project);
            allSucceeded &= Test(project, addresses);
        }

        if (Quiet)
        {
            WriteObject(allSucceeded);
        }
    }

    private bool Test(string project, IReadOnlyList<string> addresses)
    {
        var total = addresses.Count > 0 ? addresses.Count : Engine.Catalog.GetUsers(project).Count;
        var tested = 0;
        var failed = 0;
        var activity = $"Testing {project}";
        try
        {
            Run(TestAllAsync, draw: () => WriteProgress(new ProgressRecord(Bar, activity, $"{tested:N0} of {total:N0} users, {failed:N0} cannot be migrated yet")
            {
                PercentComplete = total == 0 ? -1 : tested * 100 / total,
            }));
        }
        finally
        {
            EndProgress(new ProgressRecord(Bar, activity, "Done"));
        }

        return failed == 0;

        async Task TestAllAsync(CancellationToken cancellationToken)
        {
            await foreach (var result in Engine.TestCredentialsAsync(project, addresses, ShowSignInMessage, cancellationToken).ConfigureAwait(false))
            {
                Post(() => Show(result));
            }
        }

        void Show(CredentialTestResult result)
        {
            tested++;
            failed += result.Succeeded ? 0 : 1;
            if (!Quiet)
            {
                WriteObject(result);
            }
        }
    }
}
