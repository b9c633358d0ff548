namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>Maps one entry id by what is in it, and adds the one that takes its place to the plan's bytes.</summary>
internal sealed class EntryIdMapper(MappingContext context)
{
    /// <summary>
    /// Maps an entry id. A distinguished name in it is that of <paramref name="legacyDn"/>, for which <paramref name="target"/> stands,
    /// or looked up. One that is made anew gets <paramref name="name"/> for its display name, or else the address.
    /// </summary>
    public EntryIdChange Map(
        ReadOnlySpan<byte> id, ReadOnlySpan<char> name, ReadOnlySpan<char> legacyDn, ReadOnlySpan<char> target, ReadOnlySpan<char> known)
    {
        switch (EntryId.ProviderOf(id))
        {
            case EntryIdProvider.OneOff:
                return OneOffEntryId.TryRead(id, out var oneOff)
                    ? MapOneOff(id, oneOff, legacyDn, target)
                    : EntryIdChange.NotUnderstood;

            case EntryIdProvider.AddressBook:
                if (!AddressBookEntryId.TryReadDn(id, out var dnBytes)
                    || !TextForms.TryRead(TextForm.SingleByte, dnBytes, context.Texts, out var dn)
                    || !EntryId.IsLegacyDn(dn))
                {
                    return EntryIdChange.NotUnderstood;
                }

                target = TargetOf(dn, legacyDn, target, known);
                if (target.IsEmpty)
                {
                    return EntryIdChange.Unresolved;
                }

                AddNew(name.IsEmpty ? target : name, target);
                return EntryIdChange.Replaced;

            default:
                return EntryIdChange.None;
        }
    }

    /// <summary>The SMTP address in a one-off entry id; nothing for any other.</summary>
    public ReadOnlySpan<char> SmtpIn(ReadOnlySpan<byte> id) =>
        EntryId.ProviderOf(id) == EntryIdProvider.OneOff
        && OneOffEntryId.TryRead(id, out var oneOff)
        && IsOfType(oneOff, MappingContext.SmtpType)
        && TextForms.TryRead(oneOff.Form, oneOff.Address, context.Texts, out var address)
            ? address
            : default;

    /// <summary>The distinguished name in an address book entry id or a one-off of type EX; nothing for any other.</summary>
    public ReadOnlySpan<char> DnIn(ReadOnlySpan<byte> id)
    {
        switch (EntryId.ProviderOf(id))
        {
            case EntryIdProvider.AddressBook when AddressBookEntryId.TryReadDn(id, out var bytes)
                && TextForms.TryRead(TextForm.SingleByte, bytes, context.Texts, out var dn)
                && EntryId.IsLegacyDn(dn):
                return dn;

            case EntryIdProvider.OneOff when OneOffEntryId.TryRead(id, out var oneOff)
                && IsOfType(oneOff, MappingContext.ExchangeType)
                && TextForms.TryRead(oneOff.Form, oneOff.Address, context.Texts, out var dn)
                && EntryId.IsLegacyDn(dn):
                return dn;

            default:
                return default;
        }
    }

    private EntryIdChange MapOneOff(ReadOnlySpan<byte> id, OneOffEntryId oneOff, ReadOnlySpan<char> legacyDn, ReadOnlySpan<char> target)
    {
        if (!TextForms.TryRead(oneOff.Form, oneOff.Address, context.Texts, out var address) || address.IsEmpty)
        {
            return EntryIdChange.None;
        }

        var isExchange = IsOfType(oneOff, MappingContext.ExchangeType);
        if (!isExchange && !IsOfType(oneOff, MappingContext.SmtpType))
        {
            return EntryIdChange.None;
        }

        if (isExchange && !EntryId.IsLegacyDn(address))
        {
            return EntryIdChange.NotUnderstood;
        }

        var mapped = isExchange ? TargetOf(address, legacyDn, target, default) : context.Map(address);
        if (mapped.IsEmpty)
        {
            return isExchange ? EntryIdChange.Unresolved : EntryIdChange.None;
        }

        if (!TextForms.CanWrite(oneOff.Form, mapped))
        {
            return EntryIdChange.NotUnderstood;
        }

        var bytes = context.Plan.NewBytes;
        bytes.Add(id[..OneOffEntryId.StringsOffset]);
        if (TextForms.TryRead(oneOff.Form, oneOff.Name, context.Texts, out var name) && MappingContext.IsAddress(name, address))
        {
            bytes.AddText(oneOff.Form, context.Requote(name, context.Map(MappingContext.Unquote(name)) is { IsEmpty: false } inItsCase ? inItsCase : mapped));
        }
        else
        {
            bytes.Add(oneOff.Name);
        }

        bytes.AddNul(oneOff.Form);
        if (isExchange)
        {
            bytes.AddText(oneOff.Form, MappingContext.SmtpType);
        }
        else
        {
            bytes.Add(oneOff.Type);
        }

        bytes.AddNul(oneOff.Form);
        bytes.AddText(oneOff.Form, mapped);
        bytes.AddNul(oneOff.Form);
        return EntryIdChange.Replaced;
    }

    private void AddNew(ReadOnlySpan<char> name, ReadOnlySpan<char> address)
    {
        var bytes = context.Plan.NewBytes;
        OneOffEntryId.WriteNewHead(bytes.Take(OneOffEntryId.StringsOffset));
        bytes.AddText(TextForm.Utf16, name);
        bytes.AddNul(TextForm.Utf16);
        bytes.AddText(TextForm.Utf16, MappingContext.SmtpType);
        bytes.AddNul(TextForm.Utf16);
        bytes.AddText(TextForm.Utf16, address);
        bytes.AddNul(TextForm.Utf16);
    }

    private ReadOnlySpan<char> TargetOf(ReadOnlySpan<char> dn, ReadOnlySpan<char> legacyDn, ReadOnlySpan<char> target, ReadOnlySpan<char> known) =>
        dn.Equals(legacyDn, StringComparison.OrdinalIgnoreCase) ? target : context.Resolve(dn, ref known);

    private static bool IsOfType(OneOffEntryId oneOff, string type)
    {
        var unit = TextForms.UnitOf(oneOff.Form);
        if (oneOff.Type.Length != type.Length * unit)
        {
            return false;
        }

        for (var i = 0; i < type.Length; i++)
        {
            if ((oneOff.Type[i * unit] & ~0x20) != type[i] || (unit > 1 && oneOff.Type[(i * unit) + 1] != 0))
            {
                return false;
            }
        }

        return true;
    }
}
