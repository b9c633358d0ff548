namespace ArchiveMigration.Engine.Mailboxes;

/// <summary>An item as a listing shows it; its content is opaque bytes.</summary>
public sealed record MailboxItem
{
    /// <summary>The service's id, valid in <see cref="ShardId"/>.</summary>
    public required string Id { get; init; }

    /// <summary>The mailbox that holds it: the main one, or an auxiliary one of an auto-expanded archive.</summary>
    public required string ShardId { get; init; }

    /// <summary>The message class, for example IPM.Note.</summary>
    public required string ItemClass { get; init; }

    /// <summary>Size in bytes as the service reports it; the exported stream can be many times larger.</summary>
    public long Size { get; init; }

    /// <summary>PidTagSearchKey (0x300B), which survives an import; null when the item has none.</summary>
    public byte[]? SearchKey { get; init; }

    /// <summary>
    /// What an item without a search key is recognised by, and what tells items of one search key apart: see <see cref="Mailboxes.SecondKey"/>.
    /// Null when nothing tells it apart.
    /// </summary>
    public long? SecondKey { get; init; }

    /// <summary>When it was last changed, UTC, truncated to the second by the service.</summary>
    public DateTimeOffset? LastModifiedUtc { get; init; }

    /// <summary>When it was received, or sent if it never was, UTC; null for items that neither happens to, and where a listing does not tell. An import leaves it as it is.</summary>
    public DateTimeOffset? DatedUtc { get; init; }

    /// <summary>When it was created in this mailbox, UTC; an import sets it anew.</summary>
    public DateTimeOffset? CreatedUtc { get; init; }

    /// <summary>The version of the item; any change gives a new one.</summary>
    public string? ChangeKey { get; init; }
}
