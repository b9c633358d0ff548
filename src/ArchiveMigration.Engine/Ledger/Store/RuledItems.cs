namespace ArchiveMigration.Engine.Ledger.Store;

/// <summary>Reads of items what rules look at.</summary>
internal static class RuledItems
{
    /// <summary>Items of a user with a disposition, by key.</summary>
    public static List<RuledItem> Page(StoreSession session, long userId, Disposition disposition, long afterItemKey, int count) => session.Query(
        """
        SELECT item_key, folder_key, category, size, ifnull(dated_utc, modified_utc),
            CASE WHEN disposition = 3 THEN (SELECT error_id FROM outcome WHERE outcome.item_key = item.item_key) END
        FROM item INDEXED BY item_by_user
        WHERE user_id = $user AND disposition = $disposition AND item_key > $after
        ORDER BY item_key LIMIT $count
        """,
        static row => new RuledItem(row.GetInt64(0), row.GetInt64(1), (ItemCategory)row.GetInt32(2), row.GetInt64(3), row.GetUtcOrNull(4), row.GetText(5)),
        ("$user", userId),
        ("$disposition", (int)disposition),
        ("$after", afterItemKey),
        ("$count", count));
}
