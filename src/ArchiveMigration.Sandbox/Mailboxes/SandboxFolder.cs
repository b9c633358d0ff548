namespace ArchiveMigration.Sandbox.Mailboxes;

/// <summary>A folder of a pretend mailbox. Its mailbox guards the tree; its items guard themselves.</summary>
public sealed class SandboxFolder
{
    private readonly List<SandboxFolder> children = [];

    internal SandboxFolder(SandboxMailbox mailbox, int number, SandboxFolder? parent, string displayName, string type)
    {
        Mailbox = mailbox;
        Number = number;
        Parent = parent;
        DisplayName = displayName;
        Type = type;
        Id = OpaqueId.Folder(mailbox.Id, number);
    }

    public SandboxMailbox Mailbox { get; }

    public int Number { get; }

    /// <summary>As in the service: opaque, case-sensitive base64.</summary>
    public string Id { get; }

    /// <summary>Null for the root, which listings never show.</summary>
    public SandboxFolder? Parent { get; }

    public string DisplayName { get; internal set; }

    /// <summary>The folder class, for example IPF.Note.</summary>
    public string Type { get; }

    /// <summary>PidTagAttributeHidden: listed only with includeHiddenFolders=true.</summary>
    public bool IsHidden { get; set; }

    /// <summary>A search folder has type 2 and no items of its own.</summary>
    public bool IsSearchFolder { get; set; }

    /// <summary>Null in archives, except for archivedeleteditems.</summary>
    public string? WellKnownName { get; set; }

    public DateTimeOffset Created { get; internal init; }

    /// <summary>The mailbox's version when the folder was made, renamed or moved.</summary>
    public long Version { get; internal set; }

    public FolderItems Items { get; internal set; } = new();

    /// <summary>The folder of an auxiliary mailbox that now holds the content, or null.</summary>
    public SandboxFolder? ExpandedTo { get; internal set; }

    /// <summary>The folder of the main archive that this one holds the content of, or null.</summary>
    public SandboxFolder? ExpandedFrom { get; internal init; }

    /// <summary>The subfolders, oldest first.</summary>
    public IReadOnlyList<SandboxFolder> Children
    {
        get
        {
            lock (Mailbox.Gate)
            {
                return [.. children];
            }
        }
    }

    /// <summary>Display names from the top, joined by '/'; the root's path is empty.</summary>
    public string Path => Parent is null
        ? string.Empty
        : Parent.Parent is null ? DisplayName : $"{Parent.Path}/{DisplayName}";

    /// <summary>Adds a subfolder.</summary>
    /// <exception cref="InvalidOperationException">A subfolder of that name (compared without case) is there.</exception>
    public SandboxFolder AddFolder(string displayName, string type = "IPF.Note") =>
        Mailbox.AddFolder(this, displayName, type);

    /// <summary>The subfolder of that name (compared without case), or null.</summary>
    public SandboxFolder? FindChild(string displayName)
    {
        lock (Mailbox.Gate)
        {
            return children.Find(child => string.Equals(child.DisplayName, displayName, StringComparison.OrdinalIgnoreCase));
        }
    }

    internal void Attach(SandboxFolder child) => children.Add(child);

    internal bool Detach(SandboxFolder child) => children.Remove(child);
}
