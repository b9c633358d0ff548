using System.Runtime.CompilerServices;
using ArchiveMigration.Engine.Companions;
using ArchiveMigration.Engine.Endpoints;
using ArchiveMigration.Engine.Exchange;
using ArchiveMigration.Engine.Exchange.Authentication;
using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Logging;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Notifications;
using ArchiveMigration.Engine.Passes;
using ArchiveMigration.Engine.Passes.Planning;
using ArchiveMigration.Engine.Progress;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Proof;
using ArchiveMigration.Engine.Readiness;
using ArchiveMigration.Engine.Reports;
using ArchiveMigration.Engine.Reports.Export;
using ArchiveMigration.Engine.ServiceProbe;
using ArchiveMigration.Engine.Undo;

namespace ArchiveMigration.Engine;

/// <summary>
/// The door to everything: the cmdlets, the rehearsal and the tests all come in here. One instance holds one open store.
/// </summary>
public sealed class MigrationEngine : IAsyncDisposable
{
    private const string StoreVariable = "ARCHIVEMIGRATION_STORE";
    private const int TestsAtOnce = 8;

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

    /// <summary>Reads both sides of a project's users afresh and says of every source item what became of it. Writes down its verdict and nothing else, and keeps passes on this store from starting meanwhile.</summary>
    /// <param name="project">The project.</param>
    /// <param name="request">What to look at.</param>
    /// <param name="progress">Receives what happens, from many threads.</param>
    /// <param name="cancellationToken">Stops it; there is no proof then.</param>
    /// <exception cref="MigrationException">ProjectNotFound, ProjectIncomplete, UserNotFound, StoreInUse (a pass is running), …: nothing was read.</exception>
    public async Task<ArchiveProof> ProveAsync(string project, ProofRequest request, IProgress<MigrationEvent> progress, CancellationToken cancellationToken)
    {
        var proof = await new ProofRunner(store, services, time).RunAsync(project, request, progress, cancellationToken).ConfigureAwait(false);
        Remember(proof);
        return proof;
    }

    /// <summary>Writes a proof to its file, and remembers where it is and its SHA-256.</summary>
    /// <param name="proof">The proof.</param>
    /// <param name="file">The file that was prepared for it.</param>
    /// <returns>The proof with its file.</returns>
    /// <exception cref="MigrationException">ProofFileNotWritable.</exception>
    public ArchiveProof SaveProof(ArchiveProof proof, ProofFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        proof = proof with { File = file.Save(proof) };
        Remember(proof);
        return proof;
    }

    /// <summary>What the last proof of a project came to, of all its users where there is one; null when none was made.</summary>
    /// <param name="project">The project.</param>
    /// <exception cref="MigrationException">ProjectNotFound.</exception>
    public ProofSummary? GetLastProof(string project) => store.ReadLastProof(project);

    /// <summary>Copies inbox rules and master categories of the users' primary mailboxes; what is there already is not made again.</summary>
    /// <param name="project">The project.</param>
    /// <param name="request">Whose, and which.</param>
    /// <param name="progress">Receives what happens, from many threads.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="MigrationException">ProjectNotFound, ProjectIncomplete, UserNotFound, sign-in: nothing was copied.</exception>
    public Task<IReadOnlyList<SettingCopyResult>> CopySettingsAsync(string project, SettingCopyRequest request, IProgress<MigrationEvent> progress, CancellationToken cancellationToken)
        => new SettingCopy(store, services, time).RunAsync(project, request, progress, cancellationToken);

    /// <summary>The lines of an Exchange Online script that gives the new mailboxes the folder permissions and junk e-mail lists of the old ones, which Graph has no access to.</summary>
    /// <param name="project">The project, whose users and rules say who is who in the new tenant.</param>
    /// <param name="permissions">The source's folder permissions.</param>
    /// <param name="lists">The source's junk e-mail lists.</param>
    /// <exception cref="MigrationException">ProjectNotFound.</exception>
    public IReadOnlyList<string> WriteSettingScript(string project, IReadOnlyList<FolderPermission> permissions, IReadOnlyList<JunkEmailLists> lists)
    {
        var found = Catalog.GetProject(project);
        return new SettingScript(found.Name, new SettingAddresses(Catalog, found.Name)).Lines(permissions, lists, time.GetUtcNow());
    }

    /// <summary>What copying settings came to the last time, for the users of a project of whom it was done.</summary>
    /// <param name="project">The project.</param>
    /// <exception cref="MigrationException">ProjectNotFound.</exception>
    public IReadOnlyList<SettingCopyResult> GetSettingCopies(string project) => [.. Catalog.GetUsers(project).Select(user => store.GetSettingCopy(user.Id)).OfType<SettingCopyResult>()];

    /// <summary>
    /// Removes from the destinations of a project's users exactly what the project imported there: what the ledger knows by id, is there with the same search key, and was not
    /// changed since. What was there before is never touched, the source is not even opened. Cancelling stops it within seconds; the same call goes on. Afterwards the ledger
    /// says that the items were not copied, so that the next pass copies them again.
    /// </summary>
    /// <param name="project">The project.</param>
    /// <param name="request">Whom, and how.</param>
    /// <param name="progress">Receives what happens, from many threads.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="MigrationException">ProjectNotFound, ProjectIncomplete, UserNotFound, StoreInUse, …: nothing was removed.</exception>
    public Task<IReadOnlyList<UndoResult>> UndoAsync(string project, UndoRequest request, IProgress<MigrationEvent> progress, CancellationToken cancellationToken)
        => RunLog.AroundAsync(
            request.LogPath, store.Path, project, request.IsPreview ? "Preview of an undo" : "Undo", progress, time,
            async (events, log) => (IReadOnlyList<UndoResult>)[.. (await new UndoRunner(store, services, time).RunAsync(project, request, events, cancellationToken).ConfigureAwait(false)).Select(result => result with { LogPath = log })],
            static results => string.Join(", ", results.GroupBy(result => result.Status).Select(group => $"{group.Key} {group.Count()}")));

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

    /// <summary>The statistics of a project's users, in the order they were added; also while another process runs it.</summary>
    /// <param name="project">The project.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="MigrationException">ProjectNotFound.</exception>
    public Task<IReadOnlyList<UserStatistics>> GetStatisticsAsync(string project, CancellationToken cancellationToken) => GetStatisticsAsync(project, static _ => true, cancellationToken);

    /// <summary>As above, of some of a project's users.</summary>
    /// <param name="project">The project.</param>
    /// <param name="filter">Which users.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="MigrationException">ProjectNotFound.</exception>
    public Task<IReadOnlyList<UserStatistics>> GetStatisticsAsync(string project, Func<MigrationUser, bool> filter, CancellationToken cancellationToken)
        => Statistics.ReadAsync(project, filter, cancellationToken);

    /// <summary>The statistics of a project's source folders, by user in the order they were added; also while another process runs it.</summary>
    /// <param name="project">The project.</param>
    /// <param name="filter">Which users.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="MigrationException">ProjectNotFound.</exception>
    public Task<IReadOnlyList<FolderStatistics>> GetFolderStatisticsAsync(string project, Func<MigrationUser, bool> filter, CancellationToken cancellationToken)
        => Statistics.ReadFoldersAsync(project, filter, cancellationToken);

    /// <summary>The statistics of users of a project together.</summary>
    /// <param name="project">The project.</param>
    /// <param name="users">Statistics of its users, of all or of those that are meant.</param>
    /// <exception cref="MigrationException">ProjectNotFound.</exception>
    public ProjectStatistics GetProjectStatistics(string project, IReadOnlyList<UserStatistics> users) => GroupSum.OfProject(Catalog.GetProject(project), users, time.GetUtcNow());

    /// <summary>The statistics of users of several projects, of one row a customer, in the order of the projects.</summary>
    /// <param name="projects">The projects, each with the statistics of its users.</param>
    /// <exception cref="MigrationException">ProjectNotFound.</exception>
    public IReadOnlyList<CustomerStatistics> GetCustomerStatistics(IEnumerable<(string Project, IReadOnlyList<UserStatistics> Users)> projects) =>
    [
        .. projects.Select(project => (Project: GetProjectStatistics(project.Project, project.Users), project.Users))
            .GroupBy(project => project.Project.Customer ?? string.Empty, StringComparer.OrdinalIgnoreCase)
            .Select(customer => GroupSum.OfCustomer(customer.First().Project.Customer, [.. customer], time.GetUtcNow())),
    ];

    /// <summary>What a project's runs came to over time, in spans of <see cref="ThroughputSample.Span"/> in which something happened, oldest first.</summary>
    /// <param name="project">The project.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="MigrationException">ProjectNotFound.</exception>
    public Task<IReadOnlyList<ThroughputSample>> GetThroughputAsync(string project, CancellationToken cancellationToken) => store.Ledger.ReadThroughputAsync(project, cancellationToken);

    /// <summary>The items of a user that came to a disposition.</summary>
    /// <param name="user">The user, as the catalog gave it.</param>
    /// <param name="disposition">The disposition.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public IAsyncEnumerable<LedgerItem> GetItemsAsync(MigrationUser user, Disposition disposition, CancellationToken cancellationToken)
        => ByPage((after, count) => store.Ledger.ReadItemsAsync(user.Id, disposition, after, count, cancellationToken));

    /// <summary>The imported items of a user whose addresses could not be mapped; <see cref="LedgerItem.Mapping"/> says why.</summary>
    /// <param name="user">The user, as the catalog gave it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public IAsyncEnumerable<LedgerItem> GetNotMappedItemsAsync(MigrationUser user, CancellationToken cancellationToken)
        => ByPage((after, count) => store.Ledger.ReadNotMappedItemsAsync(user.Id, after, count, cancellationToken));

    /// <summary>
    /// The distinguished names (legacyExchangeDN) of the old tenant met while items were mapped, over all users of a project, the most frequent first.
    /// Nothing where mapping is off: items are then not looked into.
    /// </summary>
    /// <param name="project">The project.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="MigrationException">ProjectNotFound.</exception>
    public Task<IReadOnlyList<LegacyAddressStatistics>> GetLegacyAddressesAsync(string project, CancellationToken cancellationToken)
        => store.Ledger.ReadLegacyAddressesAsync([.. Catalog.GetUsers(project).Select(user => user.Id)], cancellationToken);

    /// <summary>The same names, each with the mailbox of the new tenant that should have it as an X500 address, where that is known.</summary>
    /// <param name="project">The project.</param>
    /// <param name="users">Source or destination addresses of the users whose items are meant; empty = all.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="MigrationException">ProjectNotFound, UserNotFound.</exception>
    public async Task<IReadOnlyList<LegacyAddressMatch>> MatchLegacyAddressesAsync(string project, IReadOnlyList<string> users, CancellationToken cancellationToken)
    {
        var found = Catalog.GetProject(project);
        var chosen = users.Count == 0 ? Catalog.GetUsers(found.Name) : UserSelection.Of(Catalog, found.Name, users);
        var met = await store.Ledger.ReadLegacyAddressesAsync([.. chosen.Select(user => user.Id)], cancellationToken).ConfigureAwait(false);
        var matching = new LegacyAddressMatching(Catalog, found);
        return [.. met.Select(matching.Match)];
    }

    /// <summary>Reads what a report of a project is made of.</summary>
    /// <param name="project">The project.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="MigrationException">ProjectNotFound.</exception>
    public Task<MigrationReport> GetReportAsync(string project, CancellationToken cancellationToken) => Reports.ReadAsync(project, cancellationToken);

    /// <summary>Writes the report of a project to a file. A file that is there is replaced at the end, in one step.</summary>
    /// <param name="project">The project.</param>
    /// <param name="request">Where to, and as what.</param>
    /// <param name="cancellationToken">Stops it; nothing is written then.</param>
    /// <returns>The file.</returns>
    /// <exception cref="MigrationException">ProjectNotFound, InvalidArgument, ReportFileNotWritable.</exception>
    public Task<FileInfo> ExportReportAsync(string project, ReportRequest request, CancellationToken cancellationToken)
        => new ReportExport(store, Reports).RunAsync(project, request, cancellationToken);

    // Hours of reading are not thrown away because the store cannot be written at this moment.
    private void Remember(ArchiveProof proof)
    {
        try
        {
            store.RememberProof(proof);
        }
        catch (MigrationException)
        {
            // The proof is given to whoever asked for it; reports go on to tell of the one before.
        }
    }

    private ReportReader Reports => new(store, Statistics, time);

    private StatisticsReader Statistics => new(store.Catalog, store.Ledger, time, () => store.CurrentRunner is not null);

    /// <summary>Tells users of a project by mail, each once, one result a user, as they come.</summary>
    /// <param name="project">The project.</param>
    /// <param name="request">What to tell.</param>
    /// <param name="cancellationToken">Stops it between two mails.</param>
    /// <exception cref="MigrationException">ProjectNotFound, UserNotFound, TemplateFieldUnknown: nothing was sent. PermissionDenied, MailboxNotFound and the like: nothing was sent from that user on.</exception>
    public IAsyncEnumerable<NotificationResult> NotifyAsync(string project, NotificationRequest request, CancellationToken cancellationToken)
        => new UserNotifier(store, services, Statistics, time).RunAsync(project, request, cancellationToken);

    /// <summary>Mails the statistics of a project, with the report attached and the last proof's hash.</summary>
    /// <param name="project">The project.</param>
    /// <param name="request">To whom, from whom.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="MigrationException">ProjectNotFound, InvalidArgument, PermissionDenied, MailboxNotFound, MailTooLarge, …: not sent. MailUncertain: it may have gone.</exception>
    public Task<ReportMailResult> SendReportAsync(string project, ReportMailRequest request, CancellationToken cancellationToken)
        => new ReportMailer(Catalog, Reports).RunAsync(project, request, services, cancellationToken);

    /// <summary>Closes the store.</summary>
    public ValueTask DisposeAsync()
    {
        store.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async IAsyncEnumerable<LedgerItem> ByPage(Func<long, int, Task<IReadOnlyList<LedgerItem>>> read)
    {
        const int pageSize = 1000;
        var after = 0L;
        while (await read(after, pageSize).ConfigureAwait(false) is { Count: > 0 } page)
        {
            after = page[^1].Key;
            foreach (var item in page)
            {
                yield return item;
            }
        }
    }
}
