using ArchiveMigration.Engine.Ledger;

namespace ArchiveMigration.Engine.Proof;

/// <summary>
/// Tells the folders of which nothing has to be looked at closer: both sides hold the same items but for those that rules leave out, and they are those that the ledger knows.
/// In a migration that went well these are nearly all.
/// </summary>
internal sealed class EvenFolders
{
    private readonly MatchTally tally = new();
    private readonly HashSet<long> ledger = [];

    private EvenFolders()
    {
    }

    /// <summary>Source folders that have to be looked at.</summary>
    public HashSet<int> UnevenSource { get; } = [];

    /// <summary>Destination folders that have to be looked at.</summary>
    public HashSet<int> UnevenDestination { get; } = [];

    /// <summary>Whether the ledger knows items of folders that the source does not list.</summary>
    public bool HasUnlistedFolders { get; private set; }

    /// <summary>Whether there is nothing to look at.</summary>
    public bool AreAll => UnevenSource.Count + UnevenDestination.Count == 0 && !HasUnlistedFolders;

    /// <summary>Compares the digests.</summary>
    /// <param name="folders">The folders of both sides.</param>
    /// <param name="source">The source's listing.</param>
    /// <param name="destination">The destination's.</param>
    /// <param name="known">What the ledger knows.</param>
    /// <param name="rules">The names of rules.</param>
    public static EvenFolders Find(FolderPairs folders, ListedRows source, ListedRows destination, IReadOnlyList<KnownFolder> known, NumberedNames rules)
    {
        var even = new EvenFolders();
        var byId = known.ToDictionary(static folder => folder.SourceFolderId, StringComparer.Ordinal);
        var groups = Enumerable.Range(0, folders.Source.Count).GroupBy(number => folders[number] ?? -1 - number).ToDictionary(static group => group.Key, static group => group.ToArray());
        foreach (var pair in folders.InScope.Where(pair => !groups.ContainsKey(pair)))
        {
            groups.Add(pair, []);
        }

        foreach (var (pair, numbers) in groups)
        {
            FolderDigest[] digests = [.. numbers.Select(number => source.Folders.GetValueOrDefault(number)).OfType<FolderDigest>()];
            var isEven = FolderDigest.AreSame(digests, destination.Folders.GetValueOrDefault(pair))
                && digests.All(static digest => !digest.HasUnrecognised)
                && numbers.All(number => IsAsKnown(folders.Source[number], source.Folders.GetValueOrDefault(number), byId));
            if (isEven)
            {
                even.Count(pair, numbers, source, byId, folders, rules);
                continue;
            }

            even.UnevenSource.UnionWith(numbers);
            if (pair >= 0)
            {
                even.UnevenDestination.Add(pair);
            }
        }

        even.HasUnlistedFolders = known.Select(static folder => folder.SourceFolderId).Except(folders.Source.Select(static folder => folder.Id), StringComparer.Ordinal).Any();
        return even;
    }

    /// <summary>Whether the ledger's folder is one of them.</summary>
    public bool IsEven(long ledgerFolderKey) => ledger.Contains(ledgerFolderKey);

    /// <summary>Adds their counts to those of the folders that were looked at.</summary>
    public void AddTo(MatchTally other)
    {
        foreach (var (place, counts) in tally.Source)
        {
            other.Source[place] = counts;
        }

        foreach (var (folder, counts) in tally.Destination)
        {
            other.Destination[folder] = counts;
        }

        foreach (var (rule, items) in tally.ExcludedBy)
        {
            other.ExcludedBy[rule] = other.ExcludedBy.GetValueOrDefault(rule) + items;
        }

        other.VerifiedWithoutSearchKey += tally.VerifiedWithoutSearchKey;
    }

    private static bool IsAsKnown(Mailboxes.MailboxFolder folder, FolderDigest? digest, Dictionary<string, KnownFolder> byId)
    {
        var known = byId.GetValueOrDefault(folder.Id);
        return (digest?.Items ?? 0) >= folder.ItemCount && (digest is null ? known.Items.Count == 0 : digest.IsKnownAs(known));
    }

    private void Count(int pair, int[] numbers, ListedRows source, Dictionary<string, KnownFolder> byId, FolderPairs folders, NumberedNames rules)
    {
        foreach (var number in numbers)
        {
            if (source.Folders.TryGetValue(number, out var digest))
            {
                Count(pair, number, digest, rules);
            }

            if (byId.TryGetValue(folders.Source[number].Id, out var known))
            {
                ledger.Add(known.Key);
            }
        }
    }

    private void Count(int pair, int number, FolderDigest digest, NumberedNames rules)
    {
        foreach (var (shard, items) in digest.Shards)
        {
            var counts = tally.SourceOf(number, shard);
            (counts.Listed, counts.Verified, counts.Excluded) = (items.Copied + items.Excluded, items.Copied, items.Excluded);
            tally.VerifiedWithoutSearchKey += items.WithoutSearchKey;
            tally.DestinationOf(pair).Items += items.Copied;
            tally.DestinationOf(pair).Matched += items.Copied;
        }

        foreach (var (rule, items) in digest.ExcludedBy)
        {
            var name = rules[rule - 1];
            tally.ExcludedBy[name] = tally.ExcludedBy.GetValueOrDefault(name) + items;
        }
    }
}
