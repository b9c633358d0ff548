using ArchiveMigration.FastTransfer.Items;
using ArchiveMigration.Sandbox.Mailboxes;

namespace ArchiveMigration.Sandbox.Audits;

/// <summary>Pairs the items of a source folder with those of its counterpart.</summary>
internal static class FolderComparison
{
    public static FolderAudit Compare(string path, IReadOnlyList<FolderItems> source, IReadOnlyList<FolderItems> destination, AddressChange? addresses)
    {
        var comparison = addresses is null ? null : new MappedItemComparison(addresses);
        var from = Describe(source);
        var to = Describe(destination);
        var (same, missing, surplus) = Pair(from, to, item => item.Hash);
        var mapped = comparison is null ? 0 : TakeMapped(missing, surplus, comparison);
        var (altered, lost, left) = Pair(missing, surplus, item => item.Key);
        var known = new HashSet<string>(from.Select(item => item.Key), StringComparer.Ordinal);
        var duplicated = left.Count(item => known.Contains(item.Key));
        return new FolderAudit(
            path,
            from.Count,
            to.Count,
            same.Count,
            mapped + altered.Count,
            lost.Count,
            duplicated,
            left.Count - duplicated)
        {
            Mapped = mapped,
            Unmapped = comparison is null ? 0 : same.Count(pair => !IsMapped(pair.Source, pair.Destination, comparison)),
        };
    }

    /// <summary>Takes items off both sides that are the other's but for the addresses; copies that share a key are told apart by what they have to become.</summary>
    /// <returns>How many there were.</returns>
    private static int TakeMapped(List<Entry> from, List<Entry> to, MappedItemComparison comparison) => from.RemoveAll(entry =>
    {
        var other = to.FindIndex(candidate => (candidate.Key == entry.Key || (candidate.IsKeyless && entry.IsKeyless)) && IsMapped(entry, candidate, comparison));
        if (other >= 0)
        {
            to.RemoveAt(other);
        }

        return other >= 0;
    });

    private static bool IsMapped(Entry source, Entry destination, MappedItemComparison comparison) => comparison.IsMappedFrom(Read(source.Item), Read(destination.Item));

    private static FastTransferItem Read(FolderItem item)
    {
        using var content = new MemoryStream();
        item.Write(content);
        return FastTransferItem.Read(content.GetBuffer().AsSpan(0, (int)content.Length));
    }

    /// <summary>Takes equal ones off both sides, one for one, so that real copies stay copies.</summary>
    private static (List<(Entry Source, Entry Destination)> Pairs, List<Entry> Missing, List<Entry> Surplus) Pair(List<Entry> from, List<Entry> to, Func<Entry, string> by)
    {
        var open = to.GroupBy(by, StringComparer.Ordinal).ToDictionary(group => group.Key, group => new Stack<Entry>(group), StringComparer.Ordinal);
        List<(Entry, Entry)> pairs = [];
        List<Entry> missing = [];
        foreach (var entry in from)
        {
            if (open.TryGetValue(by(entry), out var same) && same.TryPop(out var other))
            {
                pairs.Add((entry, other));
            }
            else
            {
                missing.Add(entry);
            }
        }

        return (pairs, missing, [.. open.Values.SelectMany(rest => rest)]);
    }

    private static List<Entry> Describe(IReadOnlyList<FolderItems> folders) =>
        [.. folders.SelectMany(items => items.Serials().Select(items.Find)).OfType<FolderItem>().Select(Describe)];

    private static Entry Describe(FolderItem item) => new(
        Convert.ToHexString(item.ComputeHash()),
        item.Facts.SearchKey is { } key
            ? Convert.ToHexString(key.Span)
            : $"{item.Facts.MessageClass}\n{item.Facts.Subject}\n{item.Facts.LastModified:O}",
        item);

    private readonly record struct Entry(string Hash, string Key, FolderItem Item)
    {
        /// <summary>Whether its key is made of what listings tell, of which an import may change the time.</summary>
        public bool IsKeyless => Item.Facts.SearchKey is null;
    }
}
