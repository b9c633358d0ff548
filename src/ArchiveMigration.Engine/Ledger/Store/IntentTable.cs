namespace ArchiveMigration.Engine.Ledger.Store;

/// <summary>Imports whose outcome is not known yet and that the search key alone would not tell. Works inside the session's transaction.</summary>
internal static class IntentTable
{
    public static void Write(StoreSession session, long userId, ImportIntent intent) => session.Execute(
        "INSERT OR REPLACE INTO intent (user_id, destination_id, search_key, item_key, held_before) VALUES ($user, $destination, $key, $item, $held)",
        ("$user", userId),
        ("$destination", intent.Item.DestinationFolderId),
        ("$key", intent.Item.Source.SearchKey ?? []),
        ("$item", intent.Item.Key),
        ("$held", intent.HeldBefore));

    /// <summary>Whether any item has an intent: most migrations never need one.</summary>
    public static bool HasAny(StoreSession session) => session.Scalar("SELECT 1 FROM intent LIMIT 1") is not null;

    /// <summary>What became of the item is known.</summary>
    public static void Close(StoreSession session, long itemKey) => session.Prepared("DELETE FROM intent WHERE item_key = ?1").Set(1, itemKey).Execute();

    /// <summary>A folder was looked at: nothing is open there any more.</summary>
    public static void CloseFolder(StoreSession session, long userId, string destinationFolderId)
        => session.Execute("DELETE FROM intent WHERE user_id = $user AND destination_id = $destination", ("$user", userId), ("$destination", destinationFolderId));

    /// <summary>The open intents of a folder for items that have no search key and are not decided, or are gone from the source, with what they would be recognised by.</summary>
    public static List<(long Item, Disposition Disposition, bool HasSecondKey, string ItemClass, int HeldBefore)> WithoutKey(StoreSession session, long userId, string destinationFolderId) => session.Query(
        """
        SELECT item.item_key, item.disposition, item.second_key IS NOT NULL, item_class.name, intent.held_before
        FROM intent CROSS JOIN item ON item.item_key = intent.item_key CROSS JOIN item_class ON item_class.class_key = item.class_key
        WHERE intent.user_id = $user AND intent.destination_id = $destination AND item.search_key IS NULL AND item.disposition IN (0, 4, 5)
        """,
        static row => (row.GetInt64(0), (Disposition)row.GetInt32(1), row.GetInt64(2) != 0, row.GetString(3), row.GetInt32(4)),
        ("$user", userId),
        ("$destination", destinationFolderId));
}
