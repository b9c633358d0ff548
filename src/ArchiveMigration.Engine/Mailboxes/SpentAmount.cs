namespace ArchiveMigration.Engine.Mailboxes;

/// <summary>An amount that counts against a limit, and until when it was spent at the latest.</summary>
/// <param name="AtUtc">UTC.</param>
/// <param name="Amount">Requests, or bytes.</param>
public readonly record struct SpentAmount(DateTimeOffset AtUtc, long Amount);
