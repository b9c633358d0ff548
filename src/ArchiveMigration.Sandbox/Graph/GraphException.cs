namespace ArchiveMigration.Sandbox.Graph;

/// <summary>A refusal as Graph and Exchange word it.</summary>
internal sealed class GraphException(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    /// <summary>A second code inside innerError, as Exchange gives for a full folder.</summary>
    public string? InnerCode { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    public static GraphException BadRequest(string message) => new(400, "BadRequest", message);

    public static GraphException InvalidRequest(string message) => new(400, "ErrorInvalidRequest", message);

    public static GraphException InvalidToken() => new(401, "InvalidAuthenticationToken", "Access token is empty, expired, or not issued for this audience.");

    public static GraphException AccessDenied() => new(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.");

    public static GraphException RequestDenied() => new(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");

    public static GraphException UserNotFound(string id) => new(404, "Request_ResourceNotFound",
        $"Resource '{id}' does not exist or one of its queried reference-property objects are not present.");

    public static GraphException InvalidUser(string id) => new(404, "ErrorInvalidUser", $"The requested user '{id}' is invalid.");

    public static GraphException MailboxNotEnabled() => new(404, "MailboxNotEnabledForRESTAPI",
        "The mailbox is either inactive, soft-deleted, or is hosted on-premise.");

    public static GraphException MalformedId() => new(400, "ErrorInvalidIdMalformed", "Id is malformed.");

    public static GraphException FolderNotFound() => new(404, "ErrorFolderNotFound", "The specified folder could not be found in the store.");

    public static GraphException ItemNotFound() => new(404, "ErrorItemNotFound", "The specified object was not found in the store.");

    public static GraphException NoSuchSegment(string segment) => BadRequest($"Resource not found for the segment '{segment}'.");

    public static GraphException Throttled(string message, TimeSpan? retryAfter) => new(429, "ApplicationThrottled", message) { RetryAfter = retryAfter };

    /// <summary>For how long a client is told to wait, in whole seconds, at least one.</summary>
    public static int Seconds(TimeSpan wait) => Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
}
