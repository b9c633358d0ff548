namespace ArchiveMigration.Sandbox.Msg.Compound;

/// <summary>A storage or a stream in a compound file.</summary>
public abstract class CompoundEntry
{
    private protected CompoundEntry(string name, CompoundStorage? parent)
    {
        Name = name;
        Parent = parent;
    }

    /// <summary>The name, unique in its storage whatever the case of its letters.</summary>
    public string Name { get; }

    /// <summary>The storage it is in, or null for the root.</summary>
    public CompoundStorage? Parent { get; }

    /// <summary>The names from the root on, parted by slashes; empty for the root.</summary>
    public string Path => Parent is null ? "" : Parent.Parent is null ? Name : $"{Parent.Path}/{Name}";
}
