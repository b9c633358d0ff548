using ArchiveMigration.Sandbox.Mailboxes;
using ArchiveMigration.Sandbox.Tenants;

namespace ArchiveMigration.Sandbox.Import;

/// <summary>Leave to import into one mailbox until a moment (UTC).</summary>
internal sealed record ImportSession(string Secret, SandboxMailbox Mailbox, SandboxApplication Application, DateTimeOffset Expires)
{
    /// <summary>Does not print the secret.</summary>
    public override string ToString() => $"import session for {Mailbox.GraphId} until {Expires:u}";
}
