using System.Management.Automation;
using ArchiveMigration.Base;
using ArchiveMigration.Binding;
using ArchiveMigration.Completion;
using ArchiveMigration.Engine;
using ArchiveMigration.Engine.Passes;
using ArchiveMigration.Engine.Reports;
using ArchiveMigration.Output;

namespace ArchiveMigration.Commands;

/// <summary>Stops a run that another session started, or some of its users, as Ctrl+C would there.</summary>
[Cmdlet(VerbsLifecycle.Stop, "ArchiveMigration", SupportsShouldProcess = true)]
[OutputType(typeof(UserStatistics))]
public sealed class StopArchiveMigrationCommand : MigrationStoreCmdlet
{
    private const int UsualTimeoutSeconds = 60;

    private readonly GatheredUsers gathered = new();

    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [ArgumentCompleter(typeof(ProjectCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Project { get; set; }

    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("SourceAddress", "PrimarySmtpAddress", "EmailAddress", "UserPrincipalName", "Identity")]
    [ArgumentCompleter(typeof(UserCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? User { get; set; }

    [Parameter]
    public SwitchParameter Wait { get; set; }

    [Parameter]
    [ValidateRange(1, int.MaxValue / 1000)]
    public int TimeoutSeconds { get; set; } = UsualTimeoutSeconds;

    /// <inheritdoc/>
    protected override void Process()
    {
        if ((Project ?? Engine.CurrentRunner?.Project) is { } project)
        {
            gathered.Add(Engine.Catalog, project, User);
        }
        else
        {
            SayThatNothingRuns();
        }
    }

    /// <inheritdoc/>
    protected override void Finish() => ForEach(gathered.All, chosen => Stop(chosen.Project, chosen.Addresses));

    private void Stop(string project, IReadOnlyList<string> addresses)
    {
        if (!project.Equals(Engine.CurrentRunner?.Project, StringComparison.OrdinalIgnoreCase))
        {
            SayThatNothingRuns(project);
            return;
        }

        var what = addresses.Count == 0 ? project : $"{project} ({string.Join(", ", addresses)})";
        if (!ShouldProcess(what, "Stop the migration: items in hand are finished, what is done stays done"))
        {
            return;
        }

        if (Engine.AskToStop(project, addresses) is not { } ticket)
        {
            SayThatNothingRuns(project);
            return;
        }

        WriteMilestone($"{what}: process {ticket.Runner.ProcessId} on {ticket.Runner.Machine} was asked to stop. Start-ArchiveMigration {project} goes on from there.");
        if (Wait)
        {
            WaitFor(ticket, what);
        }
    }

    private void WaitFor(StopTicket ticket, string what)
    {
        var hasStopped = false;
        IReadOnlyList<UserStatistics> statistics = [];
        Run(async cancellationToken =>
        {
            hasStopped = await Engine.WaitForStopAsync(ticket, TimeSpan.FromSeconds(TimeoutSeconds), cancellationToken).ConfigureAwait(false);
            statistics = await Engine.GetStatisticsAsync(ticket.Project, cancellationToken).ConfigureAwait(false);
        });
        if (!hasStopped)
        {
            WriteError(ErrorRecords.Of(StillRunning(ticket, what)));
            return;
        }

        var wanted = ticket.Users.Select(user => user.SourceAddress).ToHashSet(StringComparer.OrdinalIgnoreCase);
        WriteObject(statistics.Where(user => wanted.Count == 0 || wanted.Contains(user.SourceAddress)), enumerateCollection: true);
    }

    private MigrationException StillRunning(StopTicket ticket, string what) => new(
        ErrorIds.StopNotHeard, MigrationErrorKind.Busy, $"{what}: process {ticket.Runner.ProcessId} on {ticket.Runner.Machine} was asked to stop but has not within {TimeoutSeconds:N0} seconds.")
    {
        Target = ticket.Project,
        Remedy = "The request stays: it stops as soon as it hears it. If the process hangs, end it there; nothing is lost, the next start goes on.",
    };

    private void SayThatNothingRuns(string? project = null)
    {
        var instead = project is not null && Engine.CurrentRunner is { } other
            ? $" Process {other.ProcessId} on {other.Machine} is at work on this store with another: {other.Description}."
            : string.Empty;
        WriteWarning(project is null
            ? $"Nothing is running on the store '{Engine.StorePath}', so there is nothing to stop."
            : $"{project} is not running, so there is nothing to stop.{instead}");
    }
}
