namespace ArchiveMigration.Engine.Proof;

/// <summary>Findings in the order of their kinds, so many of each kind; what is beyond is counted.</summary>
internal sealed class FindingList
{
    private readonly SortedDictionary<ProofFindingKind, (List<ProofFinding> Listed, long All)> kinds = [];

    /// <summary>Findings that were counted only.</summary>
    public long NotListed => kinds.Values.Sum(static kind => kind.All - kind.Listed.Count);

    /// <summary>By kind, folder and id: contents are compared by several lanes, and the same proof shall name the same in the same order.</summary>
    public IReadOnlyList<ProofFinding> Listed =>
    [
        .. kinds.Values.SelectMany(static kind => kind.Listed
            .OrderBy(static finding => finding.Folder ?? finding.DestinationFolder, StringComparer.Ordinal)
            .ThenBy(static finding => finding.SourceItemId ?? finding.DestinationItemId, StringComparer.Ordinal)),
    ];

    /// <summary>How many of a kind may still be listed.</summary>
    public int RoomFor(ProofFindingKind kind) => UserProof.MostFindingsOfAKind - (kinds.TryGetValue(kind, out var known) ? known.Listed.Count : 0);

    public long CountOf(ProofFindingKind kind) => kinds.TryGetValue(kind, out var known) ? known.All : 0;

    public void Add(ProofFinding finding)
    {
        var (listed, all) = kinds.TryGetValue(finding.Kind, out var known) ? known : ([], 0);
        if (listed.Count < UserProof.MostFindingsOfAKind)
        {
            listed.Add(finding);
        }

        kinds[finding.Kind] = (listed, all + 1);
    }

    /// <summary>Counts findings that there is no room for.</summary>
    public void AddUnlisted(ProofFindingKind kind, long count)
    {
        var (listed, all) = kinds.TryGetValue(kind, out var known) ? known : ([], 0);
        kinds[kind] = (listed, all + count);
    }
}
