using ArchiveMigration.Engine.Exchange.Http;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Exchange.Export;

/// <summary>Items to ask one mailbox for in one request.</summary>
/// <param name="MailboxId">The shard that holds them.</param>
/// <param name="Items">The items.</param>
/// <param name="Patience">What these items have cost so far.</param>
internal sealed record ExportBatch(string MailboxId, IReadOnlyList<MailboxItem> Items, RetryPolicy.Patience Patience)
{
    /// <summary>How often the items were sent on to another shard.</summary>
    public int Hops { get; init; }

    /// <summary>How long to wait before asking.</summary>
    public TimeSpan Wait { get; init; }

    /// <summary>Whether it holds one item only, so that whatever is answered is about that one.</summary>
    public bool IsSingle => Items.Count == 1;
}
