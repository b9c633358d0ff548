using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Ledger.Store;

/// <summary>What destination folders hold, as listed in this pass. Each method works inside the writer's transaction.</summary>
internal static class DestinationListing
{
    /// <summary>Begins the listing of a folder, forgetting the one before.</summary>
    public static void Begin(StoreSession session, string destinationFolderId, long userId)
    {
        session.Execute(
            "DELETE FROM destination_item WHERE listing_key = (SELECT listing_key FROM destination_listing WHERE user_id = $user AND destination_id = $destination)",
            ("$user", userId),
            ("$destination", destinationFolderId));
        session.Execute("INSERT OR IGNORE INTO destination_listing (user_id, destination_id) VALUES ($user, $destination)", ("$user", userId), ("$destination", destinationFolderId));
    }

    /// <summary>Records a page. Items are told apart by their ids, so that one that comes twice is not taken for a copy; without a search key they cannot be matched.</summary>
    public static void Record(StoreSession session, string destinationFolderId, long userId, IReadOnlyList<MailboxItem> items)
    {
        if (Find(session, destinationFolderId, userId) is not { } listing)
        {
            throw new InvalidOperationException("The listing of the destination folder was not begun.");
        }

        var add = session.Prepared("INSERT OR IGNORE INTO destination_item (listing_key, id_hash, search_key) VALUES (?1, ?2, ?3)");
        foreach (var item in items.Where(static item => item.SearchKey is not null))
        {
            add.Set(1, listing).Set(2, ItemHash.Of(item)).Set(3, item.SearchKey).Execute();
        }
    }

    /// <summary>
    /// Matches by search key as a multiset: of the undecided source items with one key, as many are present as the folder holds beyond
    /// those that account for items still at the source.
    /// </summary>
    /// <returns>How many turned out to be present.</returns>
    public static int Match(StoreSession session, long passId, string destinationFolderId, long userId, DateTimeOffset now)
    {
        if (Find(session, destinationFolderId, userId) is not { } listing)
        {
            return 0;
        }

        session.Run("CREATE TEMP TABLE IF NOT EXISTS matched (item_key INTEGER PRIMARY KEY)");
        session.Execute("DELETE FROM matched");
        session.Execute(
            """
            WITH
                source AS (
                    SELECT item.item_key, item.search_key, item.disposition, item.gone
                    FROM folder CROSS JOIN item ON item.folder_key = folder.folder_key
                    WHERE folder.user_id = $user AND folder.destination_id = $destination AND item.disposition IN (0, 1, 2, 4) AND item.search_key IS NOT NULL),
                undecided AS (
                    SELECT item_key, search_key, row_number() OVER (PARTITION BY search_key ORDER BY disposition DESC, item_key) AS number
                    FROM source WHERE disposition IN (0, 4)),
                accounted AS (SELECT search_key, count(*) AS items FROM source WHERE disposition IN (1, 2) AND NOT gone GROUP BY search_key),
                held AS (SELECT search_key, count(*) AS items FROM destination_item WHERE listing_key = $listing GROUP BY search_key)
            INSERT INTO matched
            SELECT undecided.item_key
            FROM undecided JOIN held USING (search_key) LEFT JOIN accounted USING (search_key)
            WHERE undecided.number <= held.items - ifnull(accounted.items, 0)
            """,
            ("$user", userId),
            ("$destination", destinationFolderId),
            ("$listing", listing));
        session.Execute(
            "INSERT OR REPLACE INTO outcome (item_key, pass_id, decided_utc) SELECT item_key, $pass, $now FROM matched ORDER BY item_key", ("$pass", passId), ("$now", now.UtcTicks));
        return session.Execute("UPDATE item SET disposition = 2, changed = 0 WHERE item_key IN (SELECT item_key FROM matched)");
    }

    /// <summary>Forgets all listings of a user.</summary>
    public static void Forget(StoreSession session, long userId)
    {
        session.Execute("DELETE FROM destination_item WHERE listing_key IN (SELECT listing_key FROM destination_listing WHERE user_id = $user)", ("$user", userId));
        session.Execute("DELETE FROM destination_listing WHERE user_id = $user", ("$user", userId));
    }

    private static long? Find(StoreSession session, string destinationFolderId, long userId) => (long?)session.Scalar(
        "SELECT listing_key FROM destination_listing WHERE user_id = $user AND destination_id = $destination", ("$user", userId), ("$destination", destinationFolderId));
}
