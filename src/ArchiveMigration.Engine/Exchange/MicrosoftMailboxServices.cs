using ArchiveMigration.Engine.Endpoints;
using ArchiveMigration.Engine.Exchange.Authentication;
using ArchiveMigration.Engine.Exchange.Http;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Exchange;

/// <summary>Makes the mailbox services of Microsoft 365 tenants.</summary>
public sealed class MicrosoftMailboxServices : IMailboxServiceFactory
{
    private readonly TimeProvider time;
    private readonly Func<Cloud, HttpMessageHandler> makeHandler;

    /// <summary>With the system's clock.</summary>
    public MicrosoftMailboxServices()
        : this(TimeProvider.System)
    {
    }

    /// <summary>With a clock of the caller's.</summary>
    /// <param name="time">Measures waits, certificates' and sessions' validity.</param>
    public MicrosoftMailboxServices(TimeProvider time)
        : this(time, ServiceHandler.For)
    {
    }

    internal MicrosoftMailboxServices(TimeProvider time, Func<Cloud, HttpMessageHandler> makeHandler)
    {
        ArgumentNullException.ThrowIfNull(time);
        this.time = time;
        this.makeHandler = makeHandler;
    }

    /// <inheritdoc/>
    /// <exception cref="MigrationException">CloudRetired.</exception>
    public IMailboxService Create(MigrationEndpoint endpoint, Action<string>? showSignInMessage)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        if (endpoint.Cloud.Name == CloudName.Germany)
        {
            Clouds.Get(CloudName.Germany); // Says why not.
        }

        return new MicrosoftMailboxService(
            endpoint, makeHandler(endpoint.Cloud), http => new MsalTokens(endpoint, http, showSignInMessage, time), time, Random.Shared);
    }
}
