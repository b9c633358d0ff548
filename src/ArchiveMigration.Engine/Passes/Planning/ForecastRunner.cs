using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Progress;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Engine.Passes.Planning;

/// <summary>Finds out what a pass would do, without doing any of it: reads the source's listing and this store, also while a run is on.</summary>
internal sealed class ForecastRunner(SqliteStore store, IMailboxServiceFactory services, TimeProvider time)
{
    /// <summary>What is known of a user is in memory, eight bytes and more an item.</summary>
    private const int MostUsersAtOnce = 4;

    /// <summary>Runs it; see <see cref="MigrationEngine.ForecastAsync"/>.</summary>
    public async Task<ProjectForecast> RunAsync(string projectName, RunRequest request, IProgress<MigrationEvent> progress, CancellationToken cancellationToken)
    {
        var project = store.Catalog.GetProject(projectName);
        var users = UserSelection.Of(store.Catalog, project.Name, request.Users);
        await using var source = services.Create(store.Catalog.GetEndpoint(project.Source), request.ShowSignInMessage);
        if (request.Kind != PassKind.RetryErrors)
        {
            await source.DescribeTenantAsync(cancellationToken).ConfigureAwait(false);
        }

        var run = new UserForecastRun(store.Ledger, source, project.Options, request, progress, time);
        var forecasts = new UserForecast[users.Count];
        var some = new ParallelOptions { MaxDegreeOfParallelism = Math.Min(MostUsersAtOnce, project.Options.MaxConcurrentMigrations), CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(
            Enumerable.Range(0, users.Count),
            some,
            async (number, token) => forecasts[number] = await run.RunAsync(users[number], token).ConfigureAwait(false)).ConfigureAwait(false);
        return new ProjectForecast(project.Name, request.Kind, forecasts, project.Options.MaxConcurrentMigrations);
    }
}
