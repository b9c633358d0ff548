namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>Whom a group of properties names, as far as they tell.</summary>
internal ref struct GroupPerson
{
    public ReadOnlySpan<char> Type;
    public ReadOnlySpan<char> Address;

    /// <summary>The SMTP address, from whatever property or table tells it.</summary>
    public ReadOnlySpan<char> Known;

    public ReadOnlySpan<char> LegacyDn;

    /// <summary>What takes the place of the distinguished name.</summary>
    public ReadOnlySpan<char> Target;

    public bool HasAddressType;

    /// <summary>Whether the type is neither SMTP nor EX: FAX, X400, MAPIPDL and the like.</summary>
    public bool IsOfOtherType;

    public bool IsExchange;

    /// <summary>Whether a text that tells who it is cannot be read, or is not what its type says.</summary>
    public bool IsDamaged;

    /// <summary>Whether a key with the address can be this person's; one that stands alone is.</summary>
    public readonly bool MayBe(ReadOnlySpan<char> address) =>
        address.Equals(Known, StringComparison.OrdinalIgnoreCase)
        || address.Equals(Address, StringComparison.OrdinalIgnoreCase)
        || (Known.IsEmpty && Address.IsEmpty && LegacyDn.IsEmpty);
}
