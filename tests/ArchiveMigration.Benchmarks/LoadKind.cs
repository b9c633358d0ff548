namespace ArchiveMigration.Benchmarks;

/// <summary>What the items of a load are like.</summary>
internal enum LoadKind
{
    /// <summary>Mails of one size that name nobody and cost next to nothing to make.</summary>
    Plain,

    /// <summary>The same, and the destination holds all of them already.</summary>
    Arrived,

    /// <summary>Mails of one size with people of the source's domain and files attached.</summary>
    WithPeople,

    /// <summary>Mail as it is in a mailbox used for years, written to a file beforehand so that its making takes no time while it is measured.</summary>
    Mixed,
}
