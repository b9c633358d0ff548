using System.Management.Automation;
using ArchiveMigration.Base;
using ArchiveMigration.Engine.Passes;
using ArchiveMigration.Engine.Reports;
using ArchiveMigration.Output;

namespace ArchiveMigration.Commands;

/// <summary>Copies everything that is not at the destination yet; the same command goes on after any interruption.</summary>
[Cmdlet(VerbsLifecycle.Start, "ArchiveMigration", SupportsShouldProcess = true)]
[OutputType(typeof(UserStatistics), typeof(ProjectRunResult))]
public sealed class StartArchiveMigrationCommand : ProjectUsersCmdlet
{
    private volatile string? running;

    [Parameter]
    public SwitchParameter RetryErrors { get; set; }

    /// <summary>Waits for users whose destination is full, for days if need be.</summary>
    [Parameter]
    public SwitchParameter WaitForQuota { get; set; }

    /// <summary>Copies of items that were edited at the source after they were copied are updated too.</summary>
    [Parameter]
    public SwitchParameter UpdateChanged { get; set; }

    /// <summary>How long to wait for a network that is away before the run ends as stopped.</summary>
    [Parameter]
    [ValidateNotNull]
    public TimeSpan MaximumOutage { get; set; } = new RunRequest().MaximumOutage;

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void Finish()
    {
        foreach (var (project, addresses) in Gathered.All)
        {
            Start(project, addresses);
        }
    }

    /// <inheritdoc/>
    protected override void StopProcessing()
    {
        base.StopProcessing();
        if (running is { } project)
        {
            // PowerShell takes no more output from a stopped command; the host still does.
            Host.UI.WriteLine();
            Host.UI.WriteLine($"Stopping {project}: items in hand are finished, then the state is saved. Start-ArchiveMigration {project} goes on from there.");
        }
    }

    private void Start(string project, IReadOnlyList<string> addresses)
    {
        var count = addresses.Count > 0 ? addresses.Count : Engine.Catalog.GetUsers(project).Count;
        var kind = RetryErrors ? PassKind.RetryErrors : PassKind.Full;
        if (!ShouldProcess($"{project} ({count:N0} {(count == 1 ? "user" : "users")})", RetryErrors ? "Retry the items that failed" : "Start the migration"))
        {
            return;
        }

        ProjectRunResult? result = null;
        running = project;
        var progress = new RunProgress(this, Post, project, count);
        try
        {
            var request = new RunRequest { Kind = kind, Users = addresses, WaitForQuota = WaitForQuota, MaximumOutage = MaximumOutage, UpdateChanged = UpdateChanged, ShowSignInMessage = ShowSignInMessage };
            Run(async cancellationToken => result = await Engine.RunAsync(project, request, progress, cancellationToken).ConfigureAwait(false), progress.Draw);
        }
        finally
        {
            progress.Complete();
            running = null;
        }

        if (result is null)
        {
            return;
        }

        WriteMilestone($"{project}: {result.Status}.");
        if (PassThru)
        {
            WriteObject(result);
        }
        else
        {
            WriteObject(result.Users, enumerateCollection: true);
        }
    }
}
