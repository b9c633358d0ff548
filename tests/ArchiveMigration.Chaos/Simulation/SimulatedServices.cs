using ArchiveMigration.Engine;
using ArchiveMigration.Engine.Endpoints;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Chaos.Simulation;

/// <summary>The two tenants as one process sees them.</summary>
internal sealed class SimulatedServices(SimulatedProcess process) : IMailboxServiceFactory
{
    public IMailboxService Create(MigrationEndpoint endpoint, Action<string>? showSignInMessage) => new Service(process, endpoint.Name);

    private sealed class Service(SimulatedProcess process, string tenant) : IMailboxService
    {
        public async Task<TenantDescription> DescribeTenantAsync(CancellationToken cancellationToken)
        {
            await process.PauseAsync(cancellationToken).ConfigureAwait(false);
            Trouble.Pass(process, process.Weather.Failing / 4);
            process.Pass(Moment.SignedIn, tenant);
            return new TenantDescription($"id-of-{tenant}", tenant, "EU", null);
        }

        public async Task<IMailbox> OpenMailboxAsync(string address, MailboxKind kind, CancellationToken cancellationToken)
        {
            await process.PauseAsync(cancellationToken).ConfigureAwait(false);
            Trouble.Pass(process, process.Weather.Failing / 4);
            return process.World.FindMailbox(address, kind) is { } mailbox
                ? new MailboxView(process, mailbox, isSource: tenant == World.SourceTenant)
                : throw new MigrationException(ErrorIds.ArchiveNotEnabled, MigrationErrorKind.InvalidState, $"{address} has no archive.") { Target = address };
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
