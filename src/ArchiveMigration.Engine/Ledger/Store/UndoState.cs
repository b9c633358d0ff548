namespace ArchiveMigration.Engine.Ledger.Store;

/// <summary>What an undo knows of an item that we imported. The numbers are stored.</summary>
internal enum UndoState
{
    /// <summary>Not met at the destination yet.</summary>
    Wanted = 0,

    /// <summary>There, ours and as we left it.</summary>
    Ready = 1,

    /// <summary>Its deletion was asked for; whether it was carried out is not recorded. The ledger counts it as not copied.</summary>
    Asked = 2,

    /// <summary>There and ours, but changed since.</summary>
    Changed = 3,

    /// <summary>What has its id now is another item.</summary>
    Foreign = 4,

    /// <summary>The service refused to delete it.</summary>
    Refused = 5,

    /// <summary>Nowhere under its id.</summary>
    Missing = 6,
}
