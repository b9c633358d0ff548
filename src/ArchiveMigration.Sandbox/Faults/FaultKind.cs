namespace ArchiveMigration.Sandbox.Faults;

/// <summary>What can go wrong on purpose.</summary>
public enum FaultKind
{
    /// <summary>429 with Retry-After.</summary>
    Throttle,

    /// <summary>429 without Retry-After.</summary>
    ThrottleSilently,

    /// <summary>429, and then the repeated listing answers 200 with no entries and no next page.</summary>
    ThrottleThenEmptyPage,

    /// <summary>500 ErrorInternalServerError.</summary>
    InternalServerError,

    /// <summary>502.</summary>
    BadGateway,

    /// <summary>503 with Retry-After.</summary>
    ServiceUnavailable,

    /// <summary>504.</summary>
    GatewayTimeout,

    /// <summary>The connection ends before the request is carried out.</summary>
    DropBeforeAnswer,

    /// <summary>The connection ends within the answer's body.</summary>
    DropMidAnswer,

    /// <summary>200, properly ended, but the JSON stops early.</summary>
    TruncatedJson,

    /// <summary>A listing answers 200 with no entries and no next page.</summary>
    EmptyPage,

    /// <summary>exportItems answers fewer entries than ids.</summary>
    MissingItems,

    /// <summary>Each item of an exportItems call answers ErrorItemCorrupt.</summary>
    CorruptItems,

    /// <summary>The import session is no longer valid: 401.</summary>
    ExpiredSession,

    /// <summary>The request is carried out and the answer never arrives.</summary>
    LostResponse,

    /// <summary>The request is carried out and answered with 500 ErrorInternalServerError.</summary>
    ErrorAfterCommit,

    /// <summary>A page of a listing leaves out its first entry, as when something before it is deleted while pages are read.</summary>
    SkippedEntry,

    /// <summary>Folders tell three items more than they hold.</summary>
    WrongCounts,

    /// <summary>Before the request is carried out, Exchange moves a folder of the archive to a new auxiliary mailbox.</summary>
    FolderMoves,

    /// <summary>403: an application access policy of the tenant keeps the application from this mailbox; worded as Exchange words it in logs that people published.</summary>
    AccessPolicy,

    /// <summary>The answer comes late.</summary>
    Slow,
}
