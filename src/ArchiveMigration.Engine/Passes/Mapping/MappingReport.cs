using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.FastTransfer.Mapping;

namespace ArchiveMigration.Engine.Passes.Mapping;

/// <summary>What mapping an item came to, to be recorded once the item is imported.</summary>
/// <param name="Mapping">What became of its addresses and retention tags.</param>
/// <param name="LegacyAddresses">The distinguished names met in it.</param>
internal sealed record MappingReport(ItemMapping Mapping, IReadOnlyList<LegacyAddress> LegacyAddresses)
{
    private static readonly MappingReport Nothing = new(ItemMapping.Nothing, []);

    /// <summary>The report of a plan, or of what came of it.</summary>
    public static MappingReport Of(AddressMapping result, LegacyAddressesMet met)
    {
        var (outcome, addressCount, leftCount, _, reason) = result;
        var addresses = met.Take(isItemMapped: outcome == MappingOutcome.Mapped);
        return outcome switch
        {
            MappingOutcome.NotMapped => new MappingReport(new ItemMapping(ItemMappingOutcome.NotMapped, Reason: reason), addresses),
            MappingOutcome.Mapped when result.RemovedCount > 0 =>
                new MappingReport(new ItemMapping(addressCount > 0 ? ItemMappingOutcome.Mapped : ItemMappingOutcome.NothingToMap, addressCount, leftCount) { TagsRemoved = true }, addresses),
            MappingOutcome.Mapped => new MappingReport(new ItemMapping(ItemMappingOutcome.Mapped, addressCount, leftCount), addresses),
            _ when leftCount == 0 && addresses.Count == 0 => Nothing,
            _ => new MappingReport(new ItemMapping(ItemMappingOutcome.NothingToMap, LeftCount: leftCount), addresses),
        };
    }

    /// <summary>The report of an item that goes on byte for byte.</summary>
    public static MappingReport NotMapped(string reason) => new(new ItemMapping(ItemMappingOutcome.NotMapped, Reason: reason), []);
}
