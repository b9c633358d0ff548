namespace ArchiveMigration.Sandbox.Import;

/// <summary>What an imported stream says of itself. Times are UTC; null is a property that it does not have.</summary>
internal sealed record InspectedItem(
    string MessageClass,
    string? Subject,
    ReadOnlyMemory<byte>? SearchKey,
    DateTimeOffset? LastModified,
    DateTimeOffset? DeliveryTime);
