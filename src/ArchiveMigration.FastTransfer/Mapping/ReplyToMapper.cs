namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>
/// Maps PidTagReplyRecipientEntries, which decides where replies go. Its names, in another property, are a list like
/// others; count and order of both stay.
/// </summary>
internal sealed class ReplyToMapper(MappingContext context, EntryIdMapper entryIds)
{
    private const int Names = AddressSlots.FirstText + TaggedSlots.ReplyNamesText;

    /// <summary>Maps the reply-to entries of the present object.</summary>
    public void Map()
    {
        var index = context.Capture.Find(AddressSlots.ReplyEntries);
        if (index < 0)
        {
            return;
        }

        var list = context.Capture.BytesOf(index);
        if (!FlatEntries.TryOpen(list, out var entries))
        {
            context.Plan.LeftCount++;
            return;
        }

        var names = context.TextOf(Names);
        var bytes = context.Plan.NewBytes;
        var start = bytes.Length;
        bytes.Add(list[..FlatEntries.HeadSize]);
        var mapped = 0;
        var tokens = new SemicolonTokens(names);
        while (entries.MoveNext())
        {
            var name = tokens.MoveNext() ? names[tokens.Current] : default;
            var entryStart = bytes.Length;
            bytes.AddUInt32((uint)entries.Current.Length);
            var change = entryIds.Map(entries.Current, name, default, default, default);
            if (change == EntryIdChange.NotUnderstood)
            {
                context.Plan.LeftCount++;
                bytes.CutAt(start);
                return;
            }

            if (change != EntryIdChange.Replaced)
            {
                bytes.Add(entries.Current);
                bytes.Add(entries.Filling);
                continue;
            }

            mapped++;
            var length = bytes.Length - entryStart - sizeof(uint);
            bytes.SetUInt32(entryStart, (uint)length);
            if (!entries.IsLast || !entries.Filling.IsEmpty)
            {
                bytes.Take(FlatEntries.FillingFor(length)).Clear();
            }
        }

        if (mapped == 0)
        {
            bytes.CutAt(start);
            return;
        }

        bytes.SetUInt32(start + sizeof(uint), (uint)(bytes.Length - start - FlatEntries.HeadSize));
        context.Plan.AddressCount += mapped;
        context.Replace(index, start);
    }
}
