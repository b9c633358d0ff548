namespace ArchiveMigration.Engine.Mailboxes;

/// <summary>A person of a tenant as its directory knows them.</summary>
/// <param name="Id">The object id.</param>
/// <param name="UserPrincipalName">The name to sign in with.</param>
/// <param name="PrimarySmtpAddress">The primary SMTP address.</param>
/// <param name="DisplayName">The name shown to people.</param>
/// <param name="Addresses">All SMTP addresses, the primary one included.</param>
public sealed record DirectoryUser(string Id, string UserPrincipalName, string PrimarySmtpAddress, string? DisplayName, IReadOnlyList<string> Addresses);
