using System.Collections.Concurrent;
using System.Management.Automation;
using ArchiveMigration.Engine;
using ArchiveMigration.Output;

namespace ArchiveMigration.Base;

/// <summary>
/// What every command does: runs the engine's asynchronous work while the pipeline thread, the only one that may write to PowerShell's
/// streams, does what the work posts to it; stops the work and waits for its end whatever ends the command; shows failures as error records.
/// </summary>
public abstract class MigrationCmdlet : PSCmdlet, IDisposable
{
    /// <summary>Progress is drawn at most so often: calm to look at, and a fast service is not slowed by its own display.</summary>
    private static readonly TimeSpan DrawInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>Work that is further ahead of the pipeline than this waits for it: a million items are never all in memory.</summary>
    private const int MostPosted = 1000;

    private readonly CancellationTokenSource stopping = new();
    private BlockingCollection<Action>? posted;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Once, before the first input.</summary>
    protected virtual void Prepare()
    {
    }

    /// <summary>For each input object; once without a pipeline.</summary>
    protected virtual void Process()
    {
    }

    /// <summary>Once, after the last input.</summary>
    protected virtual void Finish()
    {
    }

    /// <inheritdoc/>
    protected sealed override void BeginProcessing()
    {
        NameShadowing.WarnOnce(this);
        Guard(Prepare);
    }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord() => Guard(Process);

    /// <inheritdoc/>
    protected sealed override void EndProcessing() => Guard(Finish);

    /// <inheritdoc/>
    protected override void StopProcessing() => stopping.Cancel();

    /// <summary>Has the pipeline thread do <paramref name="action"/>, from any thread. When nobody is there to see it any more, it is dropped.</summary>
    protected void Post(Action action)
    {
        try
        {
            posted?.Add(action);
        }
        catch (InvalidOperationException)
        {
            // The command ended (CompleteAdding) between the look and the call, or while there was no room.
        }
    }

    /// <summary>Runs asynchronous work to its end, doing what it posts and, at most four times a second, drawing. Whatever ends it early - Ctrl+C, <c>Select-Object -First</c>, an error in the pipeline - cancels it and waits for it.</summary>
    protected void Run(Func<CancellationToken, Task> work, Action? draw = null)
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
        using var actions = posted = new BlockingCollection<Action>(MostPosted);
        var worker = Task.Run(async () =>
        {
            try
            {
                await work(cancellation.Token).ConfigureAwait(false);
            }
            finally
            {
                actions.CompleteAdding();
            }
        });

        var lastDrawn = 0L;
        try
        {
            while (!actions.IsCompleted)
            {
                if (actions.TryTake(out var action, DrawInterval))
                {
                    action();
                }

                if (draw is not null && (lastDrawn == 0 || TimeProvider.System.GetElapsedTime(lastDrawn) >= DrawInterval))
                {
                    lastDrawn = TimeProvider.System.GetTimestamp();
                    draw();
                }
            }
        }
        catch
        {
            cancellation.Cancel();
            actions.CompleteAdding();
            WaitForEnd(worker);
            throw;
        }

        try
        {
            worker.GetAwaiter().GetResult();
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            // Work that Ctrl+C cut short must not be taken for done.
            throw new PipelineStoppedException();
        }
    }

    /// <summary>Does something for each of several inputs; what fails for one is shown as an error and the next is tried.</summary>
    protected void ForEach<T>(IEnumerable<T> inputs, Action<T> work)
    {
        foreach (var input in inputs)
        {
            try
            {
                work(input);
            }
            catch (MigrationException exception)
            {
                WriteError(ErrorRecords.Of(exception));
            }
        }
    }

    /// <summary>Takes a progress bar away, also when the command is being stopped and PowerShell accepts nothing from it any more.</summary>
    internal void EndProgress(ProgressRecord bar)
    {
        try
        {
            bar.RecordType = ProgressRecordType.Completed;
            WriteProgress(bar);
        }
        catch (PipelineStoppedException)
        {
            // PowerShell takes the bars of a stopped command away itself.
        }
    }

    /// <summary>Whether only shown shall be what would be done, as against a person who said no.</summary>
    protected bool IsWhatIf => MyInvocation.BoundParameters.TryGetValue("WhatIf", out var bound)
        ? bound is SwitchParameter { IsPresent: true }
        : SessionState.PSVariable.GetValue("WhatIfPreference") is true;

    /// <summary>A milestone: information that scripts and logs can pick out by its tag.</summary>
    protected void WriteMilestone(string text) => WriteInformation(text, ["ArchiveMigration"]);

    /// <summary>Shows a person what to do to sign in, from any thread, the way Write-Host does: on the screen, and to be captured.</summary>
    protected void ShowSignInMessage(string text)
        => Post(() => WriteInformation(new HostInformationMessage { Message = text }, ["PSHOST", "ArchiveMigration"]));

    /// <summary>The full path of a file given relative to the session's location.</summary>
    protected string FullPath(string path) => SessionState.Path.GetUnresolvedProviderPathFromPSPath(path);

    /// <summary>Frees what the command holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            stopping.Dispose();
        }
    }

    private static void WaitForEnd(Task worker)
    {
        try
        {
            worker.GetAwaiter().GetResult();
        }
        catch (Exception)
        {
            // Cancelled on purpose; what it says stands beside the failure that is already on its way to the administrator.
        }
    }

    private void Guard(Action work)
    {
        try
        {
            work();
        }
        catch (MigrationException exception)
        {
            ThrowTerminatingError(ErrorRecords.Of(exception));
        }
    }
}
