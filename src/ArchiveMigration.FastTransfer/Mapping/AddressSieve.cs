namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>Tells from a captured value alone whether its object needs a closer look. Most objects need none.</summary>
internal sealed class AddressSieve(AddressMap map, AddressDirectory directory, AddressMapperOptions options, ILegacyAddressObserver? observer)
{
    private readonly DomainTails tails = new(map);
    private readonly bool wantsNames = directory.Count > 0 || observer is not null;
    private readonly bool isOpen = options.MapSipUris;

    /// <summary>Whether something may have to change, or be reported, because of the value.</summary>
    public bool IsCaught(in CapturedValue value, ReadOnlySpan<byte> bytes)
    {
        if (isOpen)
        {
            return true;
        }

        if (value.Slot >= AddressSlots.FirstText)
        {
            return value.Slot is >= AddressSlots.FirstText + AddressSlots.TextCount and not AddressSlots.Headers || bytes.Contains((byte)'@');
        }

        switch (AddressSlots.MemberOf(value.Slot))
        {
            // A name changes with the address it is equal to, and a type with its address: those are caught themselves.
            case <= AddressMember.Type:
                return false;

            case AddressMember.Address or AddressMember.SmtpAddress:
                return tails.MayEnd(bytes, TextForms.Of(value.Type)) || (wantsNames && bytes.Contains((byte)'/'));

            case AddressMember.SearchKey or AddressMember.OtherSearchKey:
                return tails.MayEnd(bytes, TextForm.SingleByte);

            case AddressMember.SipUri:
                return false;

            default:
                return IsCaughtId(bytes);
        }
    }

    /// <summary>An entry id ends with its address. One of another provider has none, and nothing happens to it in any group.</summary>
    private bool IsCaughtId(ReadOnlySpan<byte> id) => EntryId.ProviderOf(id) switch
    {
        EntryIdProvider.OneOff => OneOffEntryId.FormOf(id) is var form
            && (tails.MayEnd(id, form) || (wantsNames && id[EntryId.HeadSize..].Contains((byte)'/'))),
        EntryIdProvider.AddressBook => wantsNames,
        _ => false,
    };
}
