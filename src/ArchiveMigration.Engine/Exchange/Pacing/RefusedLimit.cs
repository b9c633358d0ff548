using ArchiveMigration.Engine.Exchange.Http;

namespace ArchiveMigration.Engine.Exchange.Pacing;

/// <summary>Which limit a refusal is about.</summary>
internal enum RefusedLimit
{
    /// <summary>The service did not say.</summary>
    Unsaid,
    Concurrency,
    Requests,
    UploadBytes,
}

/// <summary>Reads it from what the service says.</summary>
internal static class RefusedLimits
{
    /// <summary>The limit that a 429 names ("Application is over its IncomingBytes limit"); null when the failure is not about limits.</summary>
    public static RefusedLimit? In(ServiceFailure failure) => failure switch
    {
        _ when failure.Mentions("MailboxConcurrency") || failure.HasCode("ErrorExceededConnectionCount") => RefusedLimit.Concurrency,
        _ when failure.Mentions("IncomingBytes") => RefusedLimit.UploadBytes,
        _ when failure.Mentions("RequestRate") => RefusedLimit.Requests,
        _ when (int)failure.Status == 429 || failure.HasCode("ApplicationThrottled") || failure.HasCode("TooManyRequests") => RefusedLimit.Unsaid,
        _ => null,
    };
}
