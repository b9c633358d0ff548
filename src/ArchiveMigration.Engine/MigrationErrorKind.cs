namespace ArchiveMigration.Engine;

/// <summary>Kinds of failure; the cmdlets turn each into PowerShell's error category.</summary>
public enum MigrationErrorKind
{
    /// <summary>A value given by the administrator cannot be used.</summary>
    InvalidInput,

    /// <summary>Something named does not exist.</summary>
    NotFound,

    /// <summary>Something of that name exists already.</summary>
    AlreadyExists,

    /// <summary>The object is in a state that does not allow it.</summary>
    InvalidState,

    /// <summary>Sign-in failed.</summary>
    Authentication,

    /// <summary>Signed in, but not allowed.</summary>
    Permission,

    /// <summary>A limit of the service or a quota.</summary>
    Limit,

    /// <summary>The network or the service cannot be reached.</summary>
    Connection,

    /// <summary>A resource is held by somebody else.</summary>
    Busy,

    /// <summary>Data read is not what it must be.</summary>
    InvalidData,

    /// <summary>The local store cannot be read or written.</summary>
    Store,

    /// <summary>The service answered with a failure of its own.</summary>
    Service,
}
