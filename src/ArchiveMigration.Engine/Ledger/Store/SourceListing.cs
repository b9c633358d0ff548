using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Ledger.Store;

/// <summary>Takes the pages of source folders' listings into the store. Each method works inside the writer's transaction.</summary>
internal sealed class SourceListing
{
    private readonly Dictionary<(long Pass, long Folder), SeenItems> listings = [];

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
        session.AfterCommit(() => Mark(passId, folderKey, keys));
    }

    /// <summary>After the last page: what was not seen is gone.</summary>
    /// <returns>How many items vanished.</returns>
    public int Complete(StoreSession session, long passId, long folderKey, DateTimeOffset now)
    {
        _ = FolderTable.UserOf(session, folderKey);
        var seen = listings.GetValueOrDefault((passId, folderKey)) ?? new SeenItems();
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

        session.Execute("UPDATE folder SET listed_pass = $pass WHERE folder_key = $folder", ("$pass", passId), ("$folder", folderKey));
        session.AfterCommit(() => listings.Remove((passId, folderKey)));
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
    }

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
