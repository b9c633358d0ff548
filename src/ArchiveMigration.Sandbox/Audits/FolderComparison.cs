using ArchiveMigration.Sandbox.Mailboxes;

namespace ArchiveMigration.Sandbox.Audits;

/// <summary>Pairs the items of a source folder with those of its counterpart.</summary>
internal static class FolderComparison
{
    public static FolderAudit Compare(string path, IReadOnlyList<FolderItems> source, IReadOnlyList<FolderItems> destination)
    {
        var from = Describe(source);
        var to = Describe(destination);
        var (missing, surplus) = Pair(from, to, item => item.Hash);
        var intact = from.Count - missing.Count;
        var (lost, left) = Pair(missing, surplus, item => item.Key);
        var known = new HashSet<string>(from.Select(item => item.Key), StringComparer.Ordinal);
        var duplicated = left.Count(item => known.Contains(item.Key));
        return new FolderAudit(
            path,
            from.Count,
            to.Count,
            intact,
            missing.Count - lost.Count,
            lost.Count,
            duplicated,
            left.Count - duplicated);
    }

    /// <summary>Takes equal ones off both sides, one for one, so that real copies stay copies.</summary>
    private static (List<Entry> Missing, List<Entry> Surplus) Pair(List<Entry> from, List<Entry> to, Func<Entry, string> by)
    {
        var open = to.GroupBy(by, StringComparer.Ordinal).ToDictionary(group => group.Key, group => new Stack<Entry>(group), StringComparer.Ordinal);
        var missing = from.Where(entry => !(open.TryGetValue(by(entry), out var same) && same.TryPop(out _))).ToList();
        return (missing, [.. open.Values.SelectMany(rest => rest)]);
    }

    private static List<Entry> Describe(IReadOnlyList<FolderItems> folders) =>
        [.. folders.SelectMany(items => items.Serials().Select(items.Find)).OfType<FolderItem>().Select(Describe)];

    private static Entry Describe(FolderItem item) => new(
        Convert.ToHexString(item.ComputeHash()),
        item.Facts.SearchKey is { } key
            ? Convert.ToHexString(key.Span)
            : $"{item.Facts.MessageClass}\n{item.Facts.Subject}\n{item.Facts.LastModified:O}");

    private readonly record struct Entry(string Hash, string Key);
}
