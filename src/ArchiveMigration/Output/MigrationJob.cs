using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace ArchiveMigration.Output;

/// <summary>Start-ArchiveMigration in the background: the same command in a session of its own, whose streams are the job's.</summary>
internal sealed class MigrationJob : Job
{
    private readonly PowerShell shell;

    /// <param name="command">The line that was typed, for people.</param>
    /// <param name="name">The job's name.</param>
    /// <param name="module">The module's manifest.</param>
    /// <param name="parameters">What the command is given.</param>
    public MigrationJob(string command, string name, string module, IDictionary<string, object> parameters)
        : base(command, name)
    {
        PSJobTypeName = nameof(ArchiveMigration);
        var state = InitialSessionState.CreateDefault2();
        state.ImportPSModule([module]);
        shell = PowerShell.Create(state);
        shell.AddCommand("ArchiveMigration\\Start-ArchiveMigration");
        foreach (var (parameter, value) in parameters)
        {
            shell.AddParameter(parameter, value);
        }

        (shell.Streams.Error, shell.Streams.Warning, shell.Streams.Verbose) = (Error, Warning, Verbose);
        (shell.Streams.Progress, shell.Streams.Information, shell.Streams.Debug) = (Progress, Information, Debug);
        shell.InvocationStateChanged += (_, change) => Follow(change.InvocationStateInfo);
    }

    /// <inheritdoc/>
    public override bool HasMoreData => Output.Count + Error.Count + Warning.Count + Verbose.Count + Progress.Count + Information.Count + Debug.Count > 0;

    /// <inheritdoc/>
    public override string Location => Environment.MachineName;

    /// <inheritdoc/>
    public override string StatusMessage => string.Empty;

    /// <summary>Begins.</summary>
    public void Begin()
    {
        SetJobState(JobState.Running);
        shell.BeginInvoke<PSObject, PSObject>(null, Output);
    }

    /// <summary>As Ctrl+C would: items in hand are finished, the state is saved.</summary>
    public override void StopJob() => shell.Stop();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            shell.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Follow(PSInvocationStateInfo info)
    {
        switch (info.State)
        {
            case PSInvocationState.Completed:
                SetJobState(JobState.Completed);
                break;
            case PSInvocationState.Stopped:
                SetJobState(JobState.Stopped);
                break;
            case PSInvocationState.Failed:
                Error.Add((info.Reason as IContainsErrorRecord)?.ErrorRecord ?? new ErrorRecord(info.Reason, "JobFailed", ErrorCategory.NotSpecified, Name));
                SetJobState(JobState.Failed);
                break;
        }
    }
}
