using ArchiveMigration.Sandbox.Tenants;

namespace ArchiveMigration.Sandbox.Mailboxes;

/// <summary>A pretend mailbox: a tree of folders under an invisible root, a quota, and perhaps further shards.</summary>
public sealed class SandboxMailbox
{
    private static readonly DateTimeOffset BeforeTheSandbox = new(2015, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<int, SandboxFolder> folders = [];
    private readonly List<(int Number, long Version)> deleted = [];
    private readonly List<SandboxMailbox> auxiliaries = [];
    private int nextNumber;
    private long imported;
    private long? seeded;
    private DateTimeOffset? fullSince;

    internal SandboxMailbox(SandboxTenant tenant, Guid id, MailboxKind kind)
    {
        Tenant = tenant;
        Id = id;
        Kind = kind;
        Root = Make(null, "Top of Information Store", "IPF.Note");
    }

    public SandboxTenant Tenant { get; }

    /// <summary>ExchangeGuid or ArchiveGuid.</summary>
    public Guid Id { get; }

    public MailboxKind Kind { get; }

    /// <summary>MBX:guid@tenant, as settings/exchange returns it.</summary>
    public string GraphId => $"MBX:{Id}@{Tenant.Id}";

    public bool IsArchive => Kind != MailboxKind.Primary;

    /// <summary>The top of the visible tree; GET /folders lists its children.</summary>
    public SandboxFolder Root { get; }

    /// <summary>Bytes the mailbox may hold; null is no limit. Raising it lets refused imports through.</summary>
    public long? QuotaBytes { get; set; }

    /// <summary>When a full mailbox is enlarged, and by how much; null is never.</summary>
    public QuotaGrowth? QuotaGrowth { get; set; }

    /// <summary>A mailbox on hold keeps what is deleted for good: hardDelete is refused.</summary>
    public bool IsOnHold { get; set; }

    /// <summary>The further shards of an auto-expanded archive.</summary>
    public IReadOnlyList<SandboxMailbox> Auxiliaries
    {
        get
        {
            lock (Gate)
            {
                return [.. auxiliaries];
            }
        }
    }

    /// <summary>For a shard the archive that it belongs to.</summary>
    public SandboxMailbox? MainArchive { get; private init; }

    /// <summary>Grows with every change of the folder tree.</summary>
    public long Version { get; private set; }

    /// <summary>Bytes in the mailbox as the store reports them. Walks the seeded items once.</summary>
    public long UsedBytes => Interlocked.Read(ref imported) + (seeded ??= AllFolders().Sum(folder => folder.Items.Size) - Interlocked.Read(ref imported));

    internal Lock Gate { get; } = new();

    /// <summary>Every folder under the root, parents before children.</summary>
    public IReadOnlyList<SandboxFolder> AllFolders()
    {
        lock (Gate)
        {
            return [.. folders.Values.Where(folder => folder != Root).OrderBy(folder => folder.Number)];
        }
    }

    /// <summary>Finds a folder by names joined with '/'; null when there is none.</summary>
    public SandboxFolder? FindPath(string path) =>
        path.Split('/').Aggregate((SandboxFolder?)Root, (folder, name) => folder?.FindChild(name));

    /// <summary>Adds the folders of a path that are missing and returns the last.</summary>
    public SandboxFolder AddPath(string path, string type = "IPF.Note") =>
        path.Split('/').Aggregate(Root, (folder, name) => folder.FindChild(name) ?? folder.AddFolder(name, type));

    /// <summary>The folder of that number, or null when it never was or was deleted.</summary>
    public SandboxFolder? FindFolder(int number)
    {
        lock (Gate)
        {
            return folders.GetValueOrDefault(number);
        }
    }

    /// <summary>
    /// Moves a folder's content to another shard, as Exchange does when an archive outgrows its mailbox: the folder stays
    /// visible here, every call on it is redirected. Folders below it go along.
    /// </summary>
    public SandboxFolder Expand(SandboxFolder folder, SandboxMailbox auxiliary)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(auxiliary);
        return Expand(folder, auxiliary, auxiliary.Root);
    }

    /// <summary>Makes a further, empty shard.</summary>
    public SandboxMailbox AddAuxiliary(Guid id)
    {
        var auxiliary = Tenant.Add(new SandboxMailbox(Tenant, id, MailboxKind.Auxiliary) { MainArchive = this });
        lock (Gate)
        {
            auxiliaries.Add(auxiliary);
        }

        return auxiliary;
    }

    internal SandboxFolder AddFolder(SandboxFolder parent, string displayName, string type, DateTimeOffset created = default, SandboxFolder? from = null)
    {
        lock (Gate)
        {
            if (parent.FindChild(displayName) is not null)
            {
                throw new InvalidOperationException($"A folder '{displayName}' is already in '{parent.DisplayName}'.");
            }

            var folder = Make(parent, displayName, type, created, from);
            parent.Attach(folder);
            return folder;
        }
    }

    internal bool TryRename(SandboxFolder folder, string displayName)
    {
        lock (Gate)
        {
            if (folder.Parent?.FindChild(displayName) is { } other && other != folder)
            {
                return false;
            }

            folder.DisplayName = displayName;
            folder.Version = ++Version;
            return true;
        }
    }

    /// <summary>Deletes a folder and everything below it.</summary>
    internal void DeleteFolder(SandboxFolder folder)
    {
        lock (Gate)
        {
            foreach (var child in folder.Children)
            {
                DeleteFolder(child);
            }

            folder.Parent?.Detach(folder);
            folders.Remove(folder.Number);
            deleted.Add((folder.Number, ++Version));
        }
    }

    /// <summary>Ids of the folders that were deleted after a version.</summary>
    internal IReadOnlyList<string> DeletedSince(long version)
    {
        lock (Gate)
        {
            return [.. deleted.Where(entry => entry.Version > version).Select(entry => OpaqueId.Folder(Id, entry.Number))];
        }
    }

    /// <summary>Takes room for an imported item; false when the quota leaves none.</summary>
    internal bool TryReserve(long bytes, DateTimeOffset now)
    {
        lock (Gate)
        {
            if (fullSince is { } since && QuotaGrowth is { } growth && now - since >= growth.After)
            {
                QuotaBytes += growth.By;
                fullSince = null;
            }

            if (QuotaBytes is { } quota && UsedBytes + bytes > quota)
            {
                fullSince ??= now;
                return false;
            }
        }

        Interlocked.Add(ref imported, bytes);
        return true;
    }

    internal void Release(long bytes) => Interlocked.Add(ref imported, -bytes);

    private SandboxFolder Expand(SandboxFolder folder, SandboxMailbox auxiliary, SandboxFolder parent)
    {
        lock (Gate)
        {
            var target = auxiliary.AddFolder(parent, folder.DisplayName, folder.Type, folder.Created, folder);
            target.Items = folder.Items;
            folder.ExpandedTo = target;
            folder.Version = ++Version;
            foreach (var child in folder.Children)
            {
                Expand(child, auxiliary, target);
            }

            return target;
        }
    }

    private SandboxFolder Make(SandboxFolder? parent, string displayName, string type, DateTimeOffset created = default, SandboxFolder? from = null)
    {
        var folder = new SandboxFolder(this, ++nextNumber, parent, displayName, type)
        {
            Created = created == default ? BeforeTheSandbox : created,
            Version = ++Version,
            ExpandedFrom = from,
        };
        folders.Add(folder.Number, folder);
        return folder;
    }
}
