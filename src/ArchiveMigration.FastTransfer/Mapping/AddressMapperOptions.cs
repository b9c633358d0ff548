namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>What mapping may touch beyond what replies depend on.</summary>
public sealed record AddressMapperOptions
{
    /// <summary>The default: nothing more.</summary>
    public static AddressMapperOptions Default { get; } = new();

    /// <summary>Whether SIP URIs (<c>sip:user@domain</c>) follow the addresses. Off by default: they need not be alike.</summary>
    public bool MapSipUris { get; init; }

    /// <summary>
    /// Whether addresses in the Internet headers (PidTagTransportMessageHeaders) follow, in the fields From, Sender, Reply-To, To and Cc only.
    /// Off by default: replies do not depend on them, and they are evidence of how the message came.
    /// </summary>
    public bool MapHeaders { get; init; }

    /// <summary>
    /// Whether the <see cref="RetentionProperties"/> of the item itself are taken out. Those of messages attached to it stay: no retention policy acts on an
    /// attachment, so they are only a part of what was attached. Works with or without rules for addresses. Off by default.
    /// </summary>
    public bool RemoveRetentionTags { get; init; }
}
