namespace ArchiveMigration.Sandbox.Limits;

/// <summary>What an application asked of a mailbox since the sandbox started.</summary>
/// <param name="Application">The application's client id.</param>
/// <param name="Mailbox">The mailbox's id.</param>
/// <param name="RequestCount">Requests, refused ones included.</param>
/// <param name="RefusedCount">Of those, the ones answered 429 for a limit.</param>
/// <param name="UploadedBytes">Bytes of bodies that counted against the upload limit.</param>
public sealed record MailboxTraffic(Guid Application, Guid Mailbox, long RequestCount, long RefusedCount, long UploadedBytes);
