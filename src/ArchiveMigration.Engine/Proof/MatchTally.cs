namespace ArchiveMigration.Engine.Proof;

/// <summary>What a match came to, by source folder and shard, and by destination folder.</summary>
internal sealed class MatchTally
{
    public Dictionary<(int Folder, int Shard), SourceCounts> Source { get; } = [];

    public Dictionary<int, DestinationCounts> Destination { get; } = [];

    public SortedDictionary<string, long> ExcludedBy { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, long> FailedBy { get; } = new(StringComparer.Ordinal);

    public long VerifiedWithoutSearchKey { get; set; }

    public SourceCounts SourceOf(int folder, int shard)
    {
        if (!Source.TryGetValue((folder, shard), out var counts))
        {
            Source.Add((folder, shard), counts = new SourceCounts());
        }

        return counts;
    }

    public DestinationCounts DestinationOf(int folder)
    {
        if (!Destination.TryGetValue(folder, out var counts))
        {
            Destination.Add(folder, counts = new DestinationCounts());
        }

        return counts;
    }

    /// <summary>Items of a source folder over all shards.</summary>
    public long Listed(int folder) => Source.Where(pair => pair.Key.Folder == folder).Sum(pair => pair.Value.Listed);

    internal sealed class SourceCounts
    {
        public long Listed { get; set; }

        public long Verified { get; set; }

        public long Excluded { get; set; }

        public long Failed { get; set; }

        public long Unexplained { get; set; }
    }

    internal sealed class DestinationCounts
    {
        public long Items { get; set; }

        public long Matched { get; set; }

        public long Misplaced { get; set; }

        public long OfVanished { get; set; }

        public long ThereBefore { get; set; }

        public long Added { get; set; }
    }
}
