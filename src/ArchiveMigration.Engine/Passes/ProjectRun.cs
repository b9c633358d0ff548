using System.Collections.Concurrent;
using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Ledger.Store;
using ArchiveMigration.Engine.Progress;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Reports;

namespace ArchiveMigration.Engine.Passes;

/// <summary>One run over a project's users: gives them their turns, hears who asks to stop, shows what is waited for, and sums up.</summary>
internal sealed class ProjectRun
{
    private readonly RunContext run;
    private readonly CancellationTokenSource stopping;
    private readonly UsersAtWork atWork;
    private readonly ConcurrentQueue<MigrationStatus> verified = new();
    private readonly DateTimeOffset startedUtc;
    private IReadOnlyList<MigrationUser> users;
    private UserTurns turns;
    private long paceKept;
    private volatile bool wasTakenOver;

    /// <param name="run">What its users share.</param>
    /// <param name="users">Who.</param>
    /// <param name="stopping">Ends it.</param>
    public ProjectRun(RunContext run, IReadOnlyList<MigrationUser> users, CancellationTokenSource stopping)
    {
        this.run = run;
        this.users = users;
        this.stopping = stopping;
        atWork = new UsersAtWork(run.Catalog, run.Ledger);
        turns = TurnsOf(users);
        startedUtc = run.Time.GetUtcNow();
        paceKept = run.Time.GetTimestamp();
    }

    /// <summary>Runs to the end.</summary>
    /// <returns>Whether it was its own run to the end; false when another process has taken over the store.</returns>
    public async Task<bool> RunAsync(RunnerHold hold)
    {
        await using (new RunWatch(hold, run.Time, Heed, Lose, LookAsync))
        {
            if (await WaitForStartAsync().ConfigureAwait(false))
            {
                await run.Source.DescribeTenantAsync(stopping.Token).ConfigureAwait(false);
                await run.Destination.DescribeTenantAsync(stopping.Token).ConfigureAwait(false);
                await turns.RunAsync(stopping.Token).ConfigureAwait(false);
            }
        }

        if (!wasTakenOver)
        {
            run.Use.Keep();
            EndPauses();
            await run.Quota.EndAsync(run.Project, run.Options).ConfigureAwait(false);
        }

        return !wasTakenOver;
    }

    /// <summary>What it came to.</summary>
    public async Task<ProjectRunResult> SumUpAsync()
    {
        var chosen = users.Select(static user => user.Id).ToHashSet();
        var statistics = await new StatisticsReader(run.Catalog, run.Ledger, run.Time).ReadAsync(run.Project, user => chosen.Contains(user.Id), CancellationToken.None).ConfigureAwait(false);
        return new ProjectRunResult
        {
            Project = run.Project,
            Kind = run.Request.Kind,
            Status = RunVerdict.Of(run.Request.Kind == PassKind.Verify ? [.. verified] : [.. statistics.Select(static user => user.Status)], stopping.IsCancellationRequested),
            StartedUtc = startedUtc,
            EndedUtc = run.Time.GetUtcNow(),
            Users = statistics,
        };
    }

    private UserTurns TurnsOf(IReadOnlyList<MigrationUser> chosen) => new(chosen, TakeTurnAsync, () => run.Options.MaxConcurrentMigrations, run.Time);

    private async Task<bool> WaitForStartAsync()
    {
        try
        {
            await run.Schedule.WaitForStartAsync(stopping.Token).ConfigureAwait(false);
            if (run.Request.StartAfter is not null)
            {
                // Whoever was added or removed meanwhile.
                users = UserSelection.Of(run.Catalog, run.Project, run.Request.Users);
                turns = TurnsOf(users);
            }

            return true;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task<TimeSpan?> TakeTurnAsync(MigrationUser user, CancellationToken cancellationToken)
    {
        if (run.Schedule.Begin(user) is { } quiet)
        {
            return quiet;
        }

        var options = user.Options.Over(run.Options);
        if (run.Request.Kind != PassKind.Verify)
        {
            return await new UserTurn(run, atWork, user, options).RunAsync(cancellationToken).ConfigureAwait(false);
        }

        verified.Enqueue(await new VerifyRun(run.Catalog, run.Ledger, run.Progress).RunAsync(user, options, run.Source, run.Destination, cancellationToken).ConfigureAwait(false));
        return null;
    }

    private void Heed(StopRequest asked)
    {
        if (asked.UserId is not { } userId)
        {
            run.Progress.Report(new MigrationEvent.Warning($"{run.Project}: {asked.AskedBy} asks this run to stop. Items in hand are finished; the next start goes on from there.", null));
            stopping.Cancel();
        }
        else if (!turns.Stop(userId) && users.FirstOrDefault(user => user.Id == userId) is { } user)
        {
            Leave(user, asked.AskedBy);
        }
    }

    /// <summary>A user is taken out before its turn. One that has ended its turn keeps what it came to.</summary>
    private void Leave(MigrationUser user, string askedBy)
    {
        var now = run.Catalog.GetUser(user.Project, user.SourceAddress);
        if (now.Status is MigrationStatus.Queued or MigrationStatus.Stopped or MigrationStatus.Failed)
        {
            run.Catalog.SetUserStatus(user.Id, MigrationStatus.Stopped, $"{askedBy} stopped it before its turn came. Start again to go on where it was.");
        }
    }

    /// <summary>It ends in quiet hours: who was paused is stopped.</summary>
    private void EndPauses()
    {
        foreach (var user in run.Schedule.Paused)
        {
            const string detail = "Stopped in quiet hours. Start again to go on where it was.";
            run.Catalog.SetUserStatus(user.Id, MigrationStatus.Stopped, detail);
            run.Progress.Report(new MigrationEvent.UserEnded(user.SourceAddress, MigrationStatus.Stopped, detail));
        }
    }

    private async Task LookAsync()
    {
        run.Schedule.Look();
        atWork.Show(run.Outage.Look());
        if (run.Time.GetElapsedTime(paceKept) >= ThroughputSample.Span)
        {
            paceKept = run.Time.GetTimestamp();
            await atWork.KeepPaceAsync().ConfigureAwait(false);
            run.Use.Keep();
        }
    }

    private void Lose()
    {
        wasTakenOver = true;
        stopping.Cancel();
    }
}
