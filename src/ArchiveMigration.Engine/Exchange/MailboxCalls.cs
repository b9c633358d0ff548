using System.Collections.Concurrent;
using ArchiveMigration.Engine.Exchange.Http;
using ArchiveMigration.Engine.Exchange.Pacing;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Exchange;

/// <summary>Makes the calls of one mailbox: knows its id, its API version, and in which shard a folder was found.</summary>
internal sealed class MailboxCalls(GraphTransport transport, string address, MailboxKind kind, string mailboxId)
{
    private readonly ConcurrentDictionary<string, string> shardOfFolder = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> shardOfContent = new(StringComparer.Ordinal);

    public GraphTransport Transport { get; } = transport;

    /// <summary>The gates that its requests go through.</summary>
    public MailboxShards Shards { get; } = new(transport.Gates);

    public GraphJson Json { get; } = new(transport);

    public string Address { get; } = address;

    public MailboxKind Kind { get; } = kind;

    public string MailboxId { get; } = mailboxId;

    /// <summary>The mailbox in words, for messages.</summary>
    public string Subject { get; } = kind == MailboxKind.Archive ? $"the archive of {address}" : $"the mailbox of {address}";

    /// <summary>Archives begin with beta because v1.0 refuses them; everything else with v1.0, which is what Microsoft supports.</summary>
    public ApiVersionChoice Version { get; } = new(kind == MailboxKind.Archive ? MailboxUrl.Beta : MailboxUrl.V1);

    /// <summary>A call to a URL below this mailbox or one of its shards.</summary>
    public GraphCall To(HttpMethod method, GraphOperation operation, MailboxUrl url, string query = "") =>
        new(method, url.In(Transport.Border.Cloud.Graph, query), operation, Subject, Address) { Shards = Shards };

    /// <summary>A folder's URL in the shard where its id is valid; no folder means the top of the mailbox.</summary>
    public MailboxUrl Folder(string version, string? folderId, string tail) => new(version, folderId is null ? MailboxId : ShardOf(folderId), folderId, tail);

    /// <summary>The shard where a folder's id is valid.</summary>
    public string ShardOf(string folderId) => shardOfFolder.TryGetValue(folderId, out string? shard) ? shard : MailboxId;

    /// <summary>Remembers that a folder was listed by a shard, so that its id is valid there and not in the main mailbox.</summary>
    public void RememberShard(string folderId, MailboxUrl? source)
    {
        if (source is not null && !source.MailboxId.Equals(MailboxId, StringComparison.OrdinalIgnoreCase))
        {
            shardOfFolder[folderId] = source.MailboxId;
        }
    }

    /// <summary>Remembers which mailbox answered for a folder: that of an expanded folder is another than the one that lists it.</summary>
    public void RememberContent(string? folderId, MailboxUrl source)
    {
        if (folderId is not null)
        {
            shardOfContent[folderId] = source.MailboxId;
        }
    }

    /// <summary>The shard that holds a folder's items, as far as it was asked.</summary>
    public string ContentShardOf(string folderId) => shardOfContent.TryGetValue(folderId, out string? shard) ? shard : ShardOf(folderId);
}
