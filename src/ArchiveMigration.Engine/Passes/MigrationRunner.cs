using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Passes.Mapping;
using ArchiveMigration.Engine.Progress;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Reports;

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
        using var hold = store.HoldRunner($"{request.Kind} pass of project {project.Name}");
        var started = time.GetUtcNow();

        await using var source = services.Create(catalog.GetEndpoint(project.Source), request.ShowSignInMessage);
        await using var destination = services.Create(catalog.GetEndpoint(project.Destination), request.ShowSignInMessage);
        await source.DescribeTenantAsync(stop).ConfigureAwait(false);
        await destination.DescribeTenantAsync(stop).ConfigureAwait(false);

        using var mapping = new RunMapping(() => catalog.GetAddressDirectory(project.Name));
        var run = new UserRun(catalog, store.Ledger, new ByteBudget(MostBytesInMemory), mapping, progress, time);
        var together = new ParallelOptions { MaxDegreeOfParallelism = project.Options.MaxConcurrentMigrations };
        await Parallel.ForEachAsync(users, together, async (user, _) =>
        {
            if (!stop.IsCancellationRequested)
            {
                // Read again for each user, so that options changed during a run count from the next mailbox on.
                var options = catalog.GetProject(project.Name).Options;
                await run.RunAsync(user, options, source, destination, request.Kind, stop).ConfigureAwait(false);
            }
        }).ConfigureAwait(false);

        var chosen = users.Select(user => user.Id).ToHashSet();
        var statistics = await new StatisticsReader(catalog, store.Ledger, time).ReadAsync(project.Name, user => chosen.Contains(user.Id), CancellationToken.None).ConfigureAwait(false);
        return new ProjectRunResult
        {
            Project = project.Name,
            Kind = request.Kind,
            Status = Judge(statistics, stop.IsCancellationRequested),
            StartedUtc = started,
            EndedUtc = time.GetUtcNow(),
            Users = statistics,
        };
    }

    private static MigrationStatus Judge(IReadOnlyList<UserStatistics> users, bool wasStopped)
    {
        if (wasStopped || users.Any(user => user.Status == MigrationStatus.Stopped))
        {
            return MigrationStatus.Stopped;
        }

        if (users.All(user => user.Status == MigrationStatus.Completed))
        {
            return MigrationStatus.Completed;
        }

        return users.All(user => user.Status == MigrationStatus.Failed) ? MigrationStatus.Failed : MigrationStatus.CompletedWithErrors;
    }
}
