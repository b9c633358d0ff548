using ArchiveMigration.FastTransfer.Mapping;

namespace ArchiveMigration.Engine.Ledger;

/// <summary>What became of one item, to be recorded.</summary>
public sealed record ItemOutcome
{
    /// <summary>The ledger's number of the item.</summary>
    public required long ItemKey { get; init; }

    /// <summary>The pass in which it happened.</summary>
    public required long PassId { get; init; }

    /// <summary>What became of it.</summary>
    public required Disposition Disposition { get; init; }

    /// <summary>Bytes of the item's stream that were moved (decoded, not base64); 0 unless imported.</summary>
    public long BytesTransferred { get; init; }

    /// <summary>The new item's id, when imported.</summary>
    public string? DestinationItemId { get; init; }

    /// <summary>The new item's version, when imported.</summary>
    public string? DestinationChangeKey { get; init; }

    /// <summary>The item is at the destination in an earlier version still: it could not be updated, see <see cref="Error"/>.</summary>
    public bool IsOutdated { get; init; }

    /// <summary>Why, when it failed.</summary>
    public MigrationException? Error { get; init; }

    /// <summary>Which rule left it out, when it is Excluded.</summary>
    public string? Rule { get; init; }

    /// <summary>What became of the addresses in it, when it was imported with mapping on.</summary>
    public ItemMapping? Mapping { get; init; }

    /// <summary>What the project's privacy lets be kept of the subject, when it failed; see <see cref="LedgerItem.Subject"/>.</summary>
    public string? Subject { get; init; }

    /// <summary>The distinguished names of the old tenant met in it, each once.</summary>
    internal IReadOnlyList<LegacyAddress> LegacyAddresses { get; init; } = [];
}
