using ArchiveMigration.Engine.Endpoints;
using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Passes;
using ArchiveMigration.Engine.Progress;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Reports;

namespace ArchiveMigration.Engine;

/// <summary>
/// The door to everything: the cmdlets, the rehearsal and the tests all come in here. One instance holds one open store.
/// </summary>
public sealed class MigrationEngine : IAsyncDisposable
{
    /// <summary>Opens a store, making it if it is not there.</summary>
    /// <param name="storePath">The database file; null = <see cref="DefaultStorePath"/>.</param>
    /// <param name="services">Where mailboxes come from; null = Microsoft 365.</param>
    /// <param name="time">The clock; null = the system's.</param>
    /// <exception cref="MigrationException">StoreNotUsable, StoreTooNew, StoreFull.</exception>
    public MigrationEngine(string? storePath = null, IMailboxServiceFactory? services = null, TimeProvider? time = null)
        => throw new NotImplementedException();

    /// <summary>
    /// <c>ArchiveMigration/migrations.db</c> under the user's local application data, or the file named by the environment variable
    /// <c>ARCHIVEMIGRATION_STORE</c>.
    /// </summary>
    public static string DefaultStorePath => throw new NotImplementedException();

    /// <summary>The database file.</summary>
    public string StorePath => throw new NotImplementedException();

    /// <summary>Endpoints, projects and users.</summary>
    public IMigrationCatalog Catalog => throw new NotImplementedException();

    /// <summary>Signs in to an endpoint's tenant; gives the endpoint with region, verification time and certificate end filled in. Saves nothing.</summary>
    /// <exception cref="MigrationException">Sign-in failed.</exception>
    public Task<MigrationEndpoint> VerifyEndpointAsync(MigrationEndpoint endpoint, Action<string>? showSignInMessage, CancellationToken cancellationToken)
        => throw new NotImplementedException();

    /// <summary>Checks users without moving data, one result a user, as they come.</summary>
    /// <param name="project">The project.</param>
    /// <param name="users">Source or destination addresses; empty = all.</param>
    /// <param name="showSignInMessage">Shows a person what to do to sign in (device code).</param>
    /// <param name="cancellationToken">Stops it.</param>
    public IAsyncEnumerable<CredentialTestResult> TestCredentialsAsync(string project, IReadOnlyList<string> users, Action<string>? showSignInMessage, CancellationToken cancellationToken)
        => throw new NotImplementedException();

    /// <summary>Runs a pass over a project's users. Cancelling stops it within seconds: items in hand are finished or left for the next run, and the result says Stopped.</summary>
    /// <exception cref="MigrationException">ProjectNotFound, ProjectIncomplete, UserNotFound, StoreInUse, …: nothing was started.</exception>
    public Task<ProjectRunResult> RunAsync(string project, RunRequest request, IProgress<MigrationEvent> progress, CancellationToken cancellationToken)
        => throw new NotImplementedException();

    /// <summary>The statistics of a project's users, in the order they were added; also while another process runs it.</summary>
    public Task<IReadOnlyList<UserStatistics>> GetStatisticsAsync(string project, CancellationToken cancellationToken)
        => throw new NotImplementedException();

    /// <summary>The items of a user that came to a disposition.</summary>
    public IAsyncEnumerable<LedgerItem> GetItemsAsync(MigrationUser user, Disposition disposition, CancellationToken cancellationToken)
        => throw new NotImplementedException();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
