namespace ArchiveMigration.Chaos.Audits;

/// <summary>
/// Pairs the items of one destination folder with those that are or were in its counterpart, each with one at most. Copies share bytes and an edited
/// item has several, so a pair may have to give way to another (augmenting paths); first those that must be there are served, then the
/// remaining arrivals look for one that was there once.
/// </summary>
internal sealed class FolderJudgement(string folder, List<Lineage> residents, List<Arrival> arrivals, HashSet<(string User, string Content)> known)
{
    private readonly Dictionary<Lineage, int> arrivalOf = [];
    private readonly Lineage?[] residentOf = new Lineage?[arrivals.Count];
    private ILookup<string, int> arrivalsByContent = null!;
    private ILookup<string, Lineage> residentsByContent = null!;

    public void Run(Verdict verdict)
    {
        arrivalsByContent = Enumerable.Range(0, arrivals.Count).ToLookup(index => arrivals[index].Content, StringComparer.Ordinal);
        residentsByContent = residents.SelectMany(resident => resident.Contents.Select(content => (content, resident))).ToLookup(pair => pair.content, pair => pair.resident, StringComparer.Ordinal);
        foreach (var resident in residents.Where(resident => resident.MustBeIn(folder)))
        {
            if (!Serve(resident, []))
            {
                verdict.Findings.Add(new Finding("lost", resident.User, resident.Folder!, Tell(resident)));
            }
        }

        for (var index = 0; index < arrivals.Count; index++)
        {
            if (residentOf[index] is null && !Accept(index, []))
            {
                var arrival = arrivals[index];
                var origin = residentsByContent[arrival.Content].FirstOrDefault();
                var isKnown = known.Contains((arrival.User, arrival.Content));
                verdict.Findings.Add(new Finding(
                    isKnown ? "duplicated" : "altered",
                    arrival.User,
                    arrival.Folder,
                    origin is not null ? Tell(origin) : isKnown ? $"{arrival.Content} never was in that folder" : $"{arrival.Content} never was at the source"));
            }
        }
    }

    private bool Serve(Lineage resident, HashSet<int> tried)
    {
        foreach (var index in resident.Contents.SelectMany(content => arrivalsByContent[content]))
        {
            if (tried.Add(index) && (residentOf[index] is not { } other || Serve(other, tried)))
            {
                residentOf[index] = resident;
                arrivalOf[resident] = index;
                return true;
            }
        }

        return false;
    }

    private bool Accept(int index, HashSet<Lineage> tried)
    {
        foreach (var resident in residentsByContent[arrivals[index].Content])
        {
            if (tried.Add(resident) && (!arrivalOf.TryGetValue(resident, out var other) || Accept(other, tried)))
            {
                residentOf[index] = resident;
                arrivalOf[resident] = index;
                return true;
            }
        }

        return false;
    }

    private static string Tell(Lineage lineage) => $"{lineage.Kind} {lineage.Content}, {string.Join(", ", lineage.Story)}";
}
