using System.Collections.Concurrent;
using ArchiveMigration.Engine.Endpoints;
using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Notifications;
using ArchiveMigration.Engine.Passes.Mapping;
using ArchiveMigration.Engine.Passes.Schedule;
using ArchiveMigration.Engine.Progress;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Reports;

namespace ArchiveMigration.Engine.Passes;

/// <summary>Runs a pass over the users of a project, as many at once as the project allows.</summary>
internal sealed class MigrationRunner(SqliteStore store, IMailboxServiceFactory services, TimeProvider time)
{
    /// <summary>Item content that may be in memory at once, over all mailboxes.</summary>
    private const long MostBytesInMemory = 64L * 1024 * 1024;

    /// <summary>How long a run that is done waits for its report to be mailed.</summary>
    private static readonly TimeSpan MostMailing = TimeSpan.FromMinutes(2);

    /// <summary>Runs it; see <see cref="MigrationEngine.RunAsync"/>.</summary>
    public async Task<ProjectRunResult> RunAsync(string projectName, RunRequest request, IProgress<MigrationEvent> progress, CancellationToken stop)
    {
        var catalog = store.Catalog;
        var project = catalog.GetProject(projectName);
        var users = UserSelection.Of(catalog, project.Name, request.Users);
        if (UserSelection.LeftOut(catalog, project.Name, request.Users) is { } leftOut)
        {
            progress.Report(new MigrationEvent.Warning(leftOut, null));
        }

        foreach (var endpoint in (string[])[project.Source, project.Destination])
        {
            if (CredentialEnd.Warning(catalog.GetEndpoint(endpoint), time) is { } ending)
            {
                progress.Report(new MigrationEvent.Warning(ending, null));
            }
        }

        using var hold = store.Hold($"{request.Kind} pass of project {project.Name}", project.Name);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var started = time.GetUtcNow();
        var verified = new ConcurrentQueue<MigrationStatus>();

        await using var source = services.Create(catalog.GetEndpoint(project.Source), request.ShowSignInMessage);
        await using var destination = services.Create(catalog.GetEndpoint(project.Destination), request.ShowSignInMessage);
        var settled = new SettledUsers();
        var schedule = new RunSchedule(request, progress, time);
        var outage = new Outage(source, destination, request.MaximumOutage, progress, time, stopping);
        var quota = new QuotaWaiting(catalog, store.Ledger, settled, progress, time, request.WaitForQuota);
        using var mapping = new RunMapping(() => catalog.GetAddressDirectory(project.Name));
        var subjects = new FailedSubjects(() => store.SubjectKey, store.Ledger, time);
        var run = new UserRun(catalog, store.Ledger, new ByteBudget(MostBytesInMemory), mapping, quota, outage, schedule, settled, subjects, progress, time);

        // Read again for each user, so that options changed during a run count from the next mailbox on.
        ProjectOptions Options() => catalog.GetProject(project.Name).Options;
        UserTurns turns = new(users, TakeTurnAsync, () => Options().MaxConcurrentMigrations, time);
        var lost = false;
        var paceKept = time.GetTimestamp();
        await using (new RunWatch(hold, time, Heed, Lose, LookAsync))
        {
            if (await WaitForStartAsync().ConfigureAwait(false))
            {
                await source.DescribeTenantAsync(stopping.Token).ConfigureAwait(false);
                await destination.DescribeTenantAsync(stopping.Token).ConfigureAwait(false);
                await turns.RunAsync(stopping.Token).ConfigureAwait(false);
            }
        }

        if (lost)
        {
            throw TakenOver(project.Name);
        }

        run.EndPauses();
        await quota.EndAsync(project.Name, Options()).ConfigureAwait(false);
        var chosen = users.Select(user => user.Id).ToHashSet();
        var statistics = await new StatisticsReader(catalog, store.Ledger, time).ReadAsync(project.Name, user => chosen.Contains(user.Id), CancellationToken.None).ConfigureAwait(false);
        await MailReportAsync().ConfigureAwait(false);
        return new ProjectRunResult
        {
            Project = project.Name,
            Kind = request.Kind,
            Status = Judge(request.Kind == PassKind.Verify ? [.. verified] : [.. statistics.Select(static user => user.Status)], stopping.IsCancellationRequested),
            StartedUtc = started,
            EndedUtc = time.GetUtcNow(),
            Users = statistics,
        };

        async Task<bool> WaitForStartAsync()
        {
            try
            {
                await schedule.WaitForStartAsync(stopping.Token).ConfigureAwait(false);

                if (request.StartAfter is not null)
                {
                    // Whoever was added or removed meanwhile.
                    users = UserSelection.Of(catalog, project.Name, request.Users);
                    turns = new UserTurns(users, TakeTurnAsync, () => Options().MaxConcurrentMigrations, time);
                }

                return true;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return false;
            }
        }

        async Task<TimeSpan?> TakeTurnAsync(MigrationUser user, CancellationToken cancellationToken)
        {
            if (schedule.Begin(user) is { } quiet)
            {
                return quiet;
            }

            if (request.Kind != PassKind.Verify)
            {
                return await run.RunAsync(user, user.Options.Over(Options()), source, destination, request, cancellationToken).ConfigureAwait(false);
            }

            verified.Enqueue(await new VerifyRun(catalog, store.Ledger, progress).RunAsync(user, user.Options.Over(Options()), source, destination, cancellationToken).ConfigureAwait(false));
            return null;
        }

        void Heed(StopRequest asked)
        {
            if (asked.UserId is not { } userId)
            {
                progress.Report(new MigrationEvent.Warning($"{project.Name}: {asked.AskedBy} asks this run to stop. Items in hand are finished; the next start goes on from there.", null));
                stopping.Cancel();
            }
            else if (!turns.Stop(userId) && users.FirstOrDefault(user => user.Id == userId) is { } user)
            {
                run.Leave(user, asked.AskedBy);
            }
        }

        // A courtesy at the end: whatever goes wrong with it is told, and changes nothing of what the run came to.
        async Task MailReportAsync()
        {
            var now = catalog.GetProject(project.Name);
            if (now.Options.ReportRecipient.Count == 0 || request.Kind == PassKind.Verify || stopping.IsCancellationRequested)
            {
                return;
            }

            try
            {
                using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
                patience.CancelAfter(MostMailing);
                var reports = new ReportReader(store, new StatisticsReader(catalog, store.Ledger, time), time);
                await new ReportMailer(catalog, reports).RunAsync(now, source, destination, patience.Token).ConfigureAwait(false);
                progress.Report(new MigrationEvent.Verbose($"{now.Name}: the report was mailed to {string.Join(", ", now.Options.ReportRecipient)}.", null));
            }
            catch (Exception failure)
            {
                var said = failure is MigrationException told ? told.WithTicket($"{told.Message} {told.Remedy}") : failure is OperationCanceledException ? "It took too long." : failure.Message;
                progress.Report(new MigrationEvent.Warning($"{now.Name}: the report could not be mailed. {said} The run itself is not affected; Send-ArchiveMigrationReport sends it later.", null));
            }
        }

        async Task LookAsync()
        {
            schedule.Look();
            run.Show(outage.Look());
            if (time.GetElapsedTime(paceKept) >= ThroughputSample.Span)
            {
                paceKept = time.GetTimestamp();
                await run.KeepPaceAsync().ConfigureAwait(false);
            }
        }

        void Lose()
        {
            lost = true;
            stopping.Cancel();
        }
    }

    private MigrationException TakenOver(string project) => new(
        ErrorIds.StoreInUse, MigrationErrorKind.Busy, $"The run of project '{project}' gave no sign of life for a while, as when a machine sleeps, and another process has taken over its store '{store.Path}'.")
    {
        Target = store.Path,
        Remedy = "Nothing is lost: the other run goes on where this one was.",
    };

    private static MigrationStatus Judge(IReadOnlyList<MigrationStatus> users, bool wasStopped)
    {
        if (wasStopped || users.Contains(MigrationStatus.Stopped))
        {
            return MigrationStatus.Stopped;
        }

        if (users.All(static status => status is MigrationStatus.Completed or MigrationStatus.Synced))
        {
            return users.Contains(MigrationStatus.Synced) ? MigrationStatus.Synced : MigrationStatus.Completed;
        }

        if (users.Contains(MigrationStatus.WaitingForQuota))
        {
            return MigrationStatus.WaitingForQuota;
        }

        return users.All(static status => status == MigrationStatus.Failed) ? MigrationStatus.Failed : MigrationStatus.CompletedWithErrors;
    }
}
