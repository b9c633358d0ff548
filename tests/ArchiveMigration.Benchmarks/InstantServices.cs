using ArchiveMigration.Engine.Endpoints;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Benchmarks;

/// <summary>The services of two tenants with one mailbox each.</summary>
internal sealed class InstantServices(InstantMailbox source, InstantMailbox destination) : IMailboxServiceFactory
{
    public IMailboxService Create(MigrationEndpoint endpoint, Action<string>? showSignInMessage) => new Service(endpoint.Name == "Source" ? source : destination);

    private sealed class Service(InstantMailbox mailbox) : IMailboxService
    {
        public Task<TenantDescription> DescribeTenantAsync(CancellationToken cancellationToken) => Task.FromResult(new TenantDescription("tenant", "Tenant", null, null));

        public Task<IMailbox> OpenMailboxAsync(string address, MailboxKind kind, CancellationToken cancellationToken) => Task.FromResult<IMailbox>(mailbox);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
