using System.Numerics;

namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>Maps texts that belong to no group. Only a whole text, or a whole name of a list, that is an address is replaced.</summary>
internal sealed class TextMapper(MappingContext context)
{
    private static readonly string[] Prefixes = ["smtp:", "rfc822;", "rfc822; "];

    /// <summary>Maps all such texts of the present object.</summary>
    public void Map()
    {
        for (var texts = context.Capture.Texts; texts != 0; texts &= texts - 1)
        {
            var slot = AddressSlots.FirstText + BitOperations.TrailingZeroCount(texts);
            if (context.Capture.Find(slot) is var first and >= 0)
            {
                Map(first, TaggedSlots.TextKindOf(slot));
            }
        }
    }

    private void Map(int first, AddressTextKind kind)
    {
        var (any, isWhole) = (false, true);
        var mark = context.Plan.NewBytes.Length;
        var end = first + context.Capture.CountFrom(first);
        for (var index = first; index < end; index++)
        {
            var text = context.TextAt(index);
            var mapped = kind switch
            {
                AddressTextKind.List => MapList(text),
                AddressTextKind.Address => MapOne(text),
                _ => MapSipUri(text),
            };
            any |= !mapped.IsEmpty;
            isWhole &= mapped.IsEmpty || context.Replace(index, mapped);
        }

        if (isWhole)
        {
            context.Plan.AddressCount += any ? 1 : 0;
            return;
        }

        context.Plan.LeftCount++;
        context.Plan.NewBytes.CutAt(mark);
        for (var index = first; index < end; index++)
        {
            context.Capture[index].NewLength = CapturedValue.Unchanged;
        }
    }

    private ReadOnlySpan<char> MapOne(ReadOnlySpan<char> text)
    {
        foreach (var prefix in Prefixes)
        {
            if (text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
                && context.Map(text[prefix.Length..]) is { IsEmpty: false } behind)
            {
                return context.Joined(text[..prefix.Length], behind);
            }
        }

        var bare = MappingContext.Unquote(text);
        return context.Map(bare) is { IsEmpty: false } mapped ? context.Requote(text, mapped) : MapSipUri(text);
    }

    private ReadOnlySpan<char> MapSipUri(ReadOnlySpan<char> text) =>
        context.Options.MapSipUris
        && text.StartsWith(MappingContext.SipPrefix, StringComparison.OrdinalIgnoreCase)
        && context.Map(text[MappingContext.SipPrefix.Length..]) is { IsEmpty: false } mapped
            ? context.Joined(text[..MappingContext.SipPrefix.Length], mapped)
            : default;

    /// <summary>Maps the names between semicolons; the space around them stays. Nothing when none is an address with a rule.</summary>
    private ReadOnlySpan<char> MapList(ReadOnlySpan<char> text)
    {
        if (!text.Contains('@'))
        {
            return default;
        }

        // First what it will take: a list of thousands of names is copied once, not once a name.
        var growth = 0;
        var any = false;
        foreach (var token in new SemicolonTokens(text))
        {
            if (context.Map(MappingContext.Unquote(text[token])) is { IsEmpty: false } mapped)
            {
                any = true;
                growth += mapped.Length - MappingContext.Unquote(text[token]).Length;
            }
        }

        if (!any)
        {
            return default;
        }

        var result = context.Texts.Take(text.Length + growth);
        var (taken, written) = (0, 0);
        foreach (var token in new SemicolonTokens(text))
        {
            var name = text[token];
            var mapped = context.Map(MappingContext.Unquote(name));
            var replacement = mapped.IsEmpty ? name : context.Requote(name, mapped);
            var start = token.Start.Value;
            text[taken..start].CopyTo(result[written..]);
            written += start - taken;
            replacement.CopyTo(result[written..]);
            written += replacement.Length;
            taken = token.End.Value;
        }

        text[taken..].CopyTo(result[written..]);
        return result;
    }
}
