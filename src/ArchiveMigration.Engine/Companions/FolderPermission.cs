namespace ArchiveMigration.Engine.Companions;

/// <summary>A line of the source's Get-MailboxFolderPermission.</summary>
/// <param name="Mailbox">The mailbox's address at the source.</param>
/// <param name="Folder">The folder's path: <c>\Inbox\Projects</c> or <c>/Inbox/Projects</c>; empty or <c>\</c> is the top.</param>
/// <param name="User">Who: an SMTP address at the source, or Default or Anonymous.</param>
/// <param name="AccessRights">Exchange's names: Reviewer, Editor, FolderVisible, …</param>
/// <param name="SharingFlags">Delegate, CanViewPrivateItems; mostly none.</param>
public sealed record FolderPermission(string Mailbox, string Folder, string User, IReadOnlyList<string> AccessRights, IReadOnlyList<string> SharingFlags);
