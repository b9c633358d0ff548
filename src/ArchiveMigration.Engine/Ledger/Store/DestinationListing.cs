using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Ledger.Store;

/// <summary>What destination folders hold, as listed in this pass. Each method works inside the writer's transaction.</summary>
internal static class DestinationListing
{
    private const string WithoutKey = """
        FROM destination_listing CROSS JOIN destination_item ON destination_item.listing_key = destination_listing.listing_key
        WHERE destination_listing.user_id = $user AND destination_listing.destination_id = $destination
            AND destination_item.search_key IS NULL AND destination_item.item_class = $class COLLATE NOCASE
            AND (destination_item.second_key IS NULL OR destination_item.second_key NOT IN (
                SELECT item.second_key FROM folder CROSS JOIN item INDEXED BY item_keyless ON item.folder_key = folder.folder_key AND item.search_key IS NULL
                WHERE folder.user_id = $user AND folder.destination_id = $destination AND item.second_key IS NOT NULL))
        """;

    /// <summary>Begins the listing of a folder, forgetting the one before.</summary>
    public static void Begin(StoreSession session, string destinationFolderId, long userId)
    {
        session.Execute(
            "DELETE FROM destination_item WHERE listing_key = (SELECT listing_key FROM destination_listing WHERE user_id = $user AND destination_id = $destination)",
            ("$user", userId),
            ("$destination", destinationFolderId));
        session.Execute("INSERT OR IGNORE INTO destination_listing (user_id, destination_id) VALUES ($user, $destination)", ("$user", userId), ("$destination", destinationFolderId));
    }

    /// <summary>Records a page. Items are told apart by their ids, so that one that comes twice is not taken for a copy.</summary>
    public static void Record(StoreSession session, string destinationFolderId, long userId, IReadOnlyList<MailboxItem> items)
    {
        if (Find(session, destinationFolderId, userId) is not { } listing)
        {
            throw new InvalidOperationException("The listing of the destination folder was not begun.");
        }

        var add = session.Prepared("INSERT OR IGNORE INTO destination_item (listing_key, id_hash, search_key, second_key, modified_utc, item_class, item_id, created_utc) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
        foreach (var item in items)
        {
            add.Set(1, listing).Set(2, ItemHash.Of(item)).Set(3, item.SearchKey).Set(4, item.SecondKey).Set(5, item.LastModifiedUtc?.UtcTicks)
                .Set(6, item.SearchKey is null ? item.ItemClass : null).Set(7, item.SearchKey is null ? item.Id : null).Set(8, item.SearchKey is null ? item.CreatedUtc?.UtcTicks : null).Execute();
        }
    }

    /// <summary>
    /// How many items of a class the folder holds that have no search key and whose second key, if they have one, is that of no source item that goes there:
    /// what could be an item without any key.
    /// </summary>
    public static int CountWithoutKey(StoreSession session, string destinationFolderId, long userId, string itemClass) => (int)(long)session.Scalar(
        $"SELECT count(*) {WithoutKey}",
        ("$user", userId),
        ("$destination", destinationFolderId),
        ("$class", itemClass))!;

    /// <summary>The latest of those that is not known as another item's copy.</summary>
    public static string? LatestWithoutKey(StoreSession session, string destinationFolderId, long userId, string itemClass) => (string?)session.Scalar(
        $"""
        SELECT destination_item.item_id {WithoutKey}
            AND destination_item.item_id NOT IN (
                SELECT outcome.destination_id
                FROM folder CROSS JOIN item INDEXED BY item_keyless ON item.folder_key = folder.folder_key AND item.search_key IS NULL JOIN outcome ON outcome.item_key = item.item_key
                WHERE folder.user_id = $user AND folder.destination_id = $destination AND outcome.destination_id IS NOT NULL)
        ORDER BY destination_item.created_utc DESC, destination_item.item_id LIMIT 1
        """,
        ("$user", userId),
        ("$destination", destinationFolderId),
        ("$class", itemClass));

    /// <summary>Forgets all listings of a user.</summary>
    public static void Forget(StoreSession session, long userId)
    {
        session.Execute("DELETE FROM destination_item WHERE listing_key IN (SELECT listing_key FROM destination_listing WHERE user_id = $user)", ("$user", userId));
        session.Execute("DELETE FROM destination_listing WHERE user_id = $user", ("$user", userId));
    }

    /// <summary>The number of a folder's listing, or null when it was not listed in this pass.</summary>
    public static long? Find(StoreSession session, string destinationFolderId, long userId) => (long?)session.Scalar(
        "SELECT listing_key FROM destination_listing WHERE user_id = $user AND destination_id = $destination", ("$user", userId), ("$destination", destinationFolderId));
}
