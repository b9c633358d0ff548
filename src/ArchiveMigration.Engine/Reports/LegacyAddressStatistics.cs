namespace ArchiveMigration.Engine.Reports;

/// <summary>
/// A distinguished name of the old tenant (legacyExchangeDN) that was met in imported items while their addresses were mapped. Replies to
/// those where it stayed reach somebody only if a mailbox has it as an X500 address.
/// </summary>
/// <param name="LegacyDn">The name as it was met first.</param>
/// <param name="Count">In how many address groups, reply-to entries and list members it was met.</param>
/// <param name="UnmappedCount">In how many of them it stayed, for want of an SMTP address with a rule.</param>
/// <param name="SmtpAddress">The SMTP address, before mapping, that an item or the recipients table knew for it; null when none did.</param>
/// <param name="ItemCount">In how many items it was met.</param>
public sealed record LegacyAddressStatistics(string LegacyDn, long Count, long UnmappedCount, string? SmtpAddress, long ItemCount);
