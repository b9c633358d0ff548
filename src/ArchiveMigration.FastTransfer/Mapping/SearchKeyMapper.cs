namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>Maps search keys, by which Exchange and Outlook tell whether two senders or recipients are the same (MS-OXOABK 2.2.3.5).</summary>
internal sealed class SearchKeyMapper(MappingContext context)
{
    /// <summary>Maps a search key, TYPE:ADDRESS mostly in capitals; any other, such as random bytes, stays.</summary>
    public bool Map(int slot, in GroupPerson person)
    {
        var index = context.Capture.Find(slot);
        if (index < 0)
        {
            return true;
        }

        var bytes = context.Capture.BytesOf(index);
        var hasNul = bytes.Length > 0 && bytes[^1] == 0;
        if (!TextForms.TryRead(TextForm.SingleByte, hasNul ? bytes[..^1] : bytes, context.Texts, out var key) || key.IndexOf(':') is not (> 0 and var colon))
        {
            return true;
        }

        var type = key[..colon];
        var address = key[(colon + 1)..];
        ReadOnlySpan<char> mapped = default;
        if (type.Equals(MappingContext.ExchangeType, StringComparison.OrdinalIgnoreCase) && address.Equals(person.LegacyDn, StringComparison.OrdinalIgnoreCase))
        {
            type = MappingContext.SmtpType;
            mapped = person.Target;
        }
        else if (type.Equals(MappingContext.SmtpType, StringComparison.OrdinalIgnoreCase) && person.MayBe(address))
        {
            mapped = context.Map(address);
        }

        if (mapped.IsEmpty)
        {
            return true;
        }

        if (!TextForms.CanWrite(TextForm.SingleByte, mapped))
        {
            return false;
        }

        var start = context.Plan.NewBytes.Length;
        var written = context.Joined(type, context.Joined(":", mapped));
        if (SmtpAddress.IsUpperCase(key))
        {
            var capitals = context.Texts.Take(written.Length);
            written.ToUpperInvariant(capitals);
            written = capitals;
        }

        context.Plan.NewBytes.AddText(TextForm.SingleByte, written);
        if (hasNul)
        {
            context.Plan.NewBytes.AddNul(TextForm.SingleByte);
        }

        context.Replace(index, start);
        return true;
    }
}
