using ArchiveMigration.Engine.Exchange;
using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Logging;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Passes;
using ArchiveMigration.Engine.Passes.Planning;
using ArchiveMigration.Engine.Progress;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Engine;

/// <summary>
/// The door to everything: the cmdlets, the rehearsal and the tests all come in here. One instance holds one open store.
/// </summary>
public sealed partial class MigrationEngine : IAsyncDisposable
{
    private const string StoreVariable = "ARCHIVEMIGRATION_STORE";

    private readonly SqliteStore store;
    private readonly IMailboxServiceFactory services;
    private readonly TimeProvider time;

    /// <summary>Opens a store, making it if it is not there.</summary>
    /// <param name="storePath">The database file; null = <see cref="DefaultStorePath"/>.</param>
    /// <param name="services">Where mailboxes come from; null = Microsoft 365.</param>
    /// <param name="time">The clock; null = the system's.</param>
    /// <exception cref="MigrationException">StoreNotUsable, StoreTooNew, StoreFull.</exception>
    public MigrationEngine(string? storePath = null, IMailboxServiceFactory? services = null, TimeProvider? time = null)
    {
        this.time = time ?? TimeProvider.System;
        this.services = services ?? new MicrosoftMailboxServices(this.time);
        store = SqliteStore.Open(storePath ?? DefaultStorePath, this.time);
    }

    /// <summary>
    /// <c>ArchiveMigration/migrations.db</c> under the user's local application data, or the file named by the environment variable
    /// <c>ARCHIVEMIGRATION_STORE</c>.
    /// </summary>
    public static string DefaultStorePath => Environment.GetEnvironmentVariable(StoreVariable) is { Length: > 0 } path
        ? path
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "ArchiveMigration", "migrations.db");

    /// <summary>The database file.</summary>
    public string StorePath => store.Path;

    /// <summary>Endpoints, projects and users.</summary>
    public IMigrationCatalog Catalog => store.Catalog;

    /// <summary>Runs a pass over a project's users. Cancelling stops it within seconds: items in hand are finished or left for the next run, and the result says Stopped.</summary>
    /// <param name="project">The project.</param>
    /// <param name="request">Which pass, over whom.</param>
    /// <param name="progress">Receives what happens, from many threads.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="MigrationException">ProjectNotFound, ProjectIncomplete, UserNotFound, StoreInUse, …: nothing was started.</exception>
    public Task<ProjectRunResult> RunAsync(string project, RunRequest request, IProgress<MigrationEvent> progress, CancellationToken cancellationToken)
        => RunLog.AroundAsync(
            request.LogPath, store.Path, project, $"{request.Kind} pass", progress, time,
            async (events, log) => await new MigrationRunner(store, services, time).RunAsync(project, request, events, cancellationToken).ConfigureAwait(false) with { LogPath = log },
            static result => result.Status.ToString());

    /// <summary>Says what a pass over a project's users would do, and does nothing of it: only the source is listed, and only this store is read; also while a run is on.</summary>
    /// <param name="project">The project.</param>
    /// <param name="request">Which pass, over whom.</param>
    /// <param name="progress">Receives what happens, from many threads.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="MigrationException">ProjectNotFound, ProjectIncomplete, UserNotFound; sign-in failed.</exception>
    public Task<ProjectForecast> ForecastAsync(string project, RunRequest request, IProgress<MigrationEvent> progress, CancellationToken cancellationToken)
        => new ForecastRunner(store, services, time).RunAsync(project, request, progress, cancellationToken);

    /// <summary>
    /// Asks the run of a project, in whichever process it is, to stop: within about a second it hears it and ends as if Ctrl+C had been pressed there. Items in hand are
    /// finished or left for the next run.
    /// </summary>
    /// <param name="project">The project; null = whichever is being run.</param>
    /// <param name="users">Only these users (source or destination addresses); empty = the whole run.</param>
    /// <returns>What was asked of whom; null when no such run is there to stop.</returns>
    /// <exception cref="MigrationException">ProjectNotFound, UserNotFound.</exception>
    public StopTicket? AskToStop(string? project, IReadOnlyList<string> users) => new StopAsking(store, time).Ask(project, users);

    /// <summary>Waits until a run, or the users of it that were meant, has stopped.</summary>
    /// <param name="ticket">What was asked.</param>
    /// <param name="atMost">How long to wait.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>False when it still runs after that time.</returns>
    public Task<bool> WaitForStopAsync(StopTicket ticket, TimeSpan atMost, CancellationToken cancellationToken)
        => new StopAsking(store, time).WaitAsync(ticket, atMost, cancellationToken);

    /// <summary>The process that runs migrations on this store at this moment, here or elsewhere; null when none does.</summary>
    public StoreRunner? CurrentRunner => store.CurrentRunner;

    /// <summary>Closes the store.</summary>
    public ValueTask DisposeAsync()
    {
        store.Dispose();
        return ValueTask.CompletedTask;
    }
}
