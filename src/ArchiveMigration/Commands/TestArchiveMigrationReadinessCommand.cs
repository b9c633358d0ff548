using System.Diagnostics;
using System.Management.Automation;
using ArchiveMigration.Base;
using ArchiveMigration.Engine.Readiness;
using ArchiveMigration.Output;

namespace ArchiveMigration.Commands;

/// <summary>Finds out beforehand what would keep users from being migrated, and how long it will take. Changes nothing in either tenant.</summary>
[Cmdlet(VerbsDiagnostic.Test, "ArchiveMigrationReadiness", DefaultParameterSetName = TestSet)]
[OutputType(typeof(UserReadiness), typeof(ProjectReadiness))]
public sealed class TestArchiveMigrationReadinessCommand : ProjectUsersCmdlet
{
    private const string TestSet = "Test";
    private const string SavedSet = "Saved";

    /// <summary>Far from the numbers that scripts use for their own bars.</summary>
    private const int Bar = 47_000;

    [Parameter(ParameterSetName = TestSet)]
    public SwitchParameter Deep { get; set; }

    [Parameter(ParameterSetName = TestSet)]
    public TimeSpan? MaximumAge { get; set; }

    [Parameter(ParameterSetName = SavedSet, Mandatory = true)]
    public SwitchParameter Saved { get; set; }

    [Parameter]
    public SwitchParameter Summary { get; set; }

    /// <inheritdoc/>
    protected override void Finish()
    {
        foreach (var (project, addresses) in Gathered.All)
        {
            WarnOfEndingCredentials(project);
            var clock = Stopwatch.StartNew();
            List<UserReadiness> results = [];
            if (Saved)
            {
                foreach (var result in Engine.GetReadiness(project, addresses))
                {
                    Show(results, result);
                }
            }
            else
            {
                Test(project, addresses, results);
            }

            SumUp(project, results, Saved ? null : clock.Elapsed);
        }
    }

    private void Test(string project, IReadOnlyList<string> addresses, List<UserReadiness> results)
    {
        var total = addresses.Count > 0 ? addresses.Count : Engine.Catalog.GetUsers(project).Count;
        var activity = $"Readiness of {project}";
        var request = new ReadinessRequest { Deep = Deep, MaximumAge = MaximumAge };
        try
        {
            Run(TestAllAsync, Draw);
        }
        finally
        {
            EndProgress(new ProgressRecord(Bar, activity, "Done"));
        }

        async Task TestAllAsync(CancellationToken cancellationToken)
        {
            await foreach (var result in Engine.TestReadinessAsync(project, addresses, request, ShowSignInMessage, cancellationToken).ConfigureAwait(false))
            {
                Post(() => Show(results, result));
            }
        }

        void Draw() => WriteProgress(new ProgressRecord(Bar, activity, ReadinessText.Progress(results, total))
        {
            PercentComplete = total == 0 ? -1 : Math.Min(100, results.Count * 100 / total),
        });
    }

    private void Show(List<UserReadiness> results, UserReadiness result)
    {
        results.Add(result);
        if (!Summary)
        {
            WriteObject(result);
        }
    }

    // On the screen and in the information stream: what goes down the pipeline are users only.
    private void SumUp(string project, IReadOnlyList<UserReadiness> results, TimeSpan? took)
    {
        var sum = Engine.SumUp(project, results);
        if (Summary)
        {
            WriteObject(sum);
        }

        var lines = ReadinessText.Lines(sum, took, withTable: !Summary);
        WriteInformation(new HostInformationMessage { Message = string.Join(Environment.NewLine, lines) }, ["PSHOST", "ArchiveMigration"]);
    }
}
