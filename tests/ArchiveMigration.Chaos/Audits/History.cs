namespace ArchiveMigration.Chaos.Audits;

/// <summary>All that was ever at the source, and where. Whoever changes the source says so here, at the same moment.</summary>
internal sealed class History
{
    private readonly Lock gate = new();
    private readonly List<Lineage> lineages = [];

    public Lineage Add(string user, string folder, string family, string content, string kind)
    {
        var lineage = new Lineage(user, folder, family, content, kind);
        lock (gate)
        {
            lineages.Add(lineage);
        }

        return lineage;
    }

    /// <summary>How many items there ever were.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return lineages.Count;
            }
        }
    }

    /// <summary>Nothing of a user needs to arrive.</summary>
    public void Excuse(string user, string because)
    {
        lock (gate)
        {
            lineages.Where(lineage => lineage.User == user).ToList().ForEach(lineage => lineage.MayBeLost(because));
        }
    }

    /// <summary>
    /// Holds what arrived against it, folder by folder. What is in a folder now must be there in one of its versions; what was there once may be;
    /// nothing more than once for each item that ever was.
    /// </summary>
    public Verdict Judge(IEnumerable<Arrival> arrivals)
    {
        List<Lineage> all;
        lock (gate)
        {
            all = [.. lineages];
        }

        var byFolder = all.SelectMany(lineage => lineage.Folders.Select(folder => (Key: (lineage.User, folder.ToUpperInvariant()), Lineage: lineage)))
            .ToLookup(pair => pair.Key, pair => pair.Lineage);
        var arrived = arrivals.ToLookup(arrival => (arrival.User, arrival.Folder.ToUpperInvariant()));
        var known = all.SelectMany(lineage => lineage.Contents.Select(content => (lineage.User, content))).ToHashSet();
        var verdict = new Verdict();
        foreach (var key in byFolder.Select(group => group.Key).Union(arrived.Select(group => group.Key)))
        {
            new FolderJudgement(key.Item2, [.. byFolder[key]], [.. arrived[key]], known).Run(verdict);
        }

        return verdict;
    }
}
