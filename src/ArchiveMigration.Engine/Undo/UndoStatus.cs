namespace ArchiveMigration.Engine.Undo;

/// <summary>How the undo of a user ended.</summary>
public enum UndoStatus
{
    /// <summary>Everything that we imported is removed.</summary>
    Undone,

    /// <summary>Done, but some items were left.</summary>
    UndoneInPart,

    /// <summary>There was nothing of ours.</summary>
    NothingToUndo,

    /// <summary>Only looked at.</summary>
    Previewed,

    /// <summary>Stopped before its end; the same command goes on.</summary>
    Stopped,

    /// <summary>It could not be done, or not to its end.</summary>
    Failed,
}
