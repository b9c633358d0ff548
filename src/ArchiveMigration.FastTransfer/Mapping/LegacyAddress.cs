namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>A distinguished name of the old tenant that was met in items.</summary>
/// <param name="LegacyDn">The legacyExchangeDN as it was met first.</param>
/// <param name="Count">In how many address groups, reply-to entries and list members it was met.</param>
/// <param name="UnmappedCount">In how many of them it stayed, for want of an SMTP address with a rule. Replies to these need an X500 address at the destination.</param>
/// <param name="SmtpAddress">The SMTP address that an item or the directory knew for it, or null.</param>
public sealed record LegacyAddress(string LegacyDn, long Count, long UnmappedCount, string? SmtpAddress);
