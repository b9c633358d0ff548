namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>Whose entry id it is: the 16 bytes after its flags (MS-OXCDATA 2.2.5).</summary>
internal enum EntryIdProvider
{
    /// <summary>None that holds an address: contacts, stores, unknown ones, and whatever is too short.</summary>
    Other,

    /// <summary>A one-off entry id, which is the address itself.</summary>
    OneOff,

    /// <summary>An entry of the address book, by its distinguished name.</summary>
    AddressBook,

    /// <summary>Another entry id with a byte before it, in distribution lists (MS-OXOCNTC 2.2.2.2.4.1.1).</summary>
    Wrapped,
}
