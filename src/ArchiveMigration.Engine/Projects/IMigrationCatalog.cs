using ArchiveMigration.Engine.Endpoints;

namespace ArchiveMigration.Engine.Projects;

/// <summary>
/// The endpoints, projects, users and recipients that the administrator edits. Names are compared regardless of case.
/// Every method throws <see cref="MigrationException"/>: …NotFound, …Exists, EndpointInUse, StoreFull, StoreNotUsable, SecretNotReadable; a call that throws changes nothing.
/// </summary>
public interface IMigrationCatalog
{
    /// <summary>All endpoints, by name.</summary>
    IReadOnlyList<MigrationEndpoint> GetEndpoints();

    /// <summary>One endpoint.</summary>
    MigrationEndpoint GetEndpoint(string name);

    /// <summary>Adds an endpoint; its secret is encrypted.</summary>
    void AddEndpoint(MigrationEndpoint endpoint);

    /// <summary>Replaces an endpoint of the same name.</summary>
    void UpdateEndpoint(MigrationEndpoint endpoint);

    /// <summary>Removes an endpoint that no project uses.</summary>
    void RemoveEndpoint(string name);

    /// <summary>All projects, by name.</summary>
    IReadOnlyList<MigrationProject> GetProjects();

    /// <summary>One project.</summary>
    MigrationProject GetProject(string name);

    /// <summary>Adds a project; both endpoints must exist and differ.</summary>
    void AddProject(MigrationProject project);

    /// <summary>Replaces a project of the same name.</summary>
    void UpdateProject(MigrationProject project);

    /// <summary>Removes a project with its users and all that is recorded of them.</summary>
    void RemoveProject(string name);

    /// <summary>The users of a project, in the order they were added.</summary>
    IReadOnlyList<MigrationUser> GetUsers(string project);

    /// <summary>The users whose destination mailbox another user of the project has, too, those of one mailbox together.</summary>
    IReadOnlyList<MigrationUser> GetUsersOfSharedDestinations(string project);

    /// <summary>The first users of a project by source address, of those whose source address begins so. However many users there are, only these are read.</summary>
    /// <param name="project">The project.</param>
    /// <param name="beginning">The address's first characters, regardless of case; may be empty.</param>
    /// <param name="most">How many at most.</param>
    IReadOnlyList<MigrationUser> FindUsers(string project, string beginning, int most);

    /// <summary>One user of a project, by source or destination address.</summary>
    MigrationUser GetUser(string project, string address);

    /// <summary>Adds users in one transaction; those whose source address is in the project already are left as they are.</summary>
    /// <returns>For each user given, the saved one and whether it is new.</returns>
    IReadOnlyList<(MigrationUser User, bool Added)> AddUsers(string project, IReadOnlyList<MigrationUser> users);

    /// <summary>Replaces a user (by <see cref="MigrationUser.Id"/>).</summary>
    void UpdateUser(MigrationUser user);

    /// <summary>
    /// Replaces users (by <see cref="MigrationUser.Id"/>) in one transaction. One that cannot be, as when another user has its source address, is refused in the
    /// answer and stays as it is; the others are replaced.
    /// </summary>
    /// <returns>For each user given, in their order, why it was refused, or null.</returns>
    IReadOnlyList<MigrationException?> UpdateUsers(IReadOnlyList<MigrationUser> users);

    /// <summary>Sets where a user stands.</summary>
    void SetUserStatus(long userId, MigrationStatus status, string? detail);

    /// <summary>What is remembered of a user whose destination is full, or null.</summary>
    QuotaWait? GetQuotaWait(long userId);

    /// <summary>Remembers that a user's destination is full, or, with null, that it has room.</summary>
    void SetQuotaWait(long userId, QuotaWait? wait);

    /// <summary>Removes a user with all that is recorded of it.</summary>
    void RemoveUser(long userId);

    /// <summary>Who is meant by the internal names of a project's source tenant, by address.</summary>
    IReadOnlyList<MigrationRecipient> GetRecipients(string project);

    /// <summary>
    /// Adds recipients in one transaction. A name that is there already with the same address is left as it is; one that is there with another
    /// is refused in the answer and keeps its address, and the others are added.
    /// </summary>
    /// <returns>For each recipient given, in their order, what became of it.</returns>
    IReadOnlyList<RecipientAddition> AddRecipients(string project, IReadOnlyList<MigrationRecipient> recipients);

    /// <summary>Removes recipients by their legacyExchangeDN, in one transaction; names that are not there are passed over.</summary>
    /// <returns>The number of those that were there.</returns>
    int RemoveRecipients(string project, IReadOnlyCollection<string> legacyExchangeDNs);
}
