using ArchiveMigration.Sandbox.Mailboxes;

namespace ArchiveMigration.Sandbox.Tenants;

/// <summary>A person of a tenant, with the mailboxes that Exchange keeps for them.</summary>
public sealed class SandboxUser
{
    public SandboxUser(Guid objectId, string userPrincipalName, string displayName, params string[] proxyAddresses)
    {
        ObjectId = objectId;
        UserPrincipalName = userPrincipalName;
        DisplayName = displayName;
        ProxyAddresses = proxyAddresses.Length > 0 ? proxyAddresses : [$"SMTP:{userPrincipalName}"];
    }

    public Guid ObjectId { get; }

    public string UserPrincipalName { get; }

    public string DisplayName { get; }

    /// <summary>As the directory keeps them: SMTP: marks the primary address, smtp: the others, x500: the old ones.</summary>
    public IReadOnlyList<string> ProxyAddresses { get; }

    /// <summary>The primary SMTP address.</summary>
    public string? Mail => ProxyAddresses
        .FirstOrDefault(address => address.StartsWith("SMTP:", StringComparison.Ordinal))?["SMTP:".Length..];

    /// <summary>Null when the mailbox is on premises, soft-deleted or unlicensed.</summary>
    public SandboxMailbox? PrimaryMailbox { get; set; }

    /// <summary>Null when no archive was enabled.</summary>
    public SandboxMailbox? Archive { get; set; }

    /// <summary>Inbox rules and categories of the primary mailbox.</summary>
    public SandboxSettings Settings { get; } = new();

    /// <summary>Ids of the service plans that are assigned and enabled, for example Exchange Online (Plan 2).</summary>
    public IList<Guid> ServicePlans { get; } = [];

    public bool IsNamed(string idOrName) =>
        (Guid.TryParse(idOrName, out var id) && id == ObjectId)
        || string.Equals(UserPrincipalName, idOrName, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the mailbox is the primary one, the archive or one of the archive's shards.</summary>
    public bool Owns(SandboxMailbox mailbox) =>
        mailbox == PrimaryMailbox || (Archive is not null && (mailbox == Archive || mailbox.MainArchive == Archive));
}
