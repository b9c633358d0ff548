using ArchiveMigration.FastTransfer;

namespace ArchiveMigration.Sandbox.Items;

/// <summary>The properties of a message that together name one person: whoever changes one of them has to change all.</summary>
internal sealed record AddressGroup(
    PropertyTag Name,
    PropertyTag AddressType,
    PropertyTag Address,
    PropertyTag EntryId,
    PropertyTag SmtpAddress,
    PropertyTag? SearchKey,
    PropertyTag? Flags,
    PropertyTag? SimpleName)
{
    public static AddressGroup Sender { get; } = new(
        Tags.SenderName, Tags.SenderAddressType, Tags.SenderEmailAddress, Tags.SenderEntryId, Tags.SenderSmtpAddress,
        Tags.SenderSearchKey, Tags.SenderFlags, Tags.SenderSimpleDisplayName);

    public static AddressGroup SentRepresenting { get; } = new(
        Tags.SentRepresentingName, Tags.SentRepresentingAddressType, Tags.SentRepresentingEmailAddress, Tags.SentRepresentingEntryId,
        Tags.SentRepresentingSmtpAddress, Tags.SentRepresentingSearchKey, Tags.SentRepresentingFlags, Tags.SentRepresentingSimpleDisplayName);

    public static AddressGroup ReceivedBy { get; } = new(
        Tags.ReceivedByName, Tags.ReceivedByAddressType, Tags.ReceivedByEmailAddress, Tags.ReceivedByEntryId,
        Tags.ReceivedBySmtpAddress, Tags.ReceivedBySearchKey, Tags.ReceivedByFlags, null);

    public static AddressGroup ReceivedRepresenting { get; } = new(
        Tags.ReceivedRepresentingName, Tags.ReceivedRepresentingAddressType, Tags.ReceivedRepresentingEmailAddress, Tags.ReceivedRepresentingEntryId,
        Tags.ReceivedRepresentingSmtpAddress, Tags.ReceivedRepresentingSearchKey, Tags.ReceivedRepresentingFlags, null);

    public static AddressGroup Creator { get; } = new(
        Tags.CreatorName, Tags.CreatorAddressType, Tags.CreatorEmailAddress, Tags.CreatorEntryId, Tags.CreatorSmtpAddress,
        null, null, Tags.CreatorSimpleDisplayName);

    public static AddressGroup LastModifier { get; } = new(
        Tags.LastModifierName, Tags.LastModifierAddressType, Tags.LastModifierEmailAddress, Tags.LastModifierEntryId,
        Tags.LastModifierSmtpAddress, null, null, Tags.LastModifierSimpleDisplayName);

    /// <summary>Adds the person under the group's tags.</summary>
    /// <param name="bag">Where to.</param>
    /// <param name="person">Who.</param>
    /// <param name="inCapitals">Whether the address is in capitals while the entry id is not, as Exchange leaves it now and then.</param>
    public void AddTo(PropertyBag bag, Person person, bool inCapitals = false)
    {
        bag.Add(Name, person.Name);
        bag.Add(AddressType, person.AddressType);
        bag.Add(Address, inCapitals ? person.Address.ToUpperInvariant() : person.Address);
        bag.Add(EntryId, person.EntryId);
        bag.Add(SmtpAddress, person.SmtpAddress);
        if (SearchKey is { } searchKey)
        {
            bag.Add(searchKey, person.SearchKey);
        }

        if (Flags is { } flags)
        {
            bag.Add(flags, 0);
        }

        if (SimpleName is { } simpleName)
        {
            bag.Add(simpleName, person.Name);
        }
    }
}
