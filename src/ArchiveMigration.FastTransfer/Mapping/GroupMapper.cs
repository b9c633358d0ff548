namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>
/// Maps the properties that together name one person: all of them or none. SMTP addresses are mapped where they stand; a
/// person named by distinguished name gets an SMTP address in every property, when one is known for it.
/// </summary>
internal sealed class GroupMapper(MappingContext context, EntryIdMapper entryIds, SearchKeyMapper keys)
{
    /// <summary>Maps a group of the present object.</summary>
    public void Map(int group)
    {
        var person = Read(group);
        if (person.IsOfOtherType || (person.IsExchange && person.Target.IsEmpty))
        {
            return;
        }

        var mark = context.Plan.NewBytes.Length;
        var replacedBefore = context.ReplacedCount;
        var isWhole = !person.IsDamaged
            && MapTexts(group, person)
            && MapEntryIds(group, person)
            && keys.Map(AddressSlots.Of(group, AddressMember.SearchKey), person)
            && keys.Map(AddressSlots.Of(group, AddressMember.OtherSearchKey), person);
        var isChanged = context.ReplacedCount != replacedBefore;
        if (isWhole)
        {
            context.Plan.AddressCount += isChanged ? 1 : 0;
            return;
        }

        context.Plan.LeftCount += isChanged || !person.Target.IsEmpty || !context.Map(person.Known).IsEmpty ? 1 : 0;
        context.Plan.NewBytes.CutAt(mark);
        Undo(group);
    }

    private GroupPerson Read(int group)
    {
        var person = default(GroupPerson);
        person.IsDamaged = !context.TryTextOf(AddressSlots.Of(group, AddressMember.Type), out person.Type)
            | !context.TryTextOf(AddressSlots.Of(group, AddressMember.Address), out person.Address)
            | !context.TryTextOf(AddressSlots.Of(group, AddressMember.SmtpAddress), out person.Known);
        person.HasAddressType = !person.Type.IsEmpty;
        var isExchange = person.HasAddressType
            ? person.Type.Equals(MappingContext.ExchangeType, StringComparison.OrdinalIgnoreCase)
            : person.Address is ['/', ..];
        var isSmtp = person.HasAddressType
            ? person.Type.Equals(MappingContext.SmtpType, StringComparison.OrdinalIgnoreCase)
            : !isExchange;
        person.IsOfOtherType = !isExchange && !isSmtp;
        if (person.IsOfOtherType)
        {
            return person;
        }

        person.IsDamaged |= (isSmtp && !IsSmtpAddressOrNothing(person.Address)) || !IsSmtpAddressOrNothing(person.Known);
        if (person.Known.IsEmpty)
        {
            person.Known = isSmtp ? person.Address : default;
        }

        person.LegacyDn = isExchange ? person.Address : default;
        person.IsDamaged |= !person.LegacyDn.IsEmpty && !EntryId.IsLegacyDn(person.LegacyDn);
        for (var member = AddressMember.EntryId; member <= AddressMember.RecordKey; member++)
        {
            if (context.Capture.Find(AddressSlots.Of(group, member)) is var index and >= 0)
            {
                var id = context.Capture.BytesOf(index);
                person.Known = person.Known.IsEmpty ? entryIds.SmtpIn(id) : person.Known;
                person.LegacyDn = person.LegacyDn.IsEmpty ? entryIds.DnIn(id) : person.LegacyDn;
            }
        }

        // With neither type nor address, the entry id says which of the two it is.
        person.IsExchange = isExchange || (!person.HasAddressType && person.Address.IsEmpty && !person.LegacyDn.IsEmpty);
        if (!person.LegacyDn.IsEmpty)
        {
            person.Target = context.Resolve(person.LegacyDn, ref person.Known);
        }

        return person;
    }

    private static bool IsSmtpAddressOrNothing(ReadOnlySpan<char> text) => text.IsEmpty || SmtpAddress.TrySplit(text, out _, out _);

    private bool MapTexts(int group, in GroupPerson person)
    {
        var isWhole = true;
        if (person.IsExchange && person.HasAddressType)
        {
            isWhole &= Set(AddressSlots.Of(group, AddressMember.Type), MappingContext.SmtpType);
        }

        isWhole &= Set(
            AddressSlots.Of(group, AddressMember.Address),
            person.IsExchange ? person.Target : context.Map(person.Address));
        var smtpSlot = AddressSlots.Of(group, AddressMember.SmtpAddress);
        var smtp = context.TextOf(smtpSlot);
        var mappedSmtp = context.Map(smtp);
        isWhole &= Set(smtpSlot, mappedSmtp.IsEmpty && person.IsExchange && !smtp.IsEmpty ? person.Target : mappedSmtp);
        for (var member = AddressMember.Name; member <= AddressMember.OtherName4; member++)
        {
            isWhole &= MapName(AddressSlots.Of(group, member), person);
        }

        return isWhole && (!context.Options.MapSipUris || MapSipUri(AddressSlots.Of(group, AddressMember.SipUri)));
    }

    private bool MapName(int slot, in GroupPerson person)
    {
        var name = context.TextOf(slot);
        if (name.IsEmpty || (!MappingContext.IsAddress(name, person.Known) && (person.IsExchange || !MappingContext.IsAddress(name, person.Address))))
        {
            return true;
        }

        var mapped = context.Map(MappingContext.Unquote(name));
        return Set(slot, context.Requote(name, mapped.IsEmpty ? person.Target : mapped));
    }

    private bool MapSipUri(int slot)
    {
        var uri = context.TextOf(slot);
        if (!uri.StartsWith(MappingContext.SipPrefix, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        var mapped = context.Map(uri[MappingContext.SipPrefix.Length..]);
        return mapped.IsEmpty || Set(slot, context.Joined(uri[..MappingContext.SipPrefix.Length], mapped));
    }

    private bool MapEntryIds(int group, in GroupPerson person)
    {
        var name = NewNameOf(group, person);
        for (var member = AddressMember.EntryId; member <= AddressMember.RecordKey; member++)
        {
            var slot = AddressSlots.Of(group, member);
            var index = context.Capture.Find(slot);
            if (index < 0)
            {
                if (context.Capture.IsOversized(slot))
                {
                    return false;
                }

                continue;
            }

            var start = context.Plan.NewBytes.Length;
            switch (entryIds.Map(context.Capture.BytesOf(index), name, person.LegacyDn, person.Target, default))
            {
                case EntryIdChange.Replaced:
                    context.Replace(index, start);
                    break;

                case EntryIdChange.Unresolved when !person.IsExchange && person.Target.IsEmpty:
                    break;

                case EntryIdChange.Unresolved or EntryIdChange.NotUnderstood when member != AddressMember.RecordKey:
                    return false;
            }
        }

        return true;
    }

    /// <summary>The display name for an entry id made anew: the group's, mapped if it is an address.</summary>
    private ReadOnlySpan<char> NewNameOf(int group, in GroupPerson person)
    {
        var index = person.Target.IsEmpty ? -1 : context.Capture.Find(AddressSlots.Of(group, AddressMember.Name));
        if (index < 0)
        {
            return default;
        }

        var name = context.TextAt(index);
        if (name.IsEmpty)
        {
            // A code page beyond ASCII: rare enough to be decoded at the cost of a string.
            var decoded = PropertyText.Decode(new PropertyTag(0, context.Capture[index].Type), context.Capture.BytesOf(index));
            return decoded.Contains('\0', StringComparison.Ordinal) ? default : decoded;
        }

        if (!MappingContext.IsAddress(name, person.Known))
        {
            return name;
        }

        var mapped = context.Map(MappingContext.Unquote(name));
        return mapped.IsEmpty ? person.Target : mapped;
    }

    private bool Set(int slot, ReadOnlySpan<char> text)
    {
        var index = context.Capture.Find(slot);
        return text.IsEmpty || index < 0 || context.Replace(index, text);
    }

    private void Undo(int group)
    {
        for (var slot = group * AddressSlots.MembersPerGroup; slot < (group + 1) * AddressSlots.MembersPerGroup; slot++)
        {
            if (context.Capture.Find(slot) is var index and >= 0)
            {
                context.Capture[index].NewLength = CapturedValue.Unchanged;
            }
        }
    }
}
