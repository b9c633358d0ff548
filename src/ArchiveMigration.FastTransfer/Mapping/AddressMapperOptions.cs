namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>What mapping may touch beyond what replies depend on.</summary>
public sealed record AddressMapperOptions
{
    /// <summary>The default: nothing more.</summary>
    public static AddressMapperOptions Default { get; } = new();

    /// <summary>Whether SIP URIs (<c>sip:user@domain</c>) follow the addresses. Off by default: they need not be alike.</summary>
    public bool MapSipUris { get; init; }
}
