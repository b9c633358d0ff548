using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Ledger.Store;

/// <summary>Takes the pages of source folders' listings into the store. Each method works inside the writer's transaction.</summary>
internal sealed class SourceListing
{
    private readonly Dictionary<(long Pass, long Folder), SeenItems> listings = [];
    private readonly Dictionary<(long Pass, long Folder), DateTimeOffset> changedUpTo = [];

    /// <summary>Records a page: unknown items become Pending, known ones are marked as seen, changed ones are updated.</summary>
    public void Record(StoreSession session, long passId, long folderKey, IReadOnlyList<MailboxItem> items)
    {
        var page = new SourcePage(session, FolderTable.UserOf(session, folderKey), folderKey);
        var keys = new long[items.Count];
        for (var index = 0; index < keys.Length; index++)
        {
            keys[index] = page.Record(items[index]);
        }

        // Only then: a key that was taken back may be given to another item.
        var latest = items.Max(static item => item.LastModifiedUtc);
        session.AfterCommit(() =>
        {
            Mark(passId, folderKey, keys);
            if (latest is { } time && time > changedUpTo.GetValueOrDefault((passId, folderKey)))
            {
                changedUpTo[(passId, folderKey)] = time;
            }
        });
    }

    /// <summary>Marks known items of the same version as seen.</summary>
    /// <returns>The others.</returns>
    public IReadOnlyList<ItemVersion> Sweep(StoreSession session, long passId, long folderKey, IReadOnlyList<ItemVersion> versions)
    {
        var page = new SourcePage(session, FolderTable.UserOf(session, folderKey), folderKey);
        List<ItemVersion> others = [];
        var keys = new List<long>(versions.Count);
        foreach (var version in versions)
        {
            if (page.Find(version) is { } key)
            {
                keys.Add(key);
            }
            else
            {
                others.Add(version);
            }
        }

        session.AfterCommit(() => Mark(passId, folderKey, [.. keys]));
        return others;
    }

    /// <summary>How many items that are thought to be there were not seen.</summary>
    public int CountUnseen(StoreSession session, long passId, long folderKey) => Unseen(session, folderKey, SeenIn(passId, folderKey), "disposition <> 5 AND NOT gone").Count;

    /// <summary>After the last page: what was not seen is gone.</summary>
    /// <returns>How many items vanished.</returns>
    public int Complete(StoreSession session, long passId, long folderKey, DateTimeOffset now)
    {
        _ = FolderTable.UserOf(session, folderKey);
        var seen = SeenIn(passId, folderKey);
        var vanished = 0;
        foreach (var key in Unseen(session, folderKey, seen, "disposition IN (0, 3, 4)"))
        {
            session.Execute("UPDATE item SET disposition = 5 WHERE item_key = $item", ("$item", key));
            session.Execute("INSERT OR REPLACE INTO outcome (item_key, pass_id, decided_utc) VALUES ($item, $pass, $now)", ("$item", key), ("$pass", passId), ("$now", now.UtcTicks));
            vanished++;
        }

        foreach (var key in Unseen(session, folderKey, seen, "disposition IN (1, 2)"))
        {
            session.Execute("UPDATE item SET gone = 1 WHERE item_key = $item AND gone = 0", ("$item", key));
        }

        session.Execute(
            "UPDATE folder SET listed_pass = $pass, changed_utc = nullif(max(ifnull(changed_utc, 0), $changed), 0) WHERE folder_key = $folder",
            ("$pass", passId),
            ("$changed", changedUpTo.GetValueOrDefault((passId, folderKey)).UtcTicks),
            ("$folder", folderKey));
        session.AfterCommit(() =>
        {
            listings.Remove((passId, folderKey));
            changedUpTo.Remove((passId, folderKey));
        });
        return vanished;
    }

    /// <summary>After the walk of the folders: what is in folders that were not seen is gone.</summary>
    /// <returns>How many items vanished.</returns>
    public static int CompleteFolders(StoreSession session, long passId, DateTimeOffset now)
    {
        var user = PassTable.UserOf(session, passId);
        var vanished = 0;
        foreach (var folder in session.Query("SELECT folder_key FROM folder WHERE user_id = $user AND seen_pass <> $pass", static row => row.GetInt64(0), ("$user", user), ("$pass", passId)))
        {
            session.Execute(
                "INSERT OR REPLACE INTO outcome (item_key, pass_id, decided_utc) SELECT item_key, $pass, $now FROM item WHERE folder_key = $folder AND disposition IN (0, 3, 4)",
                ("$folder", folder),
                ("$pass", passId),
                ("$now", now.UtcTicks));
            vanished += session.Execute("UPDATE item SET disposition = 5 WHERE folder_key = $folder AND disposition IN (0, 3, 4)", ("$folder", folder));
            session.Execute("UPDATE item SET gone = 1 WHERE folder_key = $folder AND disposition IN (1, 2) AND gone = 0", ("$folder", folder));
        }

        return vanished;
    }

    /// <summary>Forgets what a pass has seen.</summary>
    public void Forget(long passId)
    {
        foreach (var listing in listings.Keys.Where(listing => listing.Pass == passId).ToList())
        {
            listings.Remove(listing);
        }

        foreach (var listing in changedUpTo.Keys.Where(listing => listing.Pass == passId).ToList())
        {
            changedUpTo.Remove(listing);
        }
    }

    private SeenItems SeenIn(long passId, long folderKey) => listings.GetValueOrDefault((passId, folderKey)) ?? new SeenItems();

    private static List<long> Unseen(StoreSession session, long folderKey, SeenItems seen, string which)
    {
        List<long> keys = [];
        session.ForEach(
            $"SELECT item_key FROM item WHERE folder_key = $folder AND {which}",
            row =>
            {
                if (row.GetInt64(0) is var key && !seen.Contains(key))
                {
                    keys.Add(key);
                }
            },
            ("$folder", folderKey));
        return keys;
    }

    private void Mark(long passId, long folderKey, long[] keys)
    {
        if (!listings.TryGetValue((passId, folderKey), out var seen))
        {
            listings.Add((passId, folderKey), seen = new SeenItems());
        }

        Array.ForEach(keys, seen.Add);
    }
}
