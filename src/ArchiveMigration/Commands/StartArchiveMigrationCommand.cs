using System.Management.Automation;
using ArchiveMigration.Base;
using ArchiveMigration.Binding;
using ArchiveMigration.Completion;
using ArchiveMigration.Engine;
using ArchiveMigration.Engine.Passes;
using ArchiveMigration.Engine.Passes.Planning;
using ArchiveMigration.Engine.Progress;
using ArchiveMigration.Engine.Reports;
using ArchiveMigration.Output;

namespace ArchiveMigration.Commands;

/// <summary>Copies everything that is not at the destination yet; the same command goes on after any interruption.</summary>
[Cmdlet(VerbsLifecycle.Start, "ArchiveMigration", SupportsShouldProcess = true, DefaultParameterSetName = FullSet)]
[OutputType(typeof(UserStatistics), typeof(ProjectRunResult), typeof(UserForecast), typeof(ProjectForecast), typeof(Job))]
public sealed class StartArchiveMigrationCommand : ProjectUsersCmdlet
{
    private const string FullSet = "Full";
    private const string VerifySet = "Verify";
    private const string TrialSet = "Trial";
    private const string RetrySet = "RetryErrors";

    private volatile string? running;

    /// <summary>Checks credentials and mailboxes and counts folders; copies nothing.</summary>
    [Parameter(Mandatory = true, ParameterSetName = VerifySet)]
    public SwitchParameter Verify { get; set; }

    /// <summary>Copies the whole folder tree and a few items of each folder.</summary>
    [Parameter(Mandatory = true, ParameterSetName = TrialSet)]
    public SwitchParameter Trial { get; set; }

    /// <summary>Takes only items that failed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = RetrySet)]
    public SwitchParameter RetryErrors { get; set; }

    /// <summary>Of those only the ones that failed with this error.</summary>
    [Parameter(ParameterSetName = RetrySet)]
    [ArgumentCompleter(typeof(ErrorIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string? ErrorId { get; set; }

    /// <summary>Only items received before this time; newer ones are left for a later pass.</summary>
    [Parameter(ParameterSetName = FullSet)]
    public DateTimeOffset? Before { get; set; }

    /// <summary>The same, counted back from now; a number is days.</summary>
    [Parameter(ParameterSetName = FullSet)]
    [DaysTransformation]
    public TimeSpan? OlderThan { get; set; }

    /// <summary>Copies of items that were edited at the source after they were copied are updated too.</summary>
    [Parameter(ParameterSetName = FullSet)]
    public SwitchParameter UpdateChanged { get; set; }

    /// <summary>Waits for users whose destination is full, for days if need be.</summary>
    [Parameter]
    public SwitchParameter WaitForQuota { get; set; }

    /// <summary>Does nothing before this time.</summary>
    [Parameter]
    public DateTimeOffset? StartAfter { get; set; }

    /// <summary>Hours in which nothing is copied.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? QuietHours { get; set; }

    /// <summary>The time zone of the quiet hours; default: this machine's.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TimeZoneCompleter))]
    [ValidateNotNullOrEmpty]
    public string? TimeZone { get; set; }

    /// <summary>How long to wait for a network that is away before the run ends as stopped.</summary>
    [Parameter]
    [ValidateNotNull]
    public TimeSpan MaximumOutage { get; set; } = new RunRequest().MaximumOutage;

    /// <summary>Where the log goes: a file, or a folder that gets a file for each run.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? LogPath { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Runs in the background.</summary>
    [Parameter]
    public SwitchParameter AsJob { get; set; }

    private PassKind Kind => Verify ? PassKind.Verify : Trial ? PassKind.Trial : RetryErrors ? PassKind.RetryErrors : PassKind.Full;

    private string Action => Kind switch
    {
        PassKind.Verify => "Verify credentials and mailboxes, copy nothing",
        PassKind.Trial => $"Copy the folders and {TrialLimits.MostItemsPerFolder} items of each",
        PassKind.RetryErrors => "Retry the items that failed",
        _ => "Start the migration",
    };

    /// <inheritdoc/>
    protected override void Finish()
    {
        if (Before is not null && OlderThan is not null)
        {
            throw new MigrationException(ErrorIds.InvalidArgument, MigrationErrorKind.InvalidInput, "-Before and -OlderThan say the same in two ways.") { Remedy = "Give one of them." };
        }

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
        var operation = $"Performing the operation \"{Action}\" on target \"{project} ({count:N0} {(count == 1 ? "user" : "users")})\".";
        if (!ShouldProcess(operation, operation, "Start-ArchiveMigration", out var reason))
        {
            if (reason == ShouldProcessReason.WhatIf && Kind != PassKind.Verify)
            {
                Forecast(project, addresses, count);
            }

            return;
        }

        var request = Request(addresses);
        if (AsJob)
        {
            BeginJob(project, addresses);
            return;
        }

        running = project;
        var result = Watch(project, count, (progress, cancellationToken) => Engine.RunAsync(project, request, progress, cancellationToken));
        running = null;
        if (result is null)
        {
            return;
        }

        WriteMilestone($"{project}: {result.Status}. Log: {result.LogPath}");
        if (result.ExitCode != 0)
        {
            WriteWarning($"{project}: {result.Status}. What happened, line by line, is in {result.LogPath}");
        }

        if (PassThru)
        {
            WriteObject(result);
        }
        else
        {
            WriteObject(result.Users, enumerateCollection: true);
        }
    }

    private void BeginJob(string project, IReadOnlyList<string> addresses)
    {
        string[] notPassedOn = [nameof(AsJob), nameof(Project), nameof(User), nameof(StorePath), "Confirm", "WhatIf"];
        var parameters = MyInvocation.BoundParameters.Where(given => !notPassedOn.Contains(given.Key)).ToDictionary(given => given.Key, given => given.Value);
        parameters[nameof(Project)] = project;
        parameters[nameof(StorePath)] = StorePath is null ? MigrationEngine.DefaultStorePath : FullPath(StorePath);
        parameters["Confirm"] = false;
        if (addresses.Count > 0)
        {
            parameters[nameof(User)] = addresses.ToArray();
        }

        var job = new MigrationJob(MyInvocation.Line.Trim(), project, System.IO.Path.Combine(MyInvocation.MyCommand.Module.ModuleBase, "ArchiveMigration.psd1"), parameters);
        JobRepository.Add(job);
        job.Begin();
        WriteObject(job);
    }

    /// <summary>What it would do, from the source's listing alone.</summary>
    private void Forecast(string project, IReadOnlyList<string> addresses, int count)
    {
        var request = Request(addresses);
        if (Watch(project, count, (progress, cancellationToken) => Engine.ForecastAsync(project, request, progress, cancellationToken)) is not { } forecast)
        {
            return;
        }

        if (PassThru)
        {
            WriteObject(forecast);
        }
        else
        {
            WriteObject(forecast.Users, enumerateCollection: true);
        }

        WriteInformation(new HostInformationMessage { Message = ForecastText.Of(forecast) }, ["PSHOST", "ArchiveMigration"]);
    }

    private T? Watch<T>(string project, int count, Func<IProgress<MigrationEvent>, CancellationToken, Task<T>> work)
        where T : class
    {
        T? result = null;
        var progress = new RunProgress(this, Post, project, count);
        try
        {
            Run(async cancellationToken => result = await work(progress, cancellationToken).ConfigureAwait(false), progress.Draw);
        }
        finally
        {
            progress.Complete();
        }

        return result;
    }

    private RunRequest Request(IReadOnlyList<string> addresses) => new()
    {
        Kind = Kind,
        Users = addresses,
        ErrorId = ErrorId,
        Before = OlderThan is { } age ? TimeProvider.System.GetUtcNow() - age : Before?.ToUniversalTime(),
        StartAfter = StartAfter?.ToUniversalTime(),
        QuietHours = QuietHours is null ? null : ArchiveMigration.Engine.Passes.Schedule.QuietHours.Parse(QuietHours, TimeZoneChoice.Of(TimeZone)),
        WaitForQuota = WaitForQuota,
        MaximumOutage = MaximumOutage,
        UpdateChanged = UpdateChanged,
        LogPath = LogPath is null ? string.Empty : FullPath(LogPath),
        ShowSignInMessage = ShowSignInMessage,
    };
}
