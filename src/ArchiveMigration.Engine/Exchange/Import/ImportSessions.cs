using System.Collections.Concurrent;
using ArchiveMigration.Engine.Exchange.Http;

namespace ArchiveMigration.Engine.Exchange.Import;

/// <summary>The import sessions of a mailbox and its shards: one each, shared by all who import, renewed before it ends.</summary>
internal sealed class ImportSessions(MailboxCalls calls)
{
    private static readonly TimeSpan RenewBeforeEnd = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LifetimeIfUnsaid = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, ImportSession> open = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, SemaphoreSlim> turns = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A session that is open now.</summary>
    public Task<ImportSession> GetAsync(string mailboxId, CancellationToken cancellationToken) =>
        OpenOne(mailboxId) is { } session ? Task.FromResult(session) : OpenAsync(mailboxId, cancellationToken);

    private async Task<ImportSession> OpenAsync(string mailboxId, CancellationToken cancellationToken)
    {
        SemaphoreSlim turn = turns.GetOrAdd(mailboxId, _ => new SemaphoreSlim(1, 1));
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return OpenOne(mailboxId) ?? (open[mailboxId] = await CreateAsync(mailboxId, cancellationToken).ConfigureAwait(false));
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Forgets a session that was refused, unless somebody has already replaced it.</summary>
    public void Drop(ImportSession session) => open.TryRemove(KeyValuePair.Create(session.MailboxId, session));

    private ImportSession? OpenOne(string mailboxId) =>
        open.TryGetValue(mailboxId, out ImportSession? session) && calls.Transport.Time.GetUtcNow() < session.RenewAtUtc ? session : null;

    private async Task<ImportSession> CreateAsync(string mailboxId, CancellationToken cancellationToken)
    {
        GraphImportSession created = await calls.Version.SendAsync(async version =>
        {
            GraphCall call = calls.To(HttpMethod.Post, GraphOperation.CreateImportSession, new MailboxUrl(version, mailboxId, null, "/createImportSession"));
            return (await calls.Json.SendAsync(call, ImportJson.Default.GraphImportSession, answer => !string.IsNullOrEmpty(answer.ImportUrl), cancellationToken).ConfigureAwait(false)).Value;
        }).ConfigureAwait(false);

        Uri url = calls.Transport.Border.CheckImportUrl(created.ImportUrl!, calls.Subject, calls.Address);
        DateTimeOffset now = calls.Transport.Time.GetUtcNow();
        TimeSpan lifetime = created.ExpirationDateTime - now ?? LifetimeIfUnsaid;

        // A session shorter than twice the margin would otherwise be renewed for every item.
        TimeSpan margin = lifetime < 2 * RenewBeforeEnd ? lifetime / 2 : RenewBeforeEnd;
        return new ImportSession(mailboxId, url, now + lifetime - margin);
    }
}
