namespace ArchiveMigration.Engine.Companions;

/// <summary>What the source's Get-MailboxJunkEmailConfiguration says of a mailbox.</summary>
/// <param name="Mailbox">The mailbox's address at the source.</param>
/// <param name="TrustedSenders">Safe senders and domains.</param>
/// <param name="BlockedSenders">Blocked senders and domains.</param>
/// <param name="ContactsTrusted">Whether contacts are safe senders; null when it is not told.</param>
/// <param name="TrustedListsOnly">Whether all others are junk; null when it is not told.</param>
/// <param name="Enabled">Whether the junk rule works; null when it is not told.</param>
public sealed record JunkEmailLists(string Mailbox, IReadOnlyList<string> TrustedSenders, IReadOnlyList<string> BlockedSenders, bool? ContactsTrusted, bool? TrustedListsOnly, bool? Enabled);
