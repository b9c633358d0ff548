using System.Diagnostics.CodeAnalysis;
using ArchiveMigration.Sandbox.Mailboxes;

namespace ArchiveMigration.Sandbox.Tenants;

/// <summary>A pretend Microsoft 365 organisation: domains, application registrations, people and their mailboxes.</summary>
public sealed class SandboxTenant
{
    private readonly Dictionary<Guid, SandboxMailbox> mailboxes = [];
    private readonly List<SandboxUser> users = [];
    private readonly List<SentMail> sentMails = [];
    private readonly Lock gate = new();

    public SandboxTenant(Guid id, string displayName, string initialDomain, params string[] domains)
    {
        Id = id;
        DisplayName = displayName;
        InitialDomain = initialDomain;
        Domains = [initialDomain, .. domains];
    }

    public Guid Id { get; }

    public string DisplayName { get; }

    /// <summary>The name ending in .onmicrosoft.com.</summary>
    public string InitialDomain { get; }

    /// <summary>All verified domains, the initial one first; the last is the default.</summary>
    public IReadOnlyList<string> Domains { get; }

    /// <summary>What Entra ID publishes as tenant_region_scope: NA, EU, AS...</summary>
    public string RegionScope { get; init; } = "EU";

    /// <summary>ISO 3166-1 code of the organisation's country.</summary>
    public string CountryLetterCode { get; init; } = "DE";

    public IList<SandboxApplication> Applications { get; } = [];

    /// <summary>What was sent through sendMail, oldest first.</summary>
    public IReadOnlyList<SentMail> SentMails
    {
        get
        {
            lock (gate)
            {
                return [.. sentMails];
            }
        }
    }

    public IReadOnlyList<SandboxUser> Users
    {
        get
        {
            lock (gate)
            {
                return [.. users];
            }
        }
    }

    /// <summary>Whether a path segment of the sign-in host (id or domain) means this tenant.</summary>
    public bool IsNamed(string idOrDomain) =>
        (Guid.TryParse(idOrDomain, out var id) && id == Id)
        || Domains.Contains(idOrDomain, StringComparer.OrdinalIgnoreCase);

    public SandboxUser AddUser(SandboxUser user)
    {
        lock (gate)
        {
            users.Add(user);
        }

        return user;
    }

    /// <summary>Makes an empty mailbox of this tenant that requests can reach by its id.</summary>
    public SandboxMailbox AddMailbox(Guid id, MailboxKind kind) => Add(new SandboxMailbox(this, id, kind));

    public bool TryGetMailbox(Guid id, [NotNullWhen(true)] out SandboxMailbox? mailbox)
    {
        lock (gate)
        {
            return mailboxes.TryGetValue(id, out mailbox);
        }
    }

    internal void AddSentMail(SentMail mail)
    {
        lock (gate)
        {
            sentMails.Add(mail);
        }
    }

    internal SandboxMailbox Add(SandboxMailbox mailbox)
    {
        lock (gate)
        {
            mailboxes.Add(mailbox.Id, mailbox);
        }

        return mailbox;
    }

    /// <summary>Finds a user by object id or user principal name, as /users/{id} does; other addresses need $filter.</summary>
    public SandboxUser? FindUser(string idOrName) =>
        Users.FirstOrDefault(user => user.IsNamed(idOrName));
}
