using ArchiveMigration.Engine.Endpoints;
using ArchiveMigration.Engine.Ledger.Store;

namespace ArchiveMigration.Engine.Projects;

/// <summary>The catalog in a store: each call is one transaction, kept through a loss of power.</summary>
internal sealed class SqliteCatalog(StoreDatabase database, SecretProtector protector, TimeProvider time) : IMigrationCatalog
{
    private readonly EndpointTable endpoints = new(protector);
    private readonly ProjectTable projects = new(time);
    private readonly UserTable users = new(time);

    public IReadOnlyList<MigrationEndpoint> GetEndpoints() => database.Read(endpoints.All);

    public MigrationEndpoint GetEndpoint(string name) => database.Read(session => endpoints.Get(session, name));

    public void AddEndpoint(MigrationEndpoint endpoint)
    {
        EndpointRules.Check(endpoint);
        database.Write(session => endpoints.Add(session, endpoint));
    }

    public void UpdateEndpoint(MigrationEndpoint endpoint)
    {
        EndpointRules.Check(endpoint);
        database.Write(session => endpoints.Update(session, endpoint));
    }

    public void RemoveEndpoint(string name) => database.Write(session => EndpointTable.Remove(session, name));

    public IReadOnlyList<MigrationProject> GetProjects() => database.Read(ProjectTable.All);

    public MigrationProject GetProject(string name) => database.Read(session => ProjectTable.Get(session, name));

    public void AddProject(MigrationProject project)
    {
        ProjectRules.Check(project);
        database.Write(session => projects.Add(session, project));
    }

    public void UpdateProject(MigrationProject project)
    {
        ProjectRules.Check(project);
        database.Write(session =>
        {
            // What was kept under another choice is not what was chosen now.
            if (ProjectTable.Get(session, project.Name).Options.SubjectPrivacy != project.Options.SubjectPrivacy)
            {
                SubjectTable.Forget(session, ProjectTable.IdOf(session, project.Name).Id);
            }

            ProjectTable.Update(session, project);
        });
    }

    public void RemoveProject(string name)
    {
        database.Write(session =>
        {
            var (id, _) = ProjectTable.IdOf(session, name);
            UserTable.Of(session, name).ForEach(user => Remove(session, user));
            RecipientTable.RemoveAll(session, id);
            ThroughputTable.Remove(session, id);
            ProofTable.Remove(session, id);
            ProjectTable.Remove(session, id);
        });
        UserRemoval.Purge(database);
    }

    public IReadOnlyList<MigrationUser> GetUsers(string project) => database.Read(session => UserTable.Of(session, project));

    public IReadOnlyList<MigrationUser> GetUsersOfSharedDestinations(string project) => database.Read(session => UserTable.OfSharedDestinations(session, project));

    public IReadOnlyList<MigrationUser> FindUsers(string project, string beginning, int most) => database.Read(session => UserTable.Find(session, project, beginning, most));

    public MigrationUser GetUser(string project, string address) => database.Read(session => UserTable.Get(session, project, address));

    public IReadOnlyList<(MigrationUser User, bool Added)> AddUsers(string project, IReadOnlyList<MigrationUser> users)
    {
        foreach (var user in users)
        {
            Check(user);
        }

        return database.Write(session => this.users.Add(session, project, users));
    }

    public void UpdateUser(MigrationUser user)
    {
        Check(user);
        database.Write(session => UserTable.Update(session, user));
    }

    public IReadOnlyList<MigrationException?> UpdateUsers(IReadOnlyList<MigrationUser> users) => database.Write(session => users.Select(user => Refusal(session, user)).ToArray());

    // A lost status is found out again by the next run, so the disk need not be waited for.
    public void SetUserStatus(long userId, MigrationStatus status, string? detail) => database.Write(session => UserTable.SetStatus(session, userId, status, detail), synced: false);

    public QuotaWait? GetQuotaWait(long userId) => database.Read(session => QuotaWaitTable.Get(session, userId));

    public void SetQuotaWait(long userId, QuotaWait? wait) => database.Write(session => QuotaWaitTable.Set(session, userId, wait));

    public void RemoveUser(long userId)
    {
        database.Write(session => Remove(session, UserTable.ById(session, userId)));
        UserRemoval.Purge(database);
    }

    public IReadOnlyList<MigrationRecipient> GetRecipients(string project) => database.Read(session => RecipientTable.Of(session, project));

    public IReadOnlyList<RecipientAddition> AddRecipients(string project, IReadOnlyList<MigrationRecipient> recipients)
    {
        MigrationRecipient[] good = [.. recipients.Select(RecipientRules.Check)];
        return database.Write(session => RecipientTable.Add(session, project, good));
    }

    public int RemoveRecipients(string project, IReadOnlyCollection<string> legacyExchangeDNs) => database.Write(session => RecipientTable.Remove(session, project, legacyExchangeDNs));

    private void Remove(StoreSession session, MigrationUser user)
    {
        if (user.Status is MigrationStatus.Validating or MigrationStatus.Syncing or MigrationStatus.Stopping && RunnerHold.Current(database, time) is { } runner)
        {
            throw new MigrationException(
                ErrorIds.StoreInUse,
                MigrationErrorKind.Busy,
                $"User '{user.SourceAddress}' of project '{user.Project}' is being migrated by process {runner.ProcessId} on {runner.Machine}.")
            {
                Target = user.SourceAddress,
                Remedy = "Stop the migration first.",
            };
        }

        UserRemoval.Remove(session, user.Id);
        QuotaWaitTable.Set(session, user.Id, null);
        ReadinessTable.Forget(session, user.Id);
        UserTable.Remove(session, user.Id);
    }

    private static MigrationException? Refusal(StoreSession session, MigrationUser user)
    {
        try
        {
            Check(user);
            UserTable.Update(session, user);
            return null;
        }
        catch (MigrationException refused) when (refused.Kind is MigrationErrorKind.InvalidInput or MigrationErrorKind.AlreadyExists or MigrationErrorKind.NotFound)
        {
            return refused;
        }
    }

    private static void Check(MigrationUser user)
    {
        MailboxAddress.Check(user.SourceAddress, "source");
        if (user.Status != MigrationStatus.Unmatched || user.DestinationAddress.Length > 0)
        {
            MailboxAddress.Check(user.DestinationAddress, "destination");
        }
    }
}
