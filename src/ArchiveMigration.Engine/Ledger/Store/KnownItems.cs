namespace ArchiveMigration.Engine.Ledger.Store;

/// <summary>Reads of a user's items as little as can be compared with a listing; what became of one is looked up only where it is needed.</summary>
internal static class KnownItems
{
    /// <summary>Items of a user with a disposition, by key.</summary>
    public static List<KnownItem> Page(StoreSession session, long userId, Disposition disposition, long afterItemKey, int count) => session.Query(
        """
        SELECT item_key, folder_key, id_hash,
            CASE WHEN disposition IN (3, 4) THEN (SELECT error_id FROM outcome WHERE outcome.item_key = item.item_key) END,
            CASE WHEN search_key IS NULL THEN (SELECT destination_id FROM outcome WHERE outcome.item_key = item.item_key) END
        FROM item INDEXED BY item_by_user
        WHERE user_id = $user AND disposition = $disposition AND item_key > $after
        ORDER BY item_key LIMIT $count
        """,
        static row => new KnownItem(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetText(3), row.GetText(4)),
        ("$user", userId),
        ("$disposition", (int)disposition),
        ("$after", afterItemKey),
        ("$count", count));

    /// <summary>The sums of a user's folders: of all items from the index alone, of those left out from their rows.</summary>
    public static List<KnownFolder> Folders(StoreSession session, long userId)
    {
        var excluded = Sums(session, userId, "item_by_folder ON item.folder_key = folder.folder_key AND item.disposition = 3").ToDictionary(static folder => folder.Key, static folder => folder.Sums);
        return [.. Sums(session, userId, "item_by_id ON item.folder_key = folder.folder_key").Select(all => new KnownFolder(all.Key, all.SourceId, all.Sums, excluded.GetValueOrDefault(all.Key)))];
    }

    private static List<(long Key, string SourceId, ItemSums Sums)> Sums(StoreSession session, long userId, string items) => session.Query(
        $"""
        SELECT folder.folder_key, folder.source_id, count(*), sum(item.id_hash & 4294967295), sum((item.id_hash >> 32) & 4294967295)
        FROM folder CROSS JOIN item INDEXED BY {items}
        WHERE folder.user_id = $user GROUP BY folder.folder_key
        """,
        static row => (row.GetInt64(0), row.GetString(1), new ItemSums(row.GetInt64(2), row.GetInt64(3), row.GetInt64(4))),
        ("$user", userId));
}
