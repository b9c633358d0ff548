namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>What mapping does to an entry id.</summary>
internal enum EntryIdChange
{
    /// <summary>It stays: no rule is for it, or there is no address in it.</summary>
    None,

    /// <summary>Another takes its place.</summary>
    Replaced,

    /// <summary>It stays, since it names somebody whose address is not known.</summary>
    Unresolved,

    /// <summary>It is damaged, or cannot hold the new address: what belongs to it must stay too.</summary>
    NotUnderstood,
}
