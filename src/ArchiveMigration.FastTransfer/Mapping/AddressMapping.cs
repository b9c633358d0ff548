namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>What came of mapping an item.</summary>
/// <param name="Outcome">Whether the item was mapped.</param>
/// <param name="AddressCount">How many addresses were replaced, see <see cref="AddressPlan.AddressCount"/>.</param>
/// <param name="LeftCount">How many groups, lists and texts were left, see <see cref="AddressPlan.LeftCount"/>.</param>
/// <param name="Length">Bytes of the mapped item, records' headers included; 0 unless it was mapped.</param>
/// <param name="Reason">Why the item was not mapped, or null.</param>
public readonly record struct AddressMapping(MappingOutcome Outcome, int AddressCount, int LeftCount, long Length, string? Reason)
{
    /// <summary>How many retention properties were taken out.</summary>
    public int RemovedCount { get; init; }

    /// <summary>What a plan comes to, before it is carried out: the length is not known yet.</summary>
    public static AddressMapping Of(AddressPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return Of(plan, 0);
    }

    internal static AddressMapping Of(AddressPlan plan, long length) =>
        new(plan.Outcome, plan.AddressCount, plan.LeftCount, plan.Outcome == MappingOutcome.Mapped ? length : 0, plan.Reason) { RemovedCount = plan.RemovedCount };

    internal static AddressMapping NotMapped(string reason) => new(MappingOutcome.NotMapped, 0, 0, 0, reason);

    /// <inheritdoc/>
    public override string ToString() => Outcome switch
    {
        MappingOutcome.Mapped when RemovedCount > 0 => $"Mapped ({AddressCount} addresses, {RemovedCount} retention properties taken out)",
        MappingOutcome.Mapped => $"Mapped ({AddressCount} addresses)",
        MappingOutcome.NothingToMap => "Nothing to map",
        _ => $"Not mapped: {Reason}",
    };
}
