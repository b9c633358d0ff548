namespace ArchiveMigration.Engine.Undo;

/// <summary>Why an undo left an item at the destination.</summary>
public enum UndoReason
{
    /// <summary>It was changed after it was imported, and changed items were not to be removed.</summary>
    Changed,

    /// <summary>Another item has its id.</summary>
    NotOurs,

    /// <summary>It is no longer to be found under its id.</summary>
    Missing,

    /// <summary>The service refused to delete it, for example because of a hold.</summary>
    Refused,
}
