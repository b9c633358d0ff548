namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>What a map does to an address.</summary>
/// <param name="Address">The address asked about.</param>
/// <param name="MappedAddress">What it becomes; the same when no rule is for it.</param>
/// <param name="Rule">The rule that decides, or null when there is none.</param>
public sealed record AddressPreview(string Address, string MappedAddress, AddressRule? Rule)
{
    /// <summary>Whether the address becomes another.</summary>
    public bool IsChanged => !string.Equals(Address, MappedAddress, StringComparison.Ordinal);
}
