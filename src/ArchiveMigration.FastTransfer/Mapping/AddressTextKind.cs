namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>How a text of its own, one that belongs to no group, can hold addresses.</summary>
internal enum AddressTextKind : byte
{
    /// <summary>The whole text is an address, perhaps with its type before it.</summary>
    Address,

    /// <summary>A list of names separated by semicolons, any of which can be an address.</summary>
    List,

    /// <summary>A SIP URI, left alone unless asked for.</summary>
    SipUri,
}
