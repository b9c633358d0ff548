namespace ArchiveMigration.Engine.Mailboxes;

/// <summary>Limits of the Graph mailbox import/export API and of the Outlook service, as published.</summary>
public static class MailboxLimits
{
    /// <summary>Item ids in one exportItems request (Graph: mailbox: exportItems).</summary>
    public const int MostItemsPerExport = 20;

    /// <summary>Items in one folder (Exchange Online limits).</summary>
    public const int MostItemsPerFolder = 1_000_000;

    /// <summary>
    /// Bytes of one item: 150 MB is the most that Exchange Online allows a message (Exchange Online limits), read as decimal, the stricter way. What the import API takes is not published.
    /// </summary>
    public const long LargestItem = 150_000_000;

    /// <summary>Requests in flight per application and mailbox (Graph: throttling-limits, Outlook service).</summary>
    public const int MostConcurrentRequests = 4;

    /// <summary>Requests per application and mailbox in <see cref="RequestWindow"/>.</summary>
    public const int MostRequestsPerWindow = 10_000;

    /// <summary>The window of <see cref="MostRequestsPerWindow"/>.</summary>
    public static readonly TimeSpan RequestWindow = TimeSpan.FromMinutes(10);

    /// <summary>Bytes uploaded per application and mailbox in <see cref="UploadWindow"/>. "150 MB" is read as decimal, the stricter way.</summary>
    public const long MostUploadBytesPerWindow = 150_000_000;

    /// <summary>The window of <see cref="MostUploadBytesPerWindow"/>.</summary>
    public static readonly TimeSpan UploadWindow = TimeSpan.FromMinutes(5);
}
