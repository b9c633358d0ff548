namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>
/// Maps the addresses in PidTagTransportMessageHeaders, when asked: only in the fields that say who wrote to whom, and all of the text or
/// none of it. Message ids, references, the way the message took and its signatures stay as they are.
/// </summary>
internal sealed class HeaderMapper(MappingContext context)
{
    /// <summary>Maps the headers of the present object, if it has any.</summary>
    public void Map()
    {
        var index = context.Capture.Find(AddressSlots.Headers);
        if (index < 0)
        {
            context.Plan.LeftCount += context.Capture.IsOversized(AddressSlots.Headers) ? 1 : 0;
            return;
        }

        var text = context.TextAt(index);
        var (growth, any) = (0, false);
        var addresses = new HeaderAddresses(text);
        while (addresses.MoveNext())
        {
            if (context.Map(text[addresses.Current]) is { IsEmpty: false } mapped)
            {
                any = true;
                growth += mapped.Length - text[addresses.Current].Length;
            }
        }

        if (addresses.IsDamaged || (any && !context.Replace(index, Rewrite(text, growth))))
        {
            context.Plan.LeftCount++;
            return;
        }

        context.Plan.AddressCount += any ? 1 : 0;
    }

    private ReadOnlySpan<char> Rewrite(ReadOnlySpan<char> text, int growth)
    {
        var result = context.Texts.Take(text.Length + growth);
        var (taken, written) = (0, 0);
        foreach (var address in new HeaderAddresses(text))
        {
            if (context.Map(text[address]) is { IsEmpty: false } mapped)
            {
                var start = address.Start.Value;
                text[taken..start].CopyTo(result[written..]);
                written += start - taken;
                mapped.CopyTo(result[written..]);
                written += mapped.Length;
                taken = address.End.Value;
            }
        }

        text[taken..].CopyTo(result[written..]);
        return result;
    }
}
