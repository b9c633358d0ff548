using ArchiveMigration.Engine.Endpoints;
using ArchiveMigration.Engine.Exchange.Authentication;
using ArchiveMigration.Engine.Exchange.Directory;
using ArchiveMigration.Engine.Exchange.Http;
using ArchiveMigration.Engine.Exchange.Mail;
using ArchiveMigration.Engine.Exchange.Pacing;
using ArchiveMigration.Engine.Exchange.Settings;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Exchange;

/// <summary>The mailboxes of one Microsoft 365 tenant.</summary>
internal sealed class MicrosoftMailboxService : IMailboxService
{
    private readonly MigrationEndpoint endpoint;
    private readonly ReachabilityHandler handler;
    private readonly HttpMessageInvoker http;
    private readonly HttpClient signInHttp;
    private readonly IAccessTokens tokens;
    private readonly GraphTransport transport;
    private readonly TenantMetadataReader metadata;
    private readonly Lazy<GraphDirectory> directory;
    private readonly MailboxFinder finder;

    /// <param name="endpoint">Which tenant and how to sign in.</param>
    /// <param name="handler">Where requests go; owned from now on.</param>
    /// <param name="makeTokens">Makes the sign-in, given the connections.</param>
    /// <param name="gates">The limits of each mailbox.</param>
    /// <param name="time">The clock.</param>
    /// <param name="random">Spreads waits.</param>
    public MicrosoftMailboxService(
        MigrationEndpoint endpoint, HttpMessageHandler handler, Func<HttpClient, IAccessTokens> makeTokens, MailboxGates gates, TimeProvider time, Random random)
    {
        this.endpoint = endpoint;
        this.handler = new ReachabilityHandler(handler, time);
        http = new HttpMessageInvoker(this.handler, disposeHandler: false);
        signInHttp = new HttpClient(this.handler, disposeHandler: false);
        tokens = makeTokens(signInHttp);
        transport = new GraphTransport(http, tokens, new CloudBorder(endpoint.Cloud), gates, new RetryPolicy(random), time);
        metadata = new TenantMetadataReader(endpoint, signInHttp, time);
        directory = new Lazy<GraphDirectory>(() => new GraphDirectory(transport));
        finder = new MailboxFinder(transport, (address, cancellationToken) => directory.Value.FindUserAsync(address, cancellationToken));
    }

    public DateTimeOffset? UnreachableSinceUtc => handler.UnreachableSinceUtc;

    public IReadOnlyList<MailboxUse> RecentUse => transport.Gates.Use;

    public void Recall(IReadOnlyList<MailboxUse> uses) => transport.Gates.Recall(uses);

    public async Task<TenantDescription> DescribeTenantAsync(CancellationToken cancellationToken)
    {
        string token = await tokens.GetAsync(renew: false, cancellationToken).ConfigureAwait(false);
        TenantMetadata tenant = await metadata.ReadAsync(cancellationToken).ConfigureAwait(false);
        return new TenantDescription(
            tenant.TenantId ?? endpoint.TenantId,
            await ReadNameAsync(cancellationToken).ConfigureAwait(false),
            tenant.RegionScope,
            tokens.CredentialExpiresUtc)
        {
            GrantedPermissions = GrantedPermissions.Of(token),
        };
    }

    public async Task<IReadOnlyCollection<Guid>?> ReadExchangePlansAsync(string address, CancellationToken cancellationToken)
    {
        try
        {
            return await directory.Value.ReadExchangePlansAsync(address, cancellationToken).ConfigureAwait(false);
        }
        catch (ServiceRefusedException refused) when (refused.ErrorId is ErrorIds.PermissionDenied or ErrorIds.MailboxNotFound)
        {
            return null;
        }
    }

    public IAsyncEnumerable<DirectoryUser> ListUsersAsync(CancellationToken cancellationToken) => directory.Value.ListUsersAsync(cancellationToken);

    public Task SendMailAsync(string sender, OutgoingMail mail, CancellationToken cancellationToken) => new MailSending(transport).SendAsync(sender, mail, cancellationToken);

    public async Task<IMailbox> OpenMailboxAsync(string address, MailboxKind kind, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(address);
        if (!Clouds.HasMailboxImportExport(endpoint.Cloud.Name))
        {
            throw Clouds.NotAvailable(endpoint.Cloud);
        }

        string mailboxId = await finder.FindAsync(address, kind, cancellationToken).ConfigureAwait(false);
        return new GraphMailbox(transport, http, address, kind, mailboxId);
    }

    public async Task<IMailboxSettings> OpenSettingsAsync(string address, CancellationToken cancellationToken)
    {
        // The URL takes a UPN or an object id; an address that is neither is found among all addresses of all users.
        string? id = address.Contains('@', StringComparison.Ordinal) ? await directory.Value.FindUserAsync(address, cancellationToken).ConfigureAwait(false) : null;
        return new GraphMailboxSettings(transport, id ?? address, address);
    }

    /// <summary>The same connections and limits, for single requests whose answers are wanted as they are.</summary>
    public ServiceWire OpenWire() => new(http, tokens, transport);

    public ValueTask DisposeAsync()
    {
        if (directory.IsValueCreated)
        {
            directory.Value.Dispose();
        }

        (tokens as IDisposable)?.Dispose();
        signInHttp.Dispose();
        http.Dispose();
        handler.Dispose();
        return ValueTask.CompletedTask;
    }

    // The name is a courtesy: a migration does not need the permission to read it.
    private async Task<string?> ReadNameAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await directory.Value.ReadOrganizationNameAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ServiceRefusedException)
        {
            return null;
        }
    }
}
