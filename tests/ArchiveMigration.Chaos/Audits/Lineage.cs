namespace ArchiveMigration.Chaos.Audits;

/// <summary>One source item through all that happens to it: edits and moves keep it the same, a copy is another.</summary>
internal sealed class Lineage(string user, string folder, string family, string content, string kind)
{
    private readonly HashSet<string> contents = new(StringComparer.Ordinal) { content };
    private readonly HashSet<string> folders = new(StringComparer.OrdinalIgnoreCase) { folder };

    public string User { get; } = user;

    /// <summary>What copies have in common: the search key.</summary>
    public string Family { get; } = family;

    /// <summary>What it is, for people who read about its loss.</summary>
    public string Kind { get; } = kind;

    /// <summary>Where it is now; null when it was deleted.</summary>
    public string? Folder { get; private set; } = folder;

    /// <summary>Its bytes now, as a hash or another name for them.</summary>
    public string Content { get; private set; } = content;

    /// <summary>Why it need not arrive, or null.</summary>
    public string? Excuse { get; private set; }

    /// <summary>What happened to it, in order.</summary>
    public List<string> Story { get; } = [$"added to '{folder}'"];

    /// <summary>Whether it must be in the folder's counterpart at the end.</summary>
    public bool MustBeIn(string path) => Excuse is null && string.Equals(Folder, path, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it may be there: it is or was in that folder.</summary>
    public bool MayBeIn(string path) => folders.Contains(path);

    /// <summary>Whether these are its bytes, now or at an earlier time.</summary>
    public bool Had(string bytes) => contents.Contains(bytes);

    public IEnumerable<string> Folders => folders;

    public IEnumerable<string> Contents => contents;

    public void MoveTo(string path)
    {
        Folder = path;
        folders.Add(path);
        Story.Add($"moved to '{path}'");
    }

    public void Edit(string bytes)
    {
        Content = bytes;
        contents.Add(bytes);
        Story.Add("edited");
    }

    public void Delete()
    {
        Folder = null;
        Story.Add("deleted");
    }

    public void MayBeLost(string because)
    {
        Excuse = because;
        Story.Add(because);
    }
}
