namespace ArchiveMigration.Engine.Mailboxes;

/// <summary>What an application asked of one mailbox within the windows of its limits: what counts on after the process that asked has ended.</summary>
/// <param name="MailboxId">The service's id of the mailbox or shard.</param>
/// <param name="Requests">Requests.</param>
/// <param name="UploadBytes">Bytes of request bodies.</param>
public sealed record MailboxUse(string MailboxId, IReadOnlyList<SpentAmount> Requests, IReadOnlyList<SpentAmount> UploadBytes);
