using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Notifications;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Reports;
using ArchiveMigration.Engine.Reports.Export;

namespace ArchiveMigration.Engine;

/// <content>What was done, told to people.</content>
public sealed partial class MigrationEngine
{
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
