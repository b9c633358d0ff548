using System.Collections.Concurrent;
using System.Security.Cryptography;
using ArchiveMigration.Sandbox.Exchange;
using ArchiveMigration.Sandbox.Mailboxes;
using ArchiveMigration.Sandbox.Tenants;

namespace ArchiveMigration.Sandbox.Import;

/// <summary>The import URLs that were handed out.</summary>
internal sealed class ImportSessions(ExchangeBehaviour behaviour, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, ImportSession> sessions = new(StringComparer.Ordinal);

    public ImportSession Start(SandboxMailbox mailbox, SandboxApplication application)
    {
        var now = time.GetUtcNow();
        foreach (var old in sessions.Values.Where(old => old.Expires <= now))
        {
            sessions.TryRemove(old.Secret, out _);
        }

        var session = new ImportSession($"eyJ{RandomNumberGenerator.GetHexString(96, lowercase: true)}", mailbox, application, now + behaviour.SessionLifetime);
        sessions[session.Secret] = session;
        return session;
    }

    /// <summary>The session of a token that still holds, or null.</summary>
    public ImportSession? Find(string secret) =>
        sessions.TryGetValue(secret, out var session) && session.Expires > time.GetUtcNow() ? session : null;

    public void Expire(ImportSession session) => sessions.TryRemove(session.Secret, out _);

    public void ExpireAll() => sessions.Clear();
}
