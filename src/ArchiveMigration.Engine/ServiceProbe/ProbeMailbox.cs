using System.Text.Json;
using ArchiveMigration.Engine.Exchange.Http;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.ServiceProbe;

/// <summary>A test mailbox: the calls of the API one by one, each heard as evidence.</summary>
/// <param name="mailbox">The mailbox as migrations use it.</param>
/// <param name="wire">Sends.</param>
/// <param name="heard">Told every answer.</param>
internal sealed class ProbeMailbox(IMailbox mailbox, ServiceWire wire, Action<WireAnswer> heard)
{
    public IMailbox Mailbox { get; } = mailbox;

    public bool IsArchive => Mailbox.Kind == MailboxKind.Archive;

    /// <summary>The version that is known to serve it.</summary>
    public string Version => IsArchive ? MailboxUrl.Beta : MailboxUrl.V1;

    public ServiceWire Wire { get; } = wire;

    /// <summary>Asks for something of the mailbox.</summary>
    /// <param name="method">The method.</param>
    /// <param name="folderId">The folder, or null for the mailbox itself.</param>
    /// <param name="tail">What of it, with its slash.</param>
    /// <param name="query">The query without its question mark.</param>
    /// <param name="body">The body, or null.</param>
    /// <param name="version">Another version than <see cref="Version"/>.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<WireAnswer> SendAsync(
        HttpMethod method, string? folderId, string tail, string query, object? body, string? version, CancellationToken cancellationToken)
    {
        var api = version ?? Version;
        var url = new MailboxUrl(api, Mailbox.MailboxId, folderId, tail).In(Wire.Border.Cloud.Graph, query);
        const string item = "/items/";
        var shownTail = tail.StartsWith(item, StringComparison.Ordinal) && tail != "/items/delta" ? item + "<id>" : tail;
        var shown = EvidenceText.Mask($"{method} {api}/mailbox{(folderId is null ? string.Empty : "/folders/<id>")}{shownTail}{(query.Length == 0 ? string.Empty : "?" + Uri.UnescapeDataString(query))}")!;
        var answer = await Wire.SendAsync(method, url, body is null ? null : JsonSerializer.SerializeToUtf8Bytes(body), shown, cancellationToken).ConfigureAwait(false);
        heard(answer);
        return answer;
    }

    public Task<WireAnswer> GetAsync(string? folderId, string tail, string query, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, folderId, tail, query, null, null, cancellationToken);

    public Task<WireAnswer> CreateFolderAsync(string? parentId, string name, string type, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, parentId, parentId is null ? "/folders" : "/childFolders", string.Empty, new { displayName = name, type }, null, cancellationToken);

    /// <summary>Opens an import session.</summary>
    /// <returns>The answer, and the session's URL, which is a credential, when there is one.</returns>
    public async Task<(WireAnswer Answer, Uri? Url)> OpenSessionAsync(CancellationToken cancellationToken)
    {
        var answer = await SendAsync(HttpMethod.Post, null, "/createImportSession", string.Empty, null, null, cancellationToken).ConfigureAwait(false);
        var url = answer.IsSuccess && answer.Text("importUrl") is { } text ? Wire.Border.CheckImportUrl(text, "the test mailbox", Mailbox.Address) : null;
        return (answer, url);
    }

    /// <summary>Imports an item.</summary>
    public async Task<WireAnswer> ImportAsync(Uri importUrl, string folderId, ProbeItem item, bool chunked, CancellationToken cancellationToken)
    {
        var shown = $"POST importUrl ({item.Length:N0} bytes of base64, {(chunked ? "chunked" : "with Content-Length")})";
        var answer = await Wire.ImportAsync(importUrl, Mailbox.MailboxId, () => item.ToBody(folderId, chunked), item.Length, shown, cancellationToken).ConfigureAwait(false);
        heard(answer);
        return answer;
    }
}
