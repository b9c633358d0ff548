using ArchiveMigration.Engine.Endpoints;

namespace ArchiveMigration.Engine.Mailboxes;

/// <summary>Makes the mailbox service of an endpoint.</summary>
public interface IMailboxServiceFactory
{
    /// <summary>Makes it; nothing is sent before it is first used.</summary>
    /// <param name="endpoint">Which tenant and how to sign in.</param>
    /// <param name="showSignInMessage">Shows a person what to do to sign in (device code); null = such sign-in fails with a clear error.</param>
    IMailboxService Create(MigrationEndpoint endpoint, Action<string>? showSignInMessage);
}
