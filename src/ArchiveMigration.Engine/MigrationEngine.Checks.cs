using System.Runtime.CompilerServices;
using ArchiveMigration.Engine.Endpoints;
using ArchiveMigration.Engine.Exchange.Authentication;
using ArchiveMigration.Engine.Progress;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Readiness;
using ArchiveMigration.Engine.ServiceProbe;

namespace ArchiveMigration.Engine;

/// <content>What is looked at before anything moves.</content>
public sealed partial class MigrationEngine
{
    private const int TestsAtOnce = 8;

    /// <summary>Signs in to an endpoint's tenant; gives the endpoint with region, verification time and certificate end filled in. Saves nothing.</summary>
    /// <param name="endpoint">The endpoint, saved or not.</param>
    /// <param name="showSignInMessage">Shows a person what to do to sign in (device code).</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="MigrationException">Sign-in failed.</exception>
    public async Task<MigrationEndpoint> VerifyEndpointAsync(MigrationEndpoint endpoint, Action<string>? showSignInMessage, CancellationToken cancellationToken)
    {
        var result = await TestEndpointAsync(endpoint, showSignInMessage, cancellationToken).ConfigureAwait(false);
        return result.Failure is null ? result.Endpoint : throw result.Failure;
    }

    /// <summary>Signs in to an endpoint's tenant and says what the endpoint can be used as. Saves nothing; that signing in fails is a result.</summary>
    /// <param name="endpoint">The endpoint, saved or not.</param>
    /// <param name="showSignInMessage">Shows a person what to do to sign in (device code).</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task<EndpointTestResult> TestEndpointAsync(MigrationEndpoint endpoint, Action<string>? showSignInMessage, CancellationToken cancellationToken)
        => new EndpointTest(services, time).RunAsync(endpoint, showSignInMessage, cancellationToken);

    /// <summary>What a change of a project's options means for items that are copied already; null = none is concerned. Changes nothing.</summary>
    /// <param name="before">The project as it is.</param>
    /// <param name="after">As it is to be.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task<string?> WarnOfPlaceChangeAsync(MigrationProject before, MigrationProject after, CancellationToken cancellationToken)
        => new PlaceChange(Catalog, store.Ledger).WarningAsync(before, after, cancellationToken);

    /// <summary>The same for changes of users.</summary>
    /// <param name="project">The project.</param>
    /// <param name="changes">The changes.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="MigrationException">ProjectNotFound.</exception>
    public Task<string?> WarnOfPlaceChangeAsync(string project, IReadOnlyList<UserChange> changes, CancellationToken cancellationToken)
        => new PlaceChange(Catalog, store.Ledger).WarningAsync(project, changes, cancellationToken);

    /// <summary>Says what the administrator of an endpoint's tenant has to grant, without asking any service.</summary>
    /// <param name="endpoint">Tenant and application, saved or not; how to sign in does not matter.</param>
    /// <param name="side">What the endpoint is used as; null = what it is in the project, without one both.</param>
    /// <param name="project">The project whose mailboxes the application may reach; null = mailboxes that the administrator fills in.</param>
    /// <param name="scopeFilter">A recipient filter of Exchange (OPATH) that picks the mailboxes; null = the project's users by address.</param>
    /// <exception cref="MigrationException">ProjectNotFound, InvalidArgument.</exception>
    public EndpointConsent DescribeConsent(MigrationEndpoint endpoint, MigrationSide? side, string? project, string? scopeFilter)
        => new ConsentGuide(Catalog).Describe(endpoint, side, project, scopeFilter);

    /// <summary>Finds the people of a project's source tenant who have an archive, as they come.</summary>
    /// <param name="project">The project.</param>
    /// <param name="includesKnown">Whether those whom the project has are shown, too.</param>
    /// <param name="isWanted">By primary address, who is asked about at all.</param>
    /// <param name="showProgress">Told how many of how many were looked at, from any thread.</param>
    /// <param name="showSignInMessage">Shows a person what to do to sign in (device code).</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="MigrationException">ProjectNotFound, PermissionDenied, …</exception>
    public async IAsyncEnumerable<FoundUser> FindUsersAsync(
        string project, bool includesKnown, Func<string, bool> isWanted, Action<int, int> showProgress, Action<string>? showSignInMessage, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var found = Catalog.GetProject(project);
        await using var source = services.Create(Catalog.GetEndpoint(found.Source), showSignInMessage);
        await foreach (var user in new UserSearch(source, found.Name, Catalog.GetUsers(found.Name)).RunAsync(includesKnown, isWanted, showProgress, cancellationToken).ConfigureAwait(false))
        {
            yield return user;
        }
    }

    /// <summary>Checks users without moving data, one result a user, as they come.</summary>
    /// <param name="project">The project.</param>
    /// <param name="users">Source or destination addresses; empty = all.</param>
    /// <param name="showSignInMessage">Shows a person what to do to sign in (device code).</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="MigrationException">ProjectNotFound, ProjectIncomplete, UserNotFound.</exception>
    public async IAsyncEnumerable<CredentialTestResult> TestCredentialsAsync(
        string project, IReadOnlyList<string> users, Action<string>? showSignInMessage, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var found = Catalog.GetProject(project);
        var chosen = UserSelection.Of(Catalog, found.Name, users);
        await using var source = services.Create(Catalog.GetEndpoint(found.Source), showSignInMessage);
        await using var destination = services.Create(Catalog.GetEndpoint(found.Destination), showSignInMessage);
        var test = new CredentialTest(found, source, destination);

        await foreach (var result in AsTheyCome.OfAsync(chosen, TestsAtOnce, test.RunAsync, cancellationToken).ConfigureAwait(false))
        {
            yield return result;
        }
    }

    /// <summary>Finds out what would keep users from being migrated and how long it takes, one result a user, as they come. Changes nothing in either tenant; the results are kept.</summary>
    /// <param name="project">The project.</param>
    /// <param name="users">Source or destination addresses; empty = all.</param>
    /// <param name="request">How thoroughly.</param>
    /// <param name="showSignInMessage">Shows a person what to do to sign in (device code).</param>
    /// <param name="cancellationToken">Stops it; what was found out is kept.</param>
    /// <exception cref="MigrationException">ProjectNotFound, ProjectIncomplete, UserNotFound; sign-in failed: nobody was tested.</exception>
    public IAsyncEnumerable<UserReadiness> TestReadinessAsync(
        string project, IReadOnlyList<string> users, ReadinessRequest request, Action<string>? showSignInMessage, CancellationToken cancellationToken)
        => new ReadinessRunner(store, services, time).RunAsync(project, users, request, showSignInMessage, cancellationToken);

    /// <summary>What the last readiness tests found out about users, in the order of the project; users who were never tested are not among them. Asks nobody.</summary>
    /// <param name="project">The project.</param>
    /// <param name="users">Source or destination addresses; empty = all.</param>
    /// <exception cref="MigrationException">ProjectNotFound, ProjectIncomplete, UserNotFound.</exception>
    public IReadOnlyList<UserReadiness> GetReadiness(string project, IReadOnlyList<string> users)
    {
        var chosen = ReadinessRunner.Choose(Catalog, Catalog.GetProject(project).Name, users);
        var known = store.GetReadiness(chosen);
        return [.. chosen.Select(user => known.GetValueOrDefault(user.Id)).OfType<UserReadiness>()];
    }

    /// <summary>
    /// Asks Microsoft's service what its documentation leaves open, with the mailboxes of one user, who must be one for tests: items are written to the destination and deleted again.
    /// </summary>
    /// <param name="project">The project.</param>
    /// <param name="user">The test user: source or destination address.</param>
    /// <param name="request">What to ask.</param>
    /// <param name="answered">Told each answer as it comes.</param>
    /// <param name="showSignInMessage">Shows a person what to do to sign in (device code).</param>
    /// <param name="cancellationToken">Stops it; what was written is taken away all the same.</param>
    /// <exception cref="MigrationException">ProjectNotFound, UserNotFound, InvalidArgument; sign-in, or a mailbox that cannot be opened: nothing was asked.</exception>
    public Task<ServiceTestReport> TestServiceAsync(
        string project, string user, ServiceTestRequest request, Action<ServiceAnswer> answered, Action<string>? showSignInMessage, CancellationToken cancellationToken)
        => new ServiceTestRunner(Catalog, services, time).RunAsync(project, user, request, answered, showSignInMessage, cancellationToken);

    /// <summary>Adds readiness results of a project up.</summary>
    /// <param name="project">The project.</param>
    /// <param name="results">The results.</param>
    /// <exception cref="MigrationException">ProjectNotFound.</exception>
    public ProjectReadiness SumUp(string project, IReadOnlyList<UserReadiness> results)
    {
        var found = Catalog.GetProject(project);
        return ProjectReadiness.Of(found, results, Catalog.GetUsers(found.Name).Count, time.GetUtcNow());
    }
}
