using System.Collections.Concurrent;
using ArchiveMigration.Engine.Endpoints;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Tests.Mailboxes;

/// <summary>Tenants in memory: mailboxes by endpoint name, address and kind.</summary>
internal sealed class InMemoryMailboxServices : IMailboxServiceFactory
{
    private readonly Dictionary<(string Endpoint, string Address, MailboxKind Kind), InMemoryMailbox> mailboxes = [];

    /// <summary>Endpoints whose sign-in fails, with the failure.</summary>
    public Dictionary<string, MigrationException> SignInFailures { get; } = [];

    /// <summary>Called when somebody asks an endpoint to sign in, before it answers.</summary>
    public Action OnSignIn { get; set; } = () => { };

    /// <summary>What was sent, or was to be sent, oldest first.</summary>
    public ConcurrentQueue<(string Endpoint, string Sender, OutgoingMail Mail)> Mails { get; } = [];

    /// <summary>What is thrown for a mail of a sender; null = it is taken.</summary>
    public Func<string, OutgoingMail, MigrationException?> OnMail { get; set; } = (_, _) => null;

    public InMemoryMailbox Add(string endpoint, string address, MailboxKind kind = MailboxKind.Archive) =>
        mailboxes[(endpoint, address, kind)] = new InMemoryMailbox(address, kind);

    public void Remove(string endpoint, string address, MailboxKind kind = MailboxKind.Archive) => mailboxes.Remove((endpoint, address, kind));

    public IMailboxService Create(MigrationEndpoint endpoint, Action<string>? showSignInMessage) => new Service(this, endpoint.Name);

    private sealed class Service(InMemoryMailboxServices all, string endpoint) : IMailboxService
    {
        public Task<TenantDescription> DescribeTenantAsync(CancellationToken cancellationToken)
        {
            all.OnSignIn();
            return all.SignInFailures.TryGetValue(endpoint, out var failure)
                ? throw failure
                : Task.FromResult(new TenantDescription($"id-of-{endpoint}", endpoint, "EU", null));
        }

        public Task SendMailAsync(string sender, OutgoingMail mail, CancellationToken cancellationToken)
        {
            all.Mails.Enqueue((endpoint, sender, mail));
            return all.OnMail(sender, mail) is { } failure ? Task.FromException(failure) : Task.CompletedTask;
        }

        public Task<IMailbox> OpenMailboxAsync(string address, MailboxKind kind, CancellationToken cancellationToken)
        {
            if (all.mailboxes.TryGetValue((endpoint, address, kind), out var mailbox))
            {
                return Task.FromResult<IMailbox>(mailbox);
            }

            var isKnown = all.mailboxes.Keys.Any(key => key.Endpoint == endpoint && key.Address == address);
            throw isKnown
                ? new MigrationException(ErrorIds.ArchiveNotEnabled, MigrationErrorKind.InvalidState, $"{address} has no archive.") { Target = address, Remedy = $"Enable-Mailbox {address} -Archive" }
                : new MigrationException(ErrorIds.MailboxNotFound, MigrationErrorKind.NotFound, $"Nobody has the address {address}.") { Target = address };
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
