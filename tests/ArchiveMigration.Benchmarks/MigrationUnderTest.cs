using ArchiveMigration.Engine;
using ArchiveMigration.Engine.Endpoints;
using ArchiveMigration.Engine.Exchange;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Passes;
using ArchiveMigration.Engine.Progress;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Benchmarks;

/// <summary>The engine with a fresh store, pointed at the pretend service, used as the cmdlets use it.</summary>
internal sealed class MigrationUnderTest : IAsyncDisposable, IProgress<MigrationEvent>
{
    public const string Project = "Benchmark";

    /// <summary>Maps the people of the source to the destination.</summary>
    public const string Rule = $"@{SandboxProcess.SourceDomain}->@{SandboxProcess.DestinationDomain}";

    private readonly string directory = Directory.CreateTempSubdirectory("am-bench-").FullName;

    public MigrationUnderTest(SandboxAccess access, int mailboxes, string? targetRoot, PaceLimits? limits = null, IReadOnlyList<string>? recipientMapping = null)
    {
        Engine = new MigrationEngine(Path.Combine(directory, "migrations.db"), new MicrosoftMailboxServices(TimeProvider.System, limits ?? PaceLimits.None));
        Engine.Catalog.AddEndpoint(EndpointOf("Source", access, access.Source));
        Engine.Catalog.AddEndpoint(EndpointOf("Destination", access, access.Destination));
        Engine.Catalog.AddProject(new MigrationProject { Name = Project, Source = "Source", Destination = "Destination", Options = new ProjectOptions { TargetRootFolder = targetRoot, RecipientMapping = recipientMapping ?? [] } });
        Engine.Catalog.AddUsers(Project, [.. Enumerable.Range(0, mailboxes).Select(number => new MigrationUser
        {
            Project = Project,
            SourceAddress = SandboxProcess.AddressOf(number, SandboxProcess.SourceDomain),
            DestinationAddress = SandboxProcess.AddressOf(number, SandboxProcess.DestinationDomain),
        })]);
    }

    public MigrationEngine Engine { get; }

    /// <summary>Runs the full pass and insists that everything arrived.</summary>
    public async Task<ProjectRunResult> RunAsync(long expectedItems)
    {
        var result = await Engine.RunAsync(Project, new RunRequest(), this, CancellationToken.None);
        var synced = result.Users.Sum(user => user.SyncedItemCount);
        return result.Status == MigrationStatus.Completed && synced == expectedItems
            ? result
            : throw new InvalidOperationException($"The migration ended {result.Status} with {synced} of {expectedItems} items: {result.Users[0].StatusDetail}");
    }

    public void Report(MigrationEvent value)
    {
        if (value is MigrationEvent.Warning warning)
        {
            Console.WriteLine($"warning: {warning.Message}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }

    private static MigrationEndpoint EndpointOf(string name, SandboxAccess access, TenantAccess tenant) => new()
    {
        Name = name,
        TenantId = tenant.TenantId,
        ClientId = tenant.ClientId,
        Cloud = new Cloud(CloudName.Custom, access.Authority, access.Graph, [access.ImportHost], access.TlsThumbprint),
        SignIn = new SignIn.ClientSecret(new Secret(tenant.ClientSecret)),
    };
}
