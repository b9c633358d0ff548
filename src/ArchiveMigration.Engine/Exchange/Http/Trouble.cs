namespace ArchiveMigration.Engine.Exchange.Http;

/// <summary>Kinds of failure that pass by themselves.</summary>
internal enum Trouble
{
    /// <summary>429 and its relatives: asked to wait.</summary>
    Throttled,

    /// <summary>503, 504, a mailbox on the move.</summary>
    Unavailable,

    /// <summary>500, 502.</summary>
    ServerError,

    /// <summary>No answer, or one that broke off.</summary>
    Connection,

    /// <summary>An answer that is not what it must be.</summary>
    Malformed,
}
