namespace ArchiveMigration.Engine.Ledger;

/// <summary>What became of the addresses in an imported item, and of its retention tags.</summary>
/// <param name="Outcome">Whether it was mapped.</param>
/// <param name="AddressCount">How many addresses were replaced.</param>
/// <param name="LeftCount">How many address groups, lists and texts were left although a rule may be for them, since they hold something that is not understood.</param>
/// <param name="Reason">Why it was not mapped, or null.</param>
public sealed record ItemMapping(ItemMappingOutcome Outcome, int AddressCount = 0, int LeftCount = 0, string? Reason = null)
{
    /// <summary>No address in the item has a rule, and none was left; nothing was removed.</summary>
    public static ItemMapping Nothing { get; } = new(ItemMappingOutcome.NothingToMap);

    /// <summary>Whether retention tags were removed from it.</summary>
    public bool TagsRemoved { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Outcome switch
    {
        ItemMappingOutcome.NothingToMap => TagsRemoved ? "retention tags removed" : "nothing to map",
        ItemMappingOutcome.Mapped => (AddressCount == 1 ? "mapped 1 address" : $"mapped {AddressCount} addresses") + (TagsRemoved ? ", retention tags removed" : string.Empty),
        _ => $"not mapped: {Reason}",
    };
}
