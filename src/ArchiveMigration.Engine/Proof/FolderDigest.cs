using ArchiveMigration.Engine.Ledger;

namespace ArchiveMigration.Engine.Proof;

/// <summary>
/// Sums over a folder's items that do not depend on their order: two folders with the same count and sums of mixed keys and classes hold the same multiset (a chance of
/// one in 2^128 against it), and a listing with the ledger's sums has the ledger's items. What a rule leaves out is summed apart: it is not to be at the destination.
/// </summary>
internal sealed class FolderDigest
{
    private const long FirstSeed = 0x2545F491;
    private const long SecondSeed = 0x4F6CDD1D;

    private readonly Dictionary<int, ShardCounts> shards = [];
    private readonly Dictionary<int, long> excludedBy = [];
    private UInt128 keys;
    private long copied;
    private ItemSums all;
    private ItemSums excluded;

    /// <summary>Items in it.</summary>
    public long Items => all.Count;

    /// <summary>Whether one of those that no rule leaves out is recognised by nothing but a record.</summary>
    public bool HasUnrecognised { get; private set; }

    /// <summary>What is in it by shard.</summary>
    public IReadOnlyDictionary<int, ShardCounts> Shards => shards;

    /// <summary>How many items each rule leaves out, by <see cref="ListedRow.Rule"/>.</summary>
    public IReadOnlyDictionary<int, long> ExcludedBy => excludedBy;

    /// <summary>Adds the items of a page.</summary>
    public void Add(ReadOnlySpan<ListedRow> page)
    {
        for (var start = 0; start < page.Length;)
        {
            var shard = page[start].Shard;
            var counts = shards.GetValueOrDefault(shard);
            for (; start < page.Length && page[start].Shard == shard; start++)
            {
                Add(in page[start], ref counts);
            }

            shards[shard] = counts;
        }
    }

    /// <summary>Whether the destination's folder holds the items of these source folders that no rule leaves out, no more and no less.</summary>
    public static bool AreSame(IReadOnlyCollection<FolderDigest> source, FolderDigest? destination)
        => source.Sum(static folder => folder.copied) == (destination?.copied ?? 0)
            && source.Aggregate(UInt128.Zero, static (sum, folder) => sum + folder.keys) == (destination?.keys ?? 0);

    /// <summary>Whether the listing has the items that the ledger knows, no more and no less, and the rules leave out just those that the ledger has as left out.</summary>
    public bool IsKnownAs(KnownFolder known) => (all, excluded) == (known.Items, known.Excluded);

    private void Add(in ListedRow row, ref ShardCounts counts)
    {
        all = all.With(row.Id);
        if (row.Rule > 0)
        {
            excluded = excluded.With(row.Id);
            excludedBy[row.Rule] = excludedBy.GetValueOrDefault(row.Rule) + 1;
            counts.Excluded++;
            return;
        }

        copied++;
        var of = unchecked(row.Key + (row.Class * 0x632BE59BD9B4E019));
        keys += new UInt128(ProofHash.Mix(of, FirstSeed), ProofHash.Mix(of, SecondSeed));
        HasUnrecognised |= row.Keyed == ProofTables.ByRecord;
        counts.Copied++;
        counts.WithoutSearchKey += row.Keyed == ProofTables.BySearchKey ? 0 : 1;
    }

    /// <summary>Items of a folder in one shard.</summary>
    internal struct ShardCounts
    {
        /// <summary>Those that a rule leaves out.</summary>
        public long Excluded;

        /// <summary>The others.</summary>
        public long Copied;

        /// <summary>Those of the others that have no search key.</summary>
        public long WithoutSearchKey;
    }
}
