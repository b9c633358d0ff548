namespace ArchiveMigration.Engine.Mailboxes;

/// <summary>The mailboxes of one tenant, in our words: no HTTP, no JSON. Behind it is Microsoft 365, or a pretend one in tests.</summary>
public interface IMailboxService : IAsyncDisposable
{
    /// <summary>Signs in if need be and describes the tenant.</summary>
    /// <exception cref="MigrationException">Sign-in failed; ServiceCode holds the AADSTS number.</exception>
    Task<TenantDescription> DescribeTenantAsync(CancellationToken cancellationToken);

    /// <summary>Since when the tenant's service gives no answers at all, UTC; null while it does, or when that is not known.</summary>
    DateTimeOffset? UnreachableSinceUtc => null;

    /// <summary>What was asked of mailboxes within the windows of their limits, as far as it still counts: for the process that comes after this one.</summary>
    IReadOnlyList<MailboxUse> RecentUse => [];

    /// <summary>Begins with what another process asked of mailboxes. Of those that this one has asked something itself it knows already.</summary>
    void Recall(IReadOnlyList<MailboxUse> uses)
    {
    }

    /// <summary>The ids of the Exchange service plans that are assigned to a user and enabled; null when that may not be read or nobody has the address.</summary>
    Task<IReadOnlyCollection<Guid>?> ReadExchangePlansAsync(string address, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyCollection<Guid>?>(null);

    /// <summary>The people of the tenant who have a mail address, guests excepted, a page at a time.</summary>
    /// <exception cref="MigrationException">PermissionDenied, and what the service fails with.</exception>
    IAsyncEnumerable<DirectoryUser> ListUsersAsync(CancellationToken cancellationToken) => throw new NotSupportedException("This service has no directory.");

    /// <summary>Sends a mail as one of the tenant's users.</summary>
    /// <param name="sender">Principal name or object id of the user whose mailbox sends it.</param>
    /// <param name="mail">The mail.</param>
    /// <param name="cancellationToken">Stops it; whether it was sent is open then.</param>
    /// <exception cref="MigrationException">MailUncertain: it may have gone, and is not sent again. PermissionDenied, MailboxNotFound, MailTooLarge, …: it has not.</exception>
    Task SendMailAsync(string sender, OutgoingMail mail, CancellationToken cancellationToken) => throw new NotSupportedException("This service sends no mail.");

    /// <summary>Finds a user's mailbox.</summary>
    /// <param name="address">SMTP address, UPN or object id.</param>
    /// <param name="kind">Primary or archive.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="MigrationException">
    /// MailboxNotFound (nobody of that address), MailboxNotReachable (on-premises, inactive, unlicensed),
    /// ArchiveNotEnabled (a mailbox without an archive), PermissionDenied.
    /// </exception>
    Task<IMailbox> OpenMailboxAsync(string address, MailboxKind kind, CancellationToken cancellationToken);

    /// <summary>Opens the settings of a user's primary mailbox.</summary>
    /// <exception cref="MigrationException">MailboxNotFound, MailboxNotReachable, PermissionDenied.</exception>
    Task<IMailboxSettings> OpenSettingsAsync(string address, CancellationToken cancellationToken) => throw new NotSupportedException("These mailboxes have no settings.");
}
