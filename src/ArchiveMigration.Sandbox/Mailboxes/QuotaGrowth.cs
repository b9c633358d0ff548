namespace ArchiveMigration.Sandbox.Mailboxes;

/// <summary>A full mailbox is given more room by itself, as Exchange enlarges an auto-expanding archive, though in less than its days.</summary>
/// <param name="After">How long after the first refusal.</param>
/// <param name="By">How much more.</param>
public sealed record QuotaGrowth(TimeSpan After, long By);
