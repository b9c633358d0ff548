using ArchiveMigration.Engine.Endpoints;
using ArchiveMigration.Engine.Exchange;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Sandbox.Entra;
using ArchiveMigration.Sandbox.Exchange;
using ArchiveMigration.Sandbox.Hosting;
using ArchiveMigration.Sandbox.Mailboxes;
using ArchiveMigration.Sandbox.Scenarios;
using ArchiveMigration.Sandbox.Tenants;
using MailboxKind = ArchiveMigration.Engine.Mailboxes.MailboxKind;

namespace ArchiveMigration.Engine.Tests.Exchange;

/// <summary>Two sandbox tenants with one user, and our mailbox services signed in to both. Each has its own; nothing is shared.</summary>
internal sealed class PretendTenants : IAsyncDisposable
{
    private PretendTenants(SandboxScenario scenario, SandboxHost host, (SandboxUser Source, SandboxUser Destination) user, EntraBehaviour entra)
    {
        Scenario = scenario;
        Host = host;
        (Source, Destination) = user;
        Entra = entra;
        Cloud = Clouds.Custom(host.AuthorityUrl, host.GraphUrl, [host.ImportHost], host.TlsThumbprint);

        // Waits are skipped: only the clock of our side is unreal.
        Services = new MicrosoftMailboxServices(new ImpatientTimeProvider());
        SourceService = Services.Create(SourceEndpoint, null);
        DestinationService = Services.Create(DestinationEndpoint, null);
    }

    public SandboxScenario Scenario { get; }

    public SandboxHost Host { get; }

    public EntraBehaviour Entra { get; }

    public ExchangeBehaviour Exchange { get; private init; } = new();

    public SandboxUser Source { get; }

    public SandboxUser Destination { get; }

    public Cloud Cloud { get; }

    public MicrosoftMailboxServices Services { get; }

    public IMailboxService SourceService { get; }

    public IMailboxService DestinationService { get; }

    public MigrationEndpoint SourceEndpoint => EndpointOf("Contoso", Scenario.Source, Scenario.SourceApplication);

    public MigrationEndpoint DestinationEndpoint => EndpointOf("Fabrikam", Scenario.Destination, Scenario.DestinationApplication);

    public static async Task<PretendTenants> StartAsync(ExchangeBehaviour? exchange = null)
    {
        exchange ??= new ExchangeBehaviour();
        var scenario = SandboxScenario.OneMailbox(1, 0, 1000);
        var entra = new EntraBehaviour();
        SandboxHost host = await SandboxHost.StartAsync(new SandboxOptions { Tenants = scenario.Tenants, Exchange = exchange, Entra = entra });
        return new PretendTenants(scenario, host, scenario.Users[0], entra) { Exchange = exchange };
    }

    public Task<IMailbox> OpenSourceAsync(MailboxKind kind = MailboxKind.Archive) => SourceService.OpenMailboxAsync(Source.UserPrincipalName, kind, default);

    public Task<IMailbox> OpenDestinationAsync() => DestinationService.OpenMailboxAsync(Destination.UserPrincipalName, MailboxKind.Archive, default);

    /// <summary>Puts plain mails into a folder of the user's archive at the source.</summary>
    public SandboxFolder Fill(string path, int items, long size = 2000)
    {
        SandboxFolder folder = Source.Archive!.AddPath(path);
        folder.Items.Add(new UniformItems(path.Length, items, size));
        return folder;
    }

    public async ValueTask DisposeAsync()
    {
        await SourceService.DisposeAsync();
        await DestinationService.DisposeAsync();
        await Host.DisposeAsync();
    }

    private MigrationEndpoint EndpointOf(string name, SandboxTenant tenant, SandboxApplication application) => new()
    {
        Name = name,
        TenantId = tenant.Id.ToString(),
        ClientId = application.ClientId.ToString(),
        Cloud = Cloud,
        SignIn = new SignIn.ClientSecret(new Secret(Scenario.ClientSecret)),
    };
}
