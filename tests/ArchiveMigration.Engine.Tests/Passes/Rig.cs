using System.Collections.Concurrent;
using ArchiveMigration.Engine.Endpoints;
using ArchiveMigration.Engine.Passes;
using ArchiveMigration.Engine.Progress;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Reports;
using ArchiveMigration.Engine.Tests.Mailboxes;

namespace ArchiveMigration.Engine.Tests.Passes;

/// <summary>Two tenants in memory, a store on disk, and one project between them: what the tests of passes start from.</summary>
internal sealed class Rig : IAsyncDisposable, IProgress<MigrationEvent>
{
    private readonly string directory = Directory.CreateTempSubdirectory("am-test-").FullName;

    private readonly TimeProvider time;

    public Rig(ProjectOptions? options = null, TimeProvider? time = null)
    {
        this.time = time ?? new QuickTime();
        Engine = Open();
        Engine.Catalog.AddEndpoint(EndpointNamed("Contoso"));
        Engine.Catalog.AddEndpoint(EndpointNamed("Fabrikam"));
        Engine.Catalog.AddProject(new MigrationProject { Name = "Merger", Source = "Contoso", Destination = "Fabrikam", Options = options ?? new ProjectOptions() });
    }

    public MigrationEngine Engine { get; private set; }

    public InMemoryMailboxServices Services { get; } = new();

    public ConcurrentQueue<MigrationEvent> Events { get; } = new();

    public string StorePath => Path.Combine(directory, "migrations.db");

    public static MigrationEndpoint EndpointNamed(string name) => new()
    {
        Name = name,
        TenantId = $"{name.ToLowerInvariant()}.example",
        ClientId = "8a5e0000-0000-0000-0000-000000000001",
        Cloud = new Cloud(CloudName.Global, new Uri("https://login.microsoftonline.com/"), new Uri("https://graph.microsoft.com/"), ["outlook.office365.com"]),
        SignIn = new SignIn.ClientSecret(new Secret("s3cret")),
    };

    /// <summary>Adds a user with an archive on both sides.</summary>
    public (InMemoryMailbox Source, InMemoryMailbox Destination) AddUser(string name)
    {
        Engine.Catalog.AddUsers("Merger", [new MigrationUser { Project = "Merger", SourceAddress = $"{name}@contoso.example", DestinationAddress = $"{name}@fabrikam.example" }]);
        return (Services.Add("Contoso", $"{name}@contoso.example"), Services.Add("Fabrikam", $"{name}@fabrikam.example"));
    }

    public Task<ProjectRunResult> RunAsync(PassKind kind = PassKind.Full, bool waitForQuota = false, CancellationToken stop = default) =>
        Engine.RunAsync("Merger", new RunRequest { Kind = kind, WaitForQuota = waitForQuota }, this, stop);

    public Task<ProjectRunResult> RunAsync(RunRequest request, CancellationToken stop = default) => Engine.RunAsync("Merger", request, this, stop);

    public async Task<UserStatistics> StatisticsAsync() => Assert.Single(await Engine.GetStatisticsAsync("Merger", default));

    /// <summary>Closes and opens the store again, as the next session does.</summary>
    public async Task ReopenAsync()
    {
        await Engine.DisposeAsync();
        Engine = Open();
    }

    /// <summary>Keeps the store as it is at this moment: as a process leaves it that is killed now.</summary>
    public void KeepStoreAsOfNow()
    {
        foreach (var file in new[] { StorePath, StorePath + "-wal" })
        {
            File.Copy(file, file + ".kept", overwrite: true);
        }
    }

    /// <summary>Starts the next session on the store that was kept, or without one.</summary>
    public async Task ReopenAfterKillAsync()
    {
        await Engine.DisposeAsync();
        File.Delete(StorePath + "-shm");
        foreach (var file in new[] { StorePath, StorePath + "-wal" })
        {
            File.Copy(file + ".kept", file, overwrite: true);
        }

        Engine = Open();
    }

    public void Report(MigrationEvent value) => Events.Enqueue(value);

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }

    private MigrationEngine Open() => new(StorePath, Services, time);

    /// <summary>The system's clock, except that delays end at once.</summary>
    private sealed class QuickTime : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime == Timeout.InfiniteTimeSpan ? dueTime : TimeSpan.Zero, period);
    }
}
