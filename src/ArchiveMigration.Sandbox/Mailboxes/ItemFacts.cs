namespace ArchiveMigration.Sandbox.Mailboxes;

/// <summary>What listings tell of an item.</summary>
/// <param name="MessageClass">PidTagMessageClass, for example IPM.Note.</param>
/// <param name="Subject">PidTagSubject, or null when the item has none.</param>
/// <param name="SearchKey">PidTagSearchKey, or null when the item has none.</param>
/// <param name="Created">UTC; the moment of import for an imported item.</param>
/// <param name="LastModified">UTC, with its fractions of a second, which listings cut off and filters see.</param>
/// <param name="DeliveryTime">PidTagMessageDeliveryTime (UTC), or null for an item that was never delivered.</param>
/// <param name="Size">Bytes as the store reports them, which is not the length of the exported stream.</param>
public sealed record ItemFacts(
    string MessageClass,
    string? Subject,
    ReadOnlyMemory<byte>? SearchKey,
    DateTimeOffset Created,
    DateTimeOffset LastModified,
    DateTimeOffset? DeliveryTime,
    long Size)
{
    /// <summary>PidTagInternetMessageId, or null when the item has none.</summary>
    public string? MessageId { get; init; }

    /// <summary>PidTagClientSubmitTime (UTC), or null when the item has none.</summary>
    public DateTimeOffset? Submitted { get; init; }
}
