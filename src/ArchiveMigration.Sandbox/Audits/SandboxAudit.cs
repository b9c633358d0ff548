using ArchiveMigration.Sandbox.Mailboxes;
using ArchiveMigration.Sandbox.Tenants;

namespace ArchiveMigration.Sandbox.Audits;

/// <summary>
/// Looks at both sides with the eyes of the sandbox, not of the migration: content hashes as multisets per folder path,
/// then search keys for what has other bytes, and those element by element where addresses are to change.
/// </summary>
public sealed class SandboxAudit(IReadOnlyList<SandboxTenant> tenants)
{
    /// <summary>Finds a user of any tenant by principal name or object id.</summary>
    public SandboxUser? FindUser(string idOrName) => tenants.Select(tenant => tenant.FindUser(idOrName)).FirstOrDefault(user => user is not null);

    /// <summary>Compares each user of the first tenant with the user of the second who has the same name before the '@'.</summary>
    /// <param name="addresses">What addresses in items are expected to become, or null for nothing else than they are.</param>
    public IReadOnlyList<UserAudit> CompareAll(AddressChange? addresses = null)
    {
        if (tenants.Count < 2)
        {
            return [];
        }

        var destinations = tenants[1].Users.ToDictionary(LocalPart, StringComparer.OrdinalIgnoreCase);
        return [.. tenants[0].Users
            .Where(user => destinations.ContainsKey(LocalPart(user)))
            .Select(user => Compare(user, destinations[LocalPart(user)], addresses: addresses))];
    }

    /// <summary>Compares two users' archives; a missing archive is an empty one.</summary>
    public static UserAudit Compare(SandboxUser source, SandboxUser destination, Func<string, string>? pathAtDestination = null, AddressChange? addresses = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(destination);
        return new(source.UserPrincipalName, destination.UserPrincipalName, Compare(source.Archive, destination.Archive, pathAtDestination, addresses));
    }

    /// <summary>Compares two mailboxes, shards included; <paramref name="pathAtDestination"/> says where a source path was mapped to.</summary>
    public static IReadOnlyList<FolderAudit> Compare(
        SandboxMailbox? source, SandboxMailbox? destination, Func<string, string>? pathAtDestination = null, AddressChange? addresses = null)
    {
        var there = Folders(destination);
        var audits = new List<FolderAudit>();
        foreach (var group in Folders(source).GroupBy(pair => pathAtDestination?.Invoke(pair.Key) ?? pair.Key, pair => pair.Value, StringComparer.OrdinalIgnoreCase))
        {
            there.Remove(group.Key, out var counterpart);
            audits.Add(FolderComparison.Compare(group.Key, [.. group.SelectMany(items => items)], counterpart ?? [], addresses));
        }

        audits.AddRange(there.Select(pair => FolderComparison.Compare(pair.Key, [], pair.Value, addresses)));
        return [.. audits.Where(audit => audit.SourceItems + audit.DestinationItems > 0)];
    }

    /// <summary>The content by folder path; an expanded folder's content is taken where it is now.</summary>
    private static Dictionary<string, List<FolderItems>> Folders(SandboxMailbox? mailbox)
    {
        var folders = new Dictionary<string, List<FolderItems>>(StringComparer.OrdinalIgnoreCase);
        if (mailbox is not null)
        {
            Walk(mailbox.Root, string.Empty);
        }

        return folders;

        void Walk(SandboxFolder parent, string path)
        {
            foreach (var child in (parent.ExpandedTo ?? parent).Children.Where(child => !child.IsSearchFolder))
            {
                var childPath = path.Length == 0 ? child.DisplayName : $"{path}/{child.DisplayName}";
                folders.Add(childPath, [(child.ExpandedTo ?? child).Items]);
                Walk(child, childPath);
            }
        }
    }

    private static string LocalPart(SandboxUser user) => user.UserPrincipalName.Split('@')[0];
}
