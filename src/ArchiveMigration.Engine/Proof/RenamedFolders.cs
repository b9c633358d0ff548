using ArchiveMigration.Engine.Ledger.Store;

namespace ArchiveMigration.Engine.Proof;

/// <summary>
/// Finds source folders without a counterpart again by what is in them: where the items of a folder lie together in a folder of another name, that is it.
/// </summary>
internal static class RenamedFolders
{
    /// <summary>Pairs what was found, in the folders and in the tables.</summary>
    /// <returns>Whether anything was found, so that a new match is worth it.</returns>
    public static bool Find(ProofContext context, StoreSession session, MatchTally tally)
    {
        var folders = context.Folders;
        var evidence = new Dictionary<(int Source, int Destination), long>();
        foreach (var (source, destination, items) in session.Query(
            """
            SELECT source.folder, extra.pair, count(*) FROM moved JOIN source ON source.seq = moved.source JOIN extra ON extra.seq = moved.destination
            WHERE source.pair < 0 GROUP BY source.folder, extra.pair
            """,
            static row => (row.GetInt32(0), row.GetInt32(1), row.GetInt64(2))))
        {
            // Less than half of its items is no folder that was renamed, but items that were moved.
            if (items * 2 >= tally.Listed(source) && Topmost(folders, source, destination) is { } pair)
            {
                evidence[pair] = evidence.GetValueOrDefault(pair) + items;
            }
        }

        foreach (var ((source, destination), _) in evidence.OrderByDescending(static found => found.Value))
        {
            if (folders[source] is null && !folders.IsTaken(destination))
            {
                folders.Rename(source, destination);
            }
        }

        var changed = false;
        for (var number = 0; number < folders.Source.Count; number++)
        {
            changed |= folders[number] is { } now
                && session.Execute("UPDATE source SET pair = $pair WHERE folder = $folder AND pair < 0", ("$pair", now), ("$folder", number)) > 0;
        }

        return changed;
    }

    /// <summary>Climbs as long as names agree: of a renamed folder's subfolders none was renamed.</summary>
    private static (int Source, int Destination)? Topmost(FolderPairs folders, int source, int destination)
    {
        while (!folders.IsFirstMissing(source))
        {
            if (!string.Equals(folders.Source[source].Name, folders.Destination[destination].Name, StringComparison.OrdinalIgnoreCase))
            {
                return null;
            }

            (source, destination) = (folders.SourceParent(source), folders.DestinationParent(destination));
            if (source < 0 || destination < 0)
            {
                return null;
            }
        }

        return (source, destination);
    }
}
