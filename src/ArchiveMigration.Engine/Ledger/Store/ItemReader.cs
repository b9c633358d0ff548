using ArchiveMigration.Engine.Mailboxes;
using Microsoft.Data.Sqlite;

namespace ArchiveMigration.Engine.Ledger.Store;

/// <summary>Reads items and counts from the store.</summary>
internal static class ItemReader
{
    private const string Columns = """
        SELECT item.item_key, item.folder_key, folder.path, folder.destination_id, item.source_id, shard.shard_id, item_class.name, item.size, item.search_key,
            item.modified_utc, item.created_utc, item.change_key, item.changed, outcome.error_id, outcome.error_message, outcome.service_code, outcome.request_id,
            outcome.destination_id, outcome.decided_utc, item.disposition, outcome.mapping, outcome.mapped_count, outcome.left_count, outcome.mapping_reason,
            item.second_key, item.shares_key, outcome.matched_by, outcome.destination_change_key, item.dated_utc, outcome.subject, outcome.untagged
        """;

    private const string Joins = """
        CROSS JOIN folder ON folder.folder_key = item.folder_key
        CROSS JOIN shard ON shard.shard_key = item.shard_key
        CROSS JOIN item_class ON item_class.class_key = item.class_key
        LEFT JOIN outcome ON outcome.item_key = item.item_key
        """;

    /// <summary>Items of a user with a disposition, by key.</summary>
    public static List<LedgerItem> Page(StoreSession session, long userId, Disposition disposition, long afterItemKey, int count) => session.Query(
        $"""
        {Columns}
        FROM item INDEXED BY item_by_user
        {Joins}
        WHERE item.user_id = $user AND item.disposition = $disposition AND item.item_key > $after
        ORDER BY item.item_key LIMIT $count
        """,
        Read,
        ("$user", userId),
        ("$disposition", (int)disposition),
        ("$after", afterItemKey),
        ("$count", count));

    /// <summary>Items imported by us and changed at the source since, whose copy can be named and was not found to be changed too, by key.</summary>
    public static List<LedgerItem> ChangedPage(StoreSession session, long userId, long afterItemKey, int count) => session.Query(
        $"""
        {Columns}
        FROM item INDEXED BY item_changed
        {Joins}
        WHERE item.user_id = $user AND item.changed = 1 AND item.item_key > $after AND item.disposition = 1 AND NOT item.gone
            AND outcome.destination_id IS NOT NULL AND outcome.destination_change_key IS NOT NULL AND outcome.error_id IS NOT '{ErrorIds.DestinationItemChanged}'
        ORDER BY item.item_key LIMIT $count
        """,
        Read,
        ("$user", userId),
        ("$after", afterItemKey),
        ("$count", count));

    /// <summary>How many items at the destination were changed at the source since.</summary>
    public static int CountChanged(StoreSession session, long userId) => (int)(long)session.Scalar(
        "SELECT count(*) FROM item INDEXED BY item_changed WHERE user_id = $user AND changed = 1 AND disposition IN (1, 2) AND NOT gone", ("$user", userId))!;

    /// <summary>Imported items of a user whose addresses could not be mapped, by key.</summary>
    public static List<LedgerItem> NotMappedPage(StoreSession session, long userId, long afterItemKey, int count) => session.Query(
        $"""
        {Columns}
        FROM not_mapped_item CROSS JOIN item ON item.item_key = not_mapped_item.item_key
        {Joins}
        WHERE not_mapped_item.user_id = $user AND not_mapped_item.item_key > $after
        ORDER BY not_mapped_item.item_key LIMIT $count
        """,
        Read,
        ("$user", userId),
        ("$after", afterItemKey),
        ("$count", count));

    /// <summary>What an unfinished retry has taken up of a user's items, by key.</summary>
    public static List<LedgerItem> RetriedPage(StoreSession session, long userId, long afterItemKey, int count) => session.Query(
        $"""
        {Columns}
        FROM retry_item CROSS JOIN item ON item.item_key = retry_item.item_key
        {Joins}
        WHERE retry_item.user_id = $user AND retry_item.item_key > $after
        ORDER BY retry_item.item_key LIMIT $count
        """,
        Read,
        ("$user", userId),
        ("$after", afterItemKey),
        ("$count", count));

    /// <summary>Whether any Pending item goes to a destination folder, or the intent of one that has vanished since is open there.</summary>
    public static bool AnyPending(StoreSession session, string destinationFolderId, long userId) => session.Scalar(
        """
        SELECT 1 WHERE EXISTS (
            SELECT 1 FROM folder CROSS JOIN item INDEXED BY item_by_folder ON item.folder_key = folder.folder_key AND item.disposition = 0
            WHERE folder.user_id = $user AND folder.destination_id = $destination)
        OR EXISTS (SELECT 1 FROM intent WHERE user_id = $user AND destination_id = $destination)
        """,
        ("$user", userId),
        ("$destination", destinationFolderId)) is not null;

    /// <summary>How many Pending items of a user no key tells.</summary>
    public static int CountUnrecognisable(StoreSession session, long userId) => (int)(long)session.Scalar(
        """
        SELECT count(*) FROM folder CROSS JOIN item INDEXED BY item_keyless ON item.folder_key = folder.folder_key AND item.search_key IS NULL AND item.second_key IS NULL
        WHERE folder.user_id = $user AND item.disposition = 0
        """,
        ("$user", userId))!;

    // Whether there is an outcome is asked once and not for each of its columns: a pending item has none.
    private static LedgerItem Read(SqliteDataReader row) => row.IsDBNull(18) ? ReadItem(row) : ReadItem(row) with
    {
        MatchedBy = row.IsDBNull(26) ? null : (ItemMatch)row.GetInt32(26),
        ErrorId = row.GetInt32(19) == (int)Disposition.Excluded ? null : row.GetText(13),
        ExcludedBy = row.GetInt32(19) == (int)Disposition.Excluded ? row.GetText(13) : null,
        Subject = row.GetText(29),
        ErrorMessage = row.GetText(14),
        ServiceCode = row.GetText(15),
        RequestId = row.GetText(16),
        DestinationItemId = row.GetText(17),
        DestinationChangeKey = row.GetText(27),
        DecidedUtc = row.GetUtc(18),
        Mapping = row.IsDBNull(20) ? null : new ItemMapping((ItemMappingOutcome)row.GetInt32(20), row.GetCount(21), row.GetCount(22), row.GetText(23)) { TagsRemoved = !row.IsDBNull(30) },
    };

    private static LedgerItem ReadItem(SqliteDataReader row) => new()
    {
        Key = row.GetInt64(0),
        FolderKey = row.GetInt64(1),
        FolderPath = row.GetString(2),
        DestinationFolderId = row.GetText(3),
        Source = new MailboxItem
        {
            Id = row.GetString(4),
            ShardId = row.GetString(5),
            ItemClass = row.GetString(6),
            Size = row.GetInt64(7),
            SearchKey = row.GetBytes(8),
            LastModifiedUtc = row.GetUtcOrNull(9),
            CreatedUtc = row.GetUtcOrNull(10),
            ChangeKey = row.GetText(11),
            SecondKey = row.IsDBNull(24) ? null : row.GetInt64(24),
            DatedUtc = row.GetUtcOrNull(28),
        },
        SharesKey = row.GetInt64(25) != 0,
        Disposition = (Disposition)row.GetInt32(19),
        ChangedSinceMigrated = row.GetInt64(12) != 0,
    };
}
