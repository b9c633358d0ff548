namespace ArchiveMigration.Engine.Exchange.Pacing;

/// <summary>What a gate is doing.</summary>
internal enum PaceState
{
    /// <summary>Nobody wants anything.</summary>
    Idle,

    /// <summary>Requests are in flight, none is held back but for a free place.</summary>
    Requesting,

    /// <summary>Requests are held back because the service asked for it.</summary>
    Throttled,

    /// <summary>Requests are held back by the limit of requests.</summary>
    RequestLimit,

    /// <summary>Uploads are held back by the limit of bytes.</summary>
    UploadLimit,
}
