using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Undo;

namespace ArchiveMigration.Engine.Ledger.Store;

/// <summary>The items of a user that an undo is about. Each method works inside the writer's transaction.</summary>
internal static class UndoTable
{
    private const string Id = "ifnull(undo_item.destination_id, outcome.destination_id)";
    private const string ChangeKey = "ifnull(undo_item.destination_change_key, outcome.destination_change_key)";

    /// <summary>Forgets what an earlier undo found, but for copies that only it still knows to be ours: their deletion was asked for, and a pass may have met them since.</summary>
    public static void Clear(StoreSession session, long userId)
    {
        session.Execute(
            """
            DELETE FROM undo_item WHERE user_id = $user AND state <> 2 AND (destination_id IS NULL OR EXISTS (
                SELECT 1 FROM outcome CROSS JOIN item ON item.item_key = outcome.item_key
                WHERE outcome.item_key = undo_item.item_key AND outcome.destination_id = undo_item.destination_id AND item.disposition = 1))
            """,
            ("$user", userId));
        session.Execute("UPDATE undo_item SET state = 2 WHERE user_id = $user AND state <> 2", ("$user", userId));
    }

    /// <summary>Adds items that we imported.</summary>
    public static void Add(StoreSession session, long userId, IReadOnlyList<LedgerItem> items)
    {
        var add = session.Prepared("INSERT OR IGNORE INTO undo_item (user_id, item_key, id_hash, state) VALUES (?1, ?2, ?3, ?4)");
        foreach (var item in items)
        {
            add.Set(1, userId).Set(2, item.Key).Set(3, item.DestinationItemId is { } id ? HashOf(id) : 0L)
                .Set(4, (long)(item.DestinationItemId is null ? UndoState.Missing : UndoState.Wanted)).Execute();
        }
    }

    /// <summary>Takes a page of a destination folder's listing: says of each of our items in it whether it is as we left it.</summary>
    /// <returns>How many are ready to be removed.</returns>
    public static int Judge(StoreSession session, long userId, string folder, IReadOnlyList<MailboxItem> page, bool evenChanged)
    {
        var ready = 0;
        foreach (var item in page)
        {
            foreach (var known in Find(session, userId, item))
            {
                if (known.State == UndoState.Asked)
                {
                    Restore(session, known.Key, item.Id);
                }

                var state = !known.IsSame(item) ? UndoState.Foreign : evenChanged || known.IsUnchanged(item) ? UndoState.Ready : UndoState.Changed;
                session.Execute(
                    "UPDATE undo_item SET state = $state, folder = $folder WHERE user_id = $user AND id_hash = $hash AND item_key = $item",
                    ("$state", (int)state), ("$folder", state == UndoState.Ready ? null : folder), ("$user", userId), ("$hash", HashOf(item.Id)), ("$item", known.Key));
                ready += state == UndoState.Ready ? 1 : 0;
            }
        }

        return ready;
    }

    /// <summary>Items not met yet that went to a destination folder, by key.</summary>
    public static List<UndoItem> Unmet(StoreSession session, long userId, string destinationFolderId, long afterItemKey, int count) => session.Query(
        $"""
        SELECT undo_item.item_key, {Id}, (SELECT name FROM item_class WHERE item_class.class_key = item.class_key), item.size
        FROM folder CROSS JOIN item INDEXED BY item_by_folder ON item.folder_key = folder.folder_key
        CROSS JOIN undo_item INDEXED BY undo_item_by_state ON undo_item.user_id = $user AND undo_item.item_key = item.item_key AND undo_item.state IN (0, 2)
        LEFT JOIN outcome ON outcome.item_key = undo_item.item_key
        WHERE folder.user_id = $user AND folder.destination_id = $destination AND undo_item.item_key > $after AND {Id} IS NOT NULL ORDER BY undo_item.item_key LIMIT $count
        """,
        static row => new UndoItem(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetInt64(3)),
        ("$user", userId),
        ("$destination", destinationFolderId),
        ("$after", afterItemKey),
        ("$count", count));

    /// <summary>Some of the items that are ready to be removed.</summary>
    public static List<UndoItem> Ready(StoreSession session, long userId, int count) => session.Query(
        $"""
        SELECT undo_item.item_key, {Id}, (SELECT name FROM item_class WHERE item_class.class_key = item.class_key), item.size
        FROM undo_item INDEXED BY undo_item_by_state CROSS JOIN item ON item.item_key = undo_item.item_key LEFT JOIN outcome ON outcome.item_key = undo_item.item_key
        WHERE undo_item.user_id = $user AND undo_item.state = 1 ORDER BY undo_item.item_key LIMIT $count
        """,
        static row => new UndoItem(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetInt64(3)),
        ("$user", userId),
        ("$count", count));

    /// <summary>
    /// Notes that deletions are about to be asked for. From now on the items count as not copied, or as vanished where the source has them no more: whatever happens, the next
    /// pass looks at the destination and copies what is not there.
    /// </summary>
    public static void Ask(StoreSession session, long userId, IReadOnlyList<UndoItem> items)
    {
        foreach (var item in items)
        {
            session.Execute(
                """
                UPDATE undo_item SET state = 2, destination_id = $id,
                    destination_change_key = ifnull(destination_change_key, (SELECT destination_change_key FROM outcome WHERE outcome.item_key = $item AND outcome.destination_id = $id))
                WHERE user_id = $user AND id_hash = $hash AND item_key = $item
                """,
                ("$id", item.DestinationId), ("$item", item.Key), ("$user", userId), ("$hash", HashOf(item.DestinationId)));
            session.Execute(
                """
                UPDATE item SET disposition = CASE WHEN gone THEN 5 ELSE 0 END
                WHERE item_key = $item AND (disposition = 2 OR (disposition = 1 AND EXISTS (SELECT 1 FROM outcome WHERE outcome.item_key = $item AND outcome.destination_id = $id)))
                """,
                ("$item", item.Key), ("$id", item.DestinationId));
        }
    }

    /// <summary>The copy is gone.</summary>
    public static void Removed(StoreSession session, long userId, UndoItem item)
    {
        Forget(session, userId, item);
        session.Execute("UPDATE item SET changed = 0 WHERE item_key = $item AND disposition IN (0, 5)", ("$item", item.Key));
        session.Execute(
            """
            DELETE FROM outcome WHERE item_key = $item AND destination_id = $id AND EXISTS (SELECT 1 FROM item WHERE item.item_key = $item AND disposition IN (0, 5))
            """,
            ("$item", item.Key), ("$id", item.DestinationId));
    }

    /// <summary>Nothing was done about the copy after all.</summary>
    public static void Untouched(StoreSession session, long userId, UndoItem item)
    {
        Restore(session, item.Key, item.DestinationId);
        Forget(session, userId, item);
    }

    /// <summary>The service refused to delete the copy.</summary>
    public static void Refused(StoreSession session, long userId, UndoItem item, string folder, MigrationException failure)
    {
        Restore(session, item.Key, item.DestinationId);
        session.Execute(
            """
            UPDATE undo_item SET state = 5, folder = $folder, error_id = $error, error_message = $message, service_code = $code, request_id = $request
            WHERE user_id = $user AND id_hash = $hash AND item_key = $item
            """,
            ("$folder", folder), ("$error", failure.ErrorId), ("$message", failure.Message), ("$code", failure.ServiceCode), ("$request", failure.RequestId),
            ("$user", userId), ("$hash", HashOf(item.DestinationId)), ("$item", item.Key));
    }

    /// <summary>Every folder was looked through: what was not met is missing, and what an earlier undo had asked for was carried out.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="userId">The user.</param>
    /// <param name="forgetMissing">Whether what is missing counts as not copied from now on, so that the next pass copies it again.</param>
    /// <returns>What was carried out.</returns>
    public static List<UndoItem> Close(StoreSession session, long userId, bool forgetMissing)
    {
        CloseLook(session, userId);
        if (forgetMissing)
        {
            const string missing = "SELECT item_key FROM undo_item INDEXED BY undo_item_by_state WHERE user_id = $user AND state = 6";
            session.Execute($"UPDATE item SET disposition = CASE WHEN gone THEN 5 ELSE 0 END, changed = 0 WHERE disposition = 1 AND item_key IN ({missing})", ("$user", userId));
            session.Execute($"DELETE FROM outcome WHERE item_key IN ({missing}) AND EXISTS (SELECT 1 FROM item WHERE item.item_key = outcome.item_key AND disposition IN (0, 5))", ("$user", userId));
        }

        var carriedOut = session.Query(
            """
            SELECT undo_item.item_key, undo_item.destination_id, (SELECT name FROM item_class WHERE item_class.class_key = item.class_key), item.size
            FROM undo_item INDEXED BY undo_item_by_state CROSS JOIN item ON item.item_key = undo_item.item_key WHERE undo_item.user_id = $user AND undo_item.state = 2
            """,
            static row => new UndoItem(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetInt64(3)),
            ("$user", userId));
        carriedOut.ForEach(item => Removed(session, userId, item));
        return carriedOut;
    }

    /// <summary>Every folder was looked through: what was not met is missing.</summary>
    public static void CloseLook(StoreSession session, long userId)
        => session.Execute("UPDATE undo_item SET state = 6 WHERE user_id = $user AND state = 0", ("$user", userId));

    /// <summary>How many items are ready, and their sizes.</summary>
    public static (long Count, long Size) SumReady(StoreSession session, long userId) => session.Query(
        """
        SELECT count(*), ifnull(sum(item.size), 0)
        FROM undo_item INDEXED BY undo_item_by_state CROSS JOIN item ON item.item_key = undo_item.item_key WHERE undo_item.user_id = $user AND undo_item.state = 1
        """,
        static row => (row.GetInt64(0), row.GetInt64(1)),
        ("$user", userId))[0];

    /// <summary>How many items came to each state.</summary>
    public static Dictionary<UndoState, long> Count(StoreSession session, long userId) => session.Query(
        "SELECT state, count(*) FROM undo_item WHERE user_id = $user GROUP BY state",
        static row => ((UndoState)row.GetInt32(0), row.GetInt64(1)),
        ("$user", userId)).ToDictionary(static row => row.Item1, static row => row.Item2);

    /// <summary>What was not removed and why, in copy order.</summary>
    public static List<UndoProblem> Problems(StoreSession session, long userId, int most) => session.Query(
        $"""
        SELECT undo_item.state, ifnull(undo_item.folder, folder.path), item_class.name, item.size, {Id},
            undo_item.error_id, undo_item.error_message, undo_item.service_code, undo_item.request_id
        FROM undo_item CROSS JOIN item ON item.item_key = undo_item.item_key
        CROSS JOIN folder ON folder.folder_key = item.folder_key
        CROSS JOIN item_class ON item_class.class_key = item.class_key
        LEFT JOIN outcome ON outcome.item_key = undo_item.item_key
        WHERE undo_item.user_id = $user AND undo_item.state > 2 ORDER BY undo_item.item_key LIMIT $most
        """,
        static row => UndoProblem.Of((UndoState)row.GetInt32(0), row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetText(4), row.GetText(5), row.GetText(6), row.GetText(7), row.GetText(8)),
        ("$user", userId),
        ("$most", most));

    private static List<UndoKnown> Find(StoreSession session, long userId, MailboxItem item) => session.Query(
        $"""
        SELECT undo_item.item_key, undo_item.state, {Id}, {ChangeKey}, item.search_key, item.second_key, outcome.decided_utc
        FROM undo_item CROSS JOIN item ON item.item_key = undo_item.item_key LEFT JOIN outcome ON outcome.item_key = undo_item.item_key
        WHERE undo_item.user_id = $user AND undo_item.id_hash = $hash AND undo_item.state IN (0, 2)
        """,
        static row => new UndoKnown(
            row.GetInt64(0), (UndoState)row.GetInt32(1), row.GetText(2), row.GetText(3), row.GetBytes(4), row.IsDBNull(5) ? null : row.GetInt64(5), row.GetUtcOrNull(6)),
        ("$user", userId),
        ("$hash", HashOf(item.Id))).FindAll(known => known.DestinationId == item.Id);

    // The item counts as copied again, as long as the record of that copy is still there.
    private static void Restore(StoreSession session, long itemKey, string destinationId) => session.Execute(
        """
        UPDATE item SET disposition = 1
        WHERE item_key = $item AND disposition IN (0, 5) AND EXISTS (SELECT 1 FROM outcome WHERE outcome.item_key = $item AND outcome.destination_id = $id)
        """,
        ("$item", itemKey),
        ("$id", destinationId));

    private static void Forget(StoreSession session, long userId, UndoItem item) => session.Execute(
        "DELETE FROM undo_item WHERE user_id = $user AND id_hash = $hash AND item_key = $item", ("$user", userId), ("$hash", HashOf(item.DestinationId)), ("$item", item.Key));

    private static long HashOf(string destinationId) => ItemHash.Of(string.Empty, destinationId);
}
