using ArchiveMigration.Engine.Passes;
using ArchiveMigration.Engine.Progress;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Sandbox.Audits;
using ArchiveMigration.Sandbox.Exchange;

namespace ArchiveMigration.Engine.Tests.Exchange;

/// <summary>The engine over two sandbox tenants, with a store, a project and its one user: whole runs, from project to audit.</summary>
internal sealed class PretendRun : IAsyncDisposable, IProgress<MigrationEvent>
{
    private readonly string directory = Directory.CreateTempSubdirectory("am-run-").FullName;
    private readonly List<MigrationEvent> events = [];

    private PretendRun(PretendTenants tenants, ProjectOptions options)
    {
        Tenants = tenants;
        Engine = new MigrationEngine(Path.Combine(directory, "migrations.db"), tenants.Services, new ImpatientTimeProvider());
        Engine.Catalog.AddEndpoint(tenants.SourceEndpoint);
        Engine.Catalog.AddEndpoint(tenants.DestinationEndpoint);
        Engine.Catalog.AddProject(new MigrationProject { Name = "Merger", Source = "Contoso", Destination = "Fabrikam", Options = options });
        AddUser();
    }

    public PretendTenants Tenants { get; }

    public MigrationEngine Engine { get; }

    public IReadOnlyList<MigrationEvent> Events
    {
        get
        {
            lock (events)
            {
                return [.. events];
            }
        }
    }

    public static async Task<PretendRun> StartAsync(ProjectOptions? options = null, ExchangeBehaviour? exchange = null) =>
        new(await PretendTenants.StartAsync(exchange), options ?? new ProjectOptions());

    public Task<ProjectRunResult> RunAsync(RunRequest? request = null) => Engine.RunAsync("Merger", request ?? new RunRequest(), this, default).WaitAsync(TimeSpan.FromMinutes(2));

    /// <summary>Runs and expects it to be completed.</summary>
    public async Task RunToTheEndAsync()
    {
        var result = await RunAsync();
        Assert.True(result.Status == MigrationStatus.Completed, $"{result.Status}: {result.Users[0].StatusDetail}");
    }

    /// <summary>All that the ledger knows is gone, as with a lost store.</summary>
    public void ForgetEverything()
    {
        Engine.Catalog.RemoveUser(Engine.Catalog.GetUsers("Merger").Single().Id);
        AddUser();
    }

    /// <summary>The sandbox's own audit: each item once, byte for byte.</summary>
    public void AssertWhole(int items)
    {
        var audit = SandboxAudit.Compare(Tenants.Source, Tenants.Destination);
        Assert.True(audit is { Lost: 0, Duplicated: 0, Unexpected: 0 } && audit.Intact == items, audit.ToString());
    }

    public void Report(MigrationEvent value)
    {
        lock (events)
        {
            events.Add(value);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        await Tenants.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }

    private void AddUser() => Engine.Catalog.AddUsers(
        "Merger", [new MigrationUser { Project = "Merger", SourceAddress = Tenants.Source.UserPrincipalName, DestinationAddress = Tenants.Destination.UserPrincipalName }]);
}
