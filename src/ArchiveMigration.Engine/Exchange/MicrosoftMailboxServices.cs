using ArchiveMigration.Engine.Endpoints;
using ArchiveMigration.Engine.Exchange.Authentication;
using ArchiveMigration.Engine.Exchange.Http;
using ArchiveMigration.Engine.Exchange.Pacing;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Exchange;

/// <summary>Makes the mailbox services of Microsoft 365 tenants.</summary>
public sealed class MicrosoftMailboxServices : IMailboxServiceFactory
{
    private readonly TimeProvider time;
    private readonly Func<Cloud, HttpMessageHandler> makeHandler;
    private readonly PaceLimits limits;

    /// <summary>With the system's clock.</summary>
    public MicrosoftMailboxServices()
        : this(TimeProvider.System)
    {
    }

    /// <summary>With a clock of the caller's.</summary>
    /// <param name="time">Measures waits, certificates' and sessions' validity.</param>
    /// <param name="limits">The limits to keep; null = those that Microsoft publishes. Others are for pretend services.</param>
    public MicrosoftMailboxServices(TimeProvider time, PaceLimits? limits = null)
        : this(time, ServiceHandler.For, limits)
    {
    }

    internal MicrosoftMailboxServices(TimeProvider time, Func<Cloud, HttpMessageHandler> makeHandler, PaceLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(time);
        this.limits = limits ?? PaceLimits.Published;
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
            endpoint,
            makeHandler(endpoint.Cloud),
            http => new MsalTokens(endpoint, http, showSignInMessage, time),
            MailboxGates.Of(endpoint, limits, time),
            time,
            Random.Shared);
    }
}
