using ArchiveMigration.Engine.Endpoints;
using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Passes.Mapping;
using ArchiveMigration.Engine.Passes.Schedule;
using ArchiveMigration.Engine.Progress;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Engine.Passes;

/// <summary>Runs a pass over the users of a project, as many at once as the project allows.</summary>
internal sealed class MigrationRunner(SqliteStore store, IMailboxServiceFactory services, TimeProvider time)
{
    /// <summary>Item content that may be in memory at once, over all mailboxes.</summary>
    private const long MostBytesInMemory = 64L * 1024 * 1024;

    /// <summary>Runs it; see <see cref="MigrationEngine.RunAsync"/>.</summary>
    public async Task<ProjectRunResult> RunAsync(string projectName, RunRequest request, IProgress<MigrationEvent> progress, CancellationToken stop)
    {
        var catalog = store.Catalog;
        var project = catalog.GetProject(projectName);
        var users = UserSelection.Of(catalog, project.Name, request.Users);
        foreach (var warning in Warnings(project, request))
        {
            progress.Report(new MigrationEvent.Warning(warning, null));
        }

        using var hold = store.Hold($"{request.Kind} pass of project {project.Name}", project.Name);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var (from, to) = (catalog.GetEndpoint(project.Source), catalog.GetEndpoint(project.Destination));
        await using var source = services.Create(from, request.ShowSignInMessage);
        await using var destination = services.Create(to, request.ShowSignInMessage);
        var use = new UseMemory(store, (from, source), (to, destination));
        use.Recall();
        using var mapping = new RunMapping(() => catalog.GetAddressDirectory(project.Name));
        var settled = new SettledUsers();
        var context = new RunContext
        {
            Project = project.Name,
            Request = request,
            Catalog = catalog,
            Ledger = store.Ledger,
            Source = source,
            Destination = destination,
            Budget = new ByteBudget(MostBytesInMemory),
            Mapping = mapping,
            Quota = new QuotaWaiting(catalog, store.Ledger, settled, progress, time, request.WaitForQuota),
            Outage = new Outage(source, destination, request.MaximumOutage, progress, time, stopping),
            Schedule = new RunSchedule(request, progress, time),
            Settled = settled,
            Subjects = new FailedSubjects(() => store.SubjectKey, store.Ledger, time),
            Use = use,
            Progress = progress,
            Time = time,
        };

        var run = new ProjectRun(context, users, stopping);
        if (!await run.RunAsync(hold).ConfigureAwait(false))
        {
            throw TakenOver(project.Name);
        }

        var result = await run.SumUpAsync().ConfigureAwait(false);
        if (request.Kind != PassKind.Verify && !stopping.IsCancellationRequested)
        {
            await new RunReport(store, context).MailAsync(stop).ConfigureAwait(false);
        }

        return result;
    }

    private IEnumerable<string> Warnings(MigrationProject project, RunRequest request)
    {
        if (UserSelection.LeftOut(store.Catalog, project.Name, request.Users) is { } leftOut)
        {
            yield return leftOut;
        }

        foreach (var ending in CredentialEnd.Warnings(store.Catalog, project, time))
        {
            yield return ending;
        }
    }

    private MigrationException TakenOver(string project) => new(
        ErrorIds.StoreInUse, MigrationErrorKind.Busy, $"The run of project '{project}' gave no sign of life for a while, as when a machine sleeps, and another process has taken over its store '{store.Path}'.")
    {
        Target = store.Path,
        Remedy = "Nothing is lost: the other run goes on where this one was.",
    };
}
