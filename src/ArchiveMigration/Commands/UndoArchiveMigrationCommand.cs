using System.Globalization;
using System.Management.Automation;
using ArchiveMigration.Base;
using ArchiveMigration.Engine.Reports;
using ArchiveMigration.Engine.Undo;
using ArchiveMigration.Output;

namespace ArchiveMigration.Commands;

/// <summary>Removes from the destination exactly what the project imported there. The source is not touched.</summary>
[Cmdlet(VerbsCommon.Undo, "ArchiveMigration", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(UndoResult))]
public sealed class UndoArchiveMigrationCommand : ProjectUsersCmdlet
{
    private volatile string? running;

    /// <summary>For good instead of to Recoverable Items.</summary>
    [Parameter]
    public SwitchParameter Permanent { get; set; }

    /// <summary>Items that were changed since they were imported too.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Leaves empty folders that the project made.</summary>
    [Parameter]
    public SwitchParameter KeepFolders { get; set; }

    /// <summary>How long to wait for a network that is away before the undo ends.</summary>
    [Parameter]
    [ValidateNotNull]
    public TimeSpan MaximumOutage { get; set; } = new UndoRequest().MaximumOutage;

    /// <summary>Where the log goes: a file, or a folder that gets a file for each run.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? LogPath { get; set; }

    /// <inheritdoc/>
    protected override void Finish()
    {
        foreach (var (project, addresses) in Gathered.All)
        {
            Undo(project, addresses);
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
            Host.UI.WriteLine($"Stopping the undo of {project}: what is removed is recorded. Undo-ArchiveMigration {project} goes on from there.");
        }
    }

    private void Undo(string project, IReadOnlyList<string> addresses)
    {
        var goesAhead = ShouldProcess(Target(project, addresses), Permanent
            ? "Delete for good, at the destination, the items that the project imported"
            : "Remove from the destination (to Recoverable Items) the items that the project imported");

        // -WhatIf looks and counts; whoever said no wants nothing more.
        if (!goesAhead && !IsWhatIf)
        {
            return;
        }

        IReadOnlyList<UndoResult> results = [];
        running = goesAhead ? project : null;
        var progress = new RunProgress(this, Post, project, addresses.Count > 0 ? addresses.Count : Engine.Catalog.GetUsers(project).Count);
        try
        {
            var request = new UndoRequest
            {
                Users = addresses,
                IsPreview = !goesAhead,
                Permanently = Permanent,
                EvenChanged = Force,
                KeepFolders = KeepFolders,
                MaximumOutage = MaximumOutage,
                LogPath = !goesAhead ? null : LogPath is null ? string.Empty : FullPath(LogPath),
                ShowSignInMessage = ShowSignInMessage,
            };
            Run(async cancellationToken => results = await Engine.UndoAsync(project, request, progress, cancellationToken).ConfigureAwait(false), progress.Draw);
        }
        finally
        {
            progress.Complete();
            running = null;
        }

        WriteObject(results, enumerateCollection: true);
        if (results.FirstOrDefault(result => result.Status is UndoStatus.UndoneInPart or UndoStatus.Failed or UndoStatus.Stopped) is { LogPath: { } log })
        {
            WriteWarning($"{project}: not everything was removed. What happened, line by line, is in {log}");
        }
    }

    // From the ledger: the numbers that the destination really holds come with -WhatIf.
    private string Target(string project, IReadOnlyList<string> addresses)
    {
        var wanted = addresses.ToHashSet(StringComparer.OrdinalIgnoreCase);
        IReadOnlyList<UserStatistics> all = [];
        Run(async cancellationToken => all = await Engine.GetStatisticsAsync(project, cancellationToken).ConfigureAwait(false));
        var users = all.Where(user => wanted.Count == 0 || wanted.Contains(user.SourceAddress)).ToList();
        var items = users.Sum(user => user.SyncedItemCount - user.AlreadyPresentItemCount);
        return $"{project}: {items.ToString("N0", CultureInfo.CurrentCulture)} {(items == 1 ? "item" : "items")} of {users.Count:N0} {(users.Count == 1 ? "user" : "users")}";
    }
}
