namespace ArchiveMigration.Engine.Proof;

/// <summary>
/// Sums over a folder's items that do not depend on their order: two folders with the same count and sums of mixed keys and classes hold the same multiset (a chance of
/// one in 2^128 against it), and a listing with the ledger's sums has the ledger's items.
/// </summary>
internal sealed class FolderDigest
{
    private const long FirstSeed = 0x2545F491;
    private const long SecondSeed = 0x4F6CDD1D;

    private readonly Dictionary<int, (long Items, long WithoutSearchKey)> shards = [];
    private UInt128 keys;
    private long idLow;
    private long idHigh;

    /// <summary>Items in it.</summary>
    public long Items { get; private set; }

    /// <summary>Whether one of them is recognised by nothing but a record.</summary>
    public bool HasUnrecognised { get; private set; }

    /// <summary>Items, and those without a search key, by shard.</summary>
    public IReadOnlyDictionary<int, (long Items, long WithoutSearchKey)> Shards => shards;

    /// <summary>Adds the items of a page.</summary>
    public void Add(ReadOnlySpan<ListedRow> page)
    {
        for (var start = 0; start < page.Length;)
        {
            var shard = page[start].Shard;
            var (items, withoutSearchKey) = shards.GetValueOrDefault(shard);
            var from = start;
            for (; start < page.Length && page[start].Shard == shard; start++)
            {
                Add(in page[start]);
                withoutSearchKey += page[start].Keyed == ProofTables.BySearchKey ? 0 : 1;
            }

            shards[shard] = (items + start - from, withoutSearchKey);
        }
    }

    /// <summary>Whether the destination's folder holds the items of these source folders, no more and no less.</summary>
    public static bool AreSame(IReadOnlyCollection<FolderDigest> source, FolderDigest? destination)
        => source.Sum(static folder => folder.Items) == (destination?.Items ?? 0)
            && source.Aggregate(UInt128.Zero, static (sum, folder) => sum + folder.keys) == (destination?.keys ?? 0);

    /// <summary>Whether the listing has the items that the ledger knows, no more and no less.</summary>
    public bool IsKnownAs(Ledger.KnownFolder known) => (Items, idLow, idHigh) == (known.Items, known.LowSum, known.HighSum);

    private void Add(in ListedRow row)
    {
        Items++;
        var of = unchecked(row.Key + (row.Class * 0x632BE59BD9B4E019));
        keys += new UInt128(ProofHash.Mix(of, FirstSeed), ProofHash.Mix(of, SecondSeed));
        idLow += row.Id & uint.MaxValue;
        idHigh += (long)((ulong)row.Id >> 32);
        HasUnrecognised |= row.Keyed == ProofTables.ByRecord;
    }
}
