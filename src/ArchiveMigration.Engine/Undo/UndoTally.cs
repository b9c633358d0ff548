namespace ArchiveMigration.Engine.Undo;

/// <summary>What a user's undo removed so far.</summary>
internal sealed class UndoTally
{
    /// <summary>Items.</summary>
    public long Count { get; private set; }

    /// <summary>Their sizes.</summary>
    public long Size { get; private set; }

    /// <summary>Folders.</summary>
    public int Folders { get; set; }

    /// <summary>Whether anything was asked to be removed.</summary>
    public bool HasBegun { get; set; }

    public void Add(IReadOnlyCollection<UndoItem> items) => Add((items.Count, items.Sum(static item => item.Size)));

    public void Add((long Count, long Size) sum)
    {
        Count += sum.Count;
        Size += sum.Size;
    }
}
