using System.Globalization;

namespace ArchiveMigration.Engine.Proof;

/// <summary>Names folders that are missing, renamed, or listed short.</summary>
internal static class FolderFindings
{
    /// <summary>Adds all of them.</summary>
    /// <param name="context">What was read.</param>
    /// <param name="tally">What it came to.</param>
    /// <param name="counted">What Exchange counts in each source folder, when asked last.</param>
    /// <param name="findings">Where to.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static void Add(ProofContext context, MatchTally tally, IReadOnlyList<int> counted, FindingList findings, CancellationToken cancellationToken)
    {
        var folders = context.Folders;
        var absent = context.Store.Work(
            static session => session.Query(
                "SELECT source.folder, count(*) FROM missing JOIN source USING (seq) WHERE source.pair < 0 AND seq NOT IN (SELECT source FROM moved) GROUP BY source.folder",
                static row => (Folder: row.GetInt32(0), Items: row.GetInt64(1))),
            cancellationToken).ToDictionary(static row => row.Folder, static row => row.Items);
        var below = new long[folders.Source.Count];
        for (var number = folders.Source.Count - 1; number >= 0; number--)
        {
            below[number] += absent.GetValueOrDefault(number);
            if (folders.IsMissing(number) && !folders.IsFirstMissing(number))
            {
                below[folders.SourceParent(number)] += below[number];
            }
        }

        for (var number = 0; number < folders.Source.Count; number++)
        {
            var path = folders.Source[number].Path;
            if (folders.IsRenamed(number))
            {
                var now = folders.Destination[folders[number]!.Value].Path;
                findings.Add(new ProofFinding { Kind = ProofFindingKind.FolderRenamed, Folder = path, DestinationFolder = now, Items = tally.Listed(number), Detail = $"At the destination it is '{now}' now." });
            }
            else if (folders.IsFirstMissing(number))
            {
                findings.Add(new ProofFinding
                {
                    Kind = ProofFindingKind.FolderMissing,
                    Folder = path,
                    Items = below[number],
                    Detail = $"It is not at the destination; {below[number].ToString("N0", CultureInfo.InvariantCulture)} items of it and of folders below are nowhere there.",
                });
            }

            if (tally.Listed(number) is var listed && listed < counted[number])
            {
                findings.Add(new ProofFinding
                {
                    Kind = ProofFindingKind.ListingShort,
                    Folder = path,
                    Items = counted[number] - listed,
                    Detail = string.Create(CultureInfo.InvariantCulture, $"Exchange counts {counted[number]:N0} items in it and lists {listed:N0}, also when asked again."),
                });
            }
        }
    }
}
