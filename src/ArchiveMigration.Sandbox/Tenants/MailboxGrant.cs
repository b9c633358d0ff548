namespace ArchiveMigration.Sandbox.Tenants;

/// <summary>
/// A management role assignment of Exchange (RBAC for Applications): the Graph permission without ".All",
/// and the users in its scope; a user's archive is in scope with the user.
/// </summary>
public sealed record MailboxGrant(string Permission, IReadOnlyCollection<SandboxUser> Scope);
