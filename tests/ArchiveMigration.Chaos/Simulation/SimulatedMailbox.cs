using System.Globalization;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Chaos.Simulation;

/// <summary>What a simulated mailbox holds. It outlives the processes that look at it.</summary>
internal sealed class SimulatedMailbox(string address, MailboxKind kind)
{
    private readonly Dictionary<string, SimulatedItem> itemOf = new(StringComparer.Ordinal);
    private int numbers;

    public string Address { get; } = address;

    public MailboxKind Kind { get; } = kind;

    public string Id { get; } = $"MBX:{address}";

    public List<MailboxFolder> Folders { get; } = [];

    /// <summary>Oldest first.</summary>
    public List<SimulatedItem> Items { get; } = [];

    /// <summary>Bytes that it may hold; null = no limit.</summary>
    public long? Quota { get; set; }

    public long Used { get; private set; }

    /// <summary>Shards of folders that were moved to an auxiliary mailbox.</summary>
    public Dictionary<string, string> ShardOfFolder { get; } = new(StringComparer.Ordinal);

    public string NewId(string what) => string.Create(CultureInfo.InvariantCulture, $"{Address}/{what}{++numbers}");

    public MailboxFolder AddFolder(MailboxFolder? parent, string name, string folderClass)
    {
        var escaped = name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("/", "\\/", StringComparison.Ordinal);
        var folder = new MailboxFolder
        {
            Id = NewId("f"),
            ParentId = parent?.Id,
            Name = name,
            Path = parent is null ? escaped : $"{parent.Path}/{escaped}",
            FolderClass = folderClass,
        };
        Folders.Add(folder);
        return folder;
    }

    public MailboxFolder? FindFolder(string id) => Folders.Find(folder => folder.Id == id);

    public MailboxFolder? FindChild(MailboxFolder? parent, string name) =>
        Folders.Find(folder => folder.ParentId == parent?.Id && string.Equals(folder.Name, name, StringComparison.OrdinalIgnoreCase));

    public string ShardOf(string folderId) => ShardOfFolder.GetValueOrDefault(folderId, Id);

    public void Add(SimulatedItem item)
    {
        Items.Add(item);
        itemOf.Add(item.Facts.Id, item);
        Used += item.Length;
    }

    public void Remove(SimulatedItem item)
    {
        Items.Remove(item);
        itemOf.Remove(item.Facts.Id);
        Used -= item.Length;
    }

    /// <summary>Gives an item its new id after a move. Exchange finds it by the old one no more.</summary>
    public void Renew(SimulatedItem item, string folderId, DateTimeOffset now)
    {
        itemOf.Remove(item.Facts.Id);
        item.FolderId = folderId;
        item.Facts = item.Facts with { Id = NewId("i"), ShardId = ShardOf(folderId), CreatedUtc = now };
        itemOf.Add(item.Facts.Id, item);

        // Listings show the newest last.
        Items.Remove(item);
        Items.Add(item);
    }

    public SimulatedItem? FindItem(string id) => itemOf.GetValueOrDefault(id);
}
