using System.Collections.Concurrent;
using System.Management.Automation;
using ArchiveMigration.Base;
using ArchiveMigration.Engine;
using ArchiveMigration.Engine.Progress;

namespace ArchiveMigration.Output;

/// <summary>
/// Shows a run: a bar for the project, one for each active mailbox, warnings and verbose lines. Events arrive on the engine's threads;
/// everything is written on the pipeline thread. Progress is not queued: the latest of each mailbox is kept until it is drawn.
/// </summary>
internal sealed class RunProgress(MigrationCmdlet cmdlet, Action<Action> post, string project, int userCount) : IProgress<MigrationEvent>
{
    /// <summary>Ids far from those that scripts use for their own bars.</summary>
    private const int ProjectActivity = 47_000;

    private readonly ConcurrentDictionary<string, UserSnapshot> active = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> bars = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, DateTimeOffset> waiting = new(StringComparer.OrdinalIgnoreCase);
    private int ended;
    private volatile string? notice;

    /// <inheritdoc/>
    public void Report(MigrationEvent value)
    {
        switch (value)
        {
            case MigrationEvent.UserStarted started:
                waiting.TryRemove(started.User, out _);
                active[started.User] = new UserSnapshot(started.User, MigrationStatus.Validating, null, 0, 0, 0, 0, 0, TimeSpan.Zero);
                post(() => Milestone($"{started.User}: started."));
                break;
            case MigrationEvent.UserProgress progress:
                // A snapshot that comes after its user's end must not bring the bar back.
                if (active.TryGetValue(progress.Snapshot.User, out var last))
                {
                    active.TryUpdate(progress.Snapshot.User, progress.Snapshot, last);
                }

                break;
            case MigrationEvent.UserWaiting wait:
                active.TryRemove(wait.User, out _);
                waiting[wait.User] = wait.NextProbeUtc;
                post(() => Tell(wait));
                break;
            case MigrationEvent.UserPaused pause:
                active.TryRemove(pause.User, out _);
                post(() => cmdlet.WriteVerbose($"{pause.User}: {pause.Detail}"));
                break;
            case MigrationEvent.RunWaiting wait:
                notice = wait.Notice;
                post(() => Tell(wait));
                break;
            case MigrationEvent.UserEnded end:
                active.TryRemove(end.User, out _);
                waiting.TryRemove(end.User, out _);
                Interlocked.Increment(ref ended);
                post(() => Tell(end));
                break;
            case MigrationEvent.Warning warning:
                post(() => cmdlet.WriteWarning(Said(warning.User, warning.Message)));
                break;
            case MigrationEvent.Verbose verbose:
                post(() => cmdlet.WriteVerbose(Said(verbose.User, verbose.Message)));
                break;
        }
    }

    /// <summary>Draws the bars. On the pipeline thread.</summary>
    public void Draw()
    {
        var snapshots = active.Values.OrderBy(snapshot => snapshot.User, StringComparer.OrdinalIgnoreCase).ToList();
        cmdlet.WriteProgress(OfProject(snapshots));
        foreach (var gone in bars.Keys.Except(snapshots.Select(snapshot => snapshot.User)).ToList())
        {
            cmdlet.EndProgress(Ended(bars[gone], gone));
            bars.Remove(gone);
        }

        foreach (var snapshot in snapshots)
        {
            cmdlet.WriteProgress(OfUser(snapshot));
        }
    }

    /// <summary>Takes all bars away. On the pipeline thread, also when the command is being stopped.</summary>
    public void Complete()
    {
        foreach (var (user, bar) in bars)
        {
            cmdlet.EndProgress(Ended(bar, user));
        }

        cmdlet.EndProgress(new ProgressRecord(ProjectActivity, project, "Done"));
    }

    // What needs a person is a warning, whole; in a table there is no room for it.
    private void Tell(MigrationEvent.UserEnded end)
    {
        if (end.Status is MigrationStatus.Completed or MigrationStatus.Synced)
        {
            Milestone(end.Detail is null ? $"{end.User}: {end.Status}." : $"{end.User}: {end.Status}. {end.Detail}");
        }
        else
        {
            cmdlet.WriteWarning(Said(end.User, end.Detail ?? end.Status.ToString()));
        }
    }

    // On the screen too, the way Write-Host does: for hours nothing else may happen.
    private void Tell(MigrationEvent.RunWaiting wait) => cmdlet.WriteInformation(
        new HostInformationMessage { Message = wait.Notice is null ? $"{project}: goes on." : $"{project}: {wait.Notice}" }, ["PSHOST", "ArchiveMigration"]);

    // It may be tried for weeks: news is told once.
    private void Tell(MigrationEvent.UserWaiting wait)
    {
        if (wait.IsNew)
        {
            cmdlet.WriteWarning(Said(wait.User, wait.Detail));
        }
        else
        {
            cmdlet.WriteVerbose($"{wait.User}: still no room at the destination; next look {DisplayText.Moment(wait.NextProbeUtc)}.");
        }
    }

    private static string Said(string? user, string message)
        => user is null || message.StartsWith(user, StringComparison.OrdinalIgnoreCase) ? message : $"{user}: {message}";

    private ProgressRecord OfProject(List<UserSnapshot> snapshots)
    {
        var done = Math.Min(Volatile.Read(ref ended), userCount);
        var share = userCount == 0 ? 0 : (done + snapshots.Sum(Share)) / userCount;
        var rate = snapshots.Sum(snapshot => snapshot.BytesPerSecond);
        return new ProgressRecord(
            ProjectActivity,
            project,
            $"{done:N0} of {userCount:N0} users done, {snapshots.Count:N0} active{Waiting()}, {(notice is { } said ? said : DisplayText.Rate(rate))}")
        {
            PercentComplete = Percent(share),
        };
    }

    private string Waiting()
    {
        var next = waiting.Values.Order().ToArray();
        return next.Length == 0 ? string.Empty : $", {next.Length:N0} waiting for room (next look {DisplayText.Moment(next[0])})";
    }

    private ProgressRecord OfUser(UserSnapshot snapshot)
    {
        if (!bars.TryGetValue(snapshot.User, out var bar))
        {
            // The lowest free number, so that a bar keeps its place on the screen.
            bar = Enumerable.Range(ProjectActivity + 1, bars.Count + 1).Except(bars.Values).First();
            bars[snapshot.User] = bar;
        }

        var status = snapshot.Detail ?? snapshot.CurrentFolder ?? snapshot.Status.ToString();
        var failed = snapshot.ItemsFailed > 0 ? $", {snapshot.ItemsFailed:N0} failed" : string.Empty;
        return new ProgressRecord(
            bar,
            snapshot.User,
            $"{status} - {DisplayText.Items(snapshot.ItemsDone, snapshot.ItemsTotal)} items{failed}, {DisplayText.Rate(snapshot.BytesPerSecond)}")
        {
            ParentActivityId = ProjectActivity,
            PercentComplete = Percent(Share(snapshot)),
            SecondsRemaining = snapshot.Remaining is { } left ? (int)Math.Min(left.TotalSeconds, int.MaxValue) : -1,
        };
    }

    private static ProgressRecord Ended(int bar, string user) => new(bar, user, "Done") { ParentActivityId = ProjectActivity };

    private static double Share(UserSnapshot snapshot) => snapshot.ItemsTotal == 0 ? 0 : (double)snapshot.ItemsDone / snapshot.ItemsTotal;

    private static int Percent(double share) => Math.Clamp((int)(share * 100), 0, 100);

    private void Milestone(string text) => cmdlet.WriteInformation(new InformationRecord(text, nameof(ArchiveMigration)) { Tags = { "ArchiveMigration" } });
}
