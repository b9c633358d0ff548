namespace ArchiveMigration.Engine.Ledger.Store;

/// <summary>
/// Finds out which undecided items a listed destination folder holds: by key as a multiset, and by intent where keys do not tell. Works inside the writer's
/// transaction. Whatever grows with the folder is walked once; only undecided items are sorted, so that a few new ones among a million finished ones are found quickly.
/// </summary>
internal sealed class DestinationMatching(StoreSession session, long passId, string destinationFolderId, long userId, DateTimeOffset now)
{
    private const string WithSearchKey = "search_key IS NOT NULL";
    private const string WithSecondKeyOnly = "search_key IS NULL AND second_key IS NOT NULL";

    /// <summary>Matches.</summary>
    /// <returns>How many items turned out to be present.</returns>
    public int Run()
    {
        if (DestinationListing.Find(session, destinationFolderId, userId) is not { } listing)
        {
            return 0;
        }

        Gather();
        MarkShared();
        var present = 0;
        if (session.Scalar("SELECT 1 FROM destination_item WHERE listing_key = $listing LIMIT 1", ("$listing", listing)) is not null)
        {
            present = Match(listing, ItemMatch.SearchKey, "search_key", WithSearchKey) + Match(listing, ItemMatch.SecondKey, "second_key", WithSecondKeyOnly);
            foreach (var (item, disposition, hasSecondKey, itemClass, heldBefore) in IntentTable.WithoutKey(session, userId, destinationFolderId))
            {
                var arrived = DestinationListing.CountWithoutKey(session, destinationFolderId, userId, itemClass) - heldBefore;
                present += disposition == Disposition.Vanished ? NameCopy(item, hasSecondKey, itemClass, arrived) : Resolve(item, hasSecondKey, itemClass, arrived);
            }
        }

        IntentTable.CloseFolder(session, userId, destinationFolderId);
        return present;
    }

    private void Gather()
    {
        session.Run(
            """
            CREATE TEMP TABLE IF NOT EXISTS undecided (
                item_key INTEGER PRIMARY KEY, search_key BLOB, second_key INTEGER, modified_utc INTEGER, disposition INTEGER, intended INTEGER);
            CREATE TEMP TABLE IF NOT EXISTS found (key BLOB PRIMARY KEY, free INTEGER, wanted INTEGER) WITHOUT ROWID;
            CREATE TEMP TABLE IF NOT EXISTS matched (item_key INTEGER PRIMARY KEY);
            CREATE TEMP TABLE IF NOT EXISTS shared (key BLOB PRIMARY KEY) WITHOUT ROWID;
            DELETE FROM undecided;
            DELETE FROM shared;
            """);
        session.Execute(
            """
            INSERT INTO undecided
            SELECT item.item_key, item.search_key, item.second_key, item.modified_utc, item.disposition, EXISTS (SELECT 1 FROM intent WHERE intent.item_key = item.item_key)
            FROM folder CROSS JOIN item INDEXED BY item_by_folder ON item.folder_key = folder.folder_key AND item.disposition IN (0, 4)
            WHERE folder.user_id = $user AND folder.destination_id = $destination
            """,
            ("$user", userId),
            ("$destination", destinationFolderId));
    }

    /// <summary>Items that one search key does not tell apart are imported with an intent. Keys are sorted in parts, so that a million of them need no more memory than a few.</summary>
    private void MarkShared()
    {
        const int mostAtOnce = 200_000;
        var count = (long)session.Scalar("SELECT count(*) FROM undecided")!;
        var parts = (int)Math.Min(256, (count / mostAtOnce) + 1);
        for (var part = 0; part < parts; part++)
        {
            // By the last byte: keys are random numbers, or end in one.
            session.Execute(
                """
                INSERT INTO shared
                SELECT search_key FROM undecided WHERE search_key IS NOT NULL AND substr(search_key, -1) BETWEEN $first AND $last GROUP BY search_key HAVING count(*) > 1
                """,
                ("$first", new[] { (byte)(part * 256 / parts) }),
                ("$last", new[] { (byte)(((part + 1) * 256 / parts) - 1) }));
        }

        if (session.Scalar("SELECT 1 FROM shared LIMIT 1") is not null)
        {
            session.Execute("UPDATE item SET shares_key = 1 WHERE shares_key = 0 AND item_key IN (SELECT item_key FROM undecided WHERE search_key IN (SELECT key FROM shared))");
        }
    }

    /// <summary>As many undecided items of a key are present as the folder holds beyond those that account for items still at the source.</summary>
    private int Match(long listing, ItemMatch by, string key, string having)
    {
        session.Run("DELETE FROM found; DELETE FROM matched;");
        session.Execute(
            $"""
            WITH
                wanted AS MATERIALIZED (SELECT {key} AS key, count(*) AS items FROM undecided WHERE {having} GROUP BY {key}),
                held AS (
                    SELECT {key} AS key, count(*) AS items FROM destination_item
                    WHERE listing_key = $listing AND {having} AND {key} IN (SELECT key FROM wanted) GROUP BY {key}),
                accounted AS (
                    SELECT item.{key} AS key, count(*) AS items
                    FROM folder CROSS JOIN item INDEXED BY item_by_folder ON item.folder_key = folder.folder_key AND item.disposition IN (1, 2)
                    WHERE folder.user_id = $user AND folder.destination_id = $destination AND NOT gone AND {having} AND {key} IN (SELECT key FROM held) GROUP BY {key})
            INSERT INTO found
            SELECT wanted.key, held.items - ifnull(accounted.items, 0), wanted.items
            FROM held JOIN wanted USING (key) LEFT JOIN accounted USING (key) WHERE held.items > ifnull(accounted.items, 0)
            """,
            ("$listing", listing),
            ("$user", userId),
            ("$destination", destinationFolderId));
        session.Execute($"INSERT INTO matched SELECT item_key FROM undecided JOIN found ON found.key = undecided.{key} WHERE {having} AND free >= wanted");
        if (session.Scalar("SELECT 1 FROM found WHERE free < wanted LIMIT 1") is not null)
        {
            Choose(listing, key, having);
        }

        session.Execute(
            "INSERT OR REPLACE INTO outcome (item_key, pass_id, decided_utc, matched_by) SELECT item_key, $pass, $now, $by FROM matched ORDER BY item_key",
            ("$pass", passId),
            ("$now", now.UtcTicks),
            ("$by", (int)by));
        return session.Execute("UPDATE item SET disposition = 2, changed = 0 WHERE item_key IN (SELECT item_key FROM matched)");
    }

    /// <summary>
    /// Fewer are there than could be: copies that were changed after copying share their search key. Those are taken that are likest to what is there; the
    /// time of change may not survive an import, so it decides only between others that are equal.
    /// </summary>
    private void Choose(long listing, string key, string having) => session.Execute(
        $"""
        WITH
            some AS MATERIALIZED (SELECT undecided.*, found.key, free FROM found JOIN undecided ON undecided.{key} = found.key WHERE {having} AND free < wanted),
            there AS MATERIALIZED (
                SELECT {key} AS key, second_key, modified_utc, 1 AS items FROM destination_item
                WHERE listing_key = $listing AND {having} AND {key} IN (SELECT key FROM some)
                UNION ALL
                SELECT item.{key}, item.second_key, item.modified_utc, -1
                FROM folder CROSS JOIN item INDEXED BY item_by_folder ON item.folder_key = folder.folder_key AND item.disposition IN (1, 2)
                WHERE folder.user_id = $user AND folder.destination_id = $destination AND NOT gone AND {having} AND item.{key} IN (SELECT key FROM some)),
            compared AS (
                SELECT some.*,
                    row_number() OVER (PARTITION BY key, second_key ORDER BY intended DESC, disposition DESC, item_key)
                        <= (SELECT ifnull(sum(items), 0) FROM there WHERE there.key = some.key AND there.second_key IS some.second_key) AS same_second,
                    row_number() OVER (PARTITION BY key, second_key, modified_utc ORDER BY intended DESC, disposition DESC, item_key)
                        <= (SELECT ifnull(sum(items), 0) FROM there WHERE there.key = some.key AND there.second_key IS some.second_key AND there.modified_utc IS some.modified_utc) AS same_time
                FROM some),
            ranked AS (
                SELECT item_key, free, row_number() OVER (PARTITION BY key ORDER BY same_second OR same_time DESC, same_time DESC, intended DESC, disposition DESC, item_key) AS number
                FROM compared)
        INSERT INTO matched SELECT item_key FROM ranked WHERE number <= free
        """,
        ("$listing", listing),
        ("$user", userId),
        ("$destination", destinationFolderId));

    /// <summary>An item that no key tells: it is there if exactly one arrived that could be it, and not if none did.</summary>
    /// <returns>1 when it is present.</returns>
    private int Resolve(long item, bool hasSecondKey, string itemClass, int arrived)
    {
        if (arrived <= 0)
        {
            return 0;
        }

        var isThere = arrived == 1 && !hasSecondKey;
        var unclear = UnclearArrival.Message;
        session.Execute(
            "INSERT OR REPLACE INTO outcome (item_key, pass_id, decided_utc, destination_id, matched_by, error_id, error_message) VALUES ($item, $pass, $now, $copy, $by, $error, $message)",
            ("$item", item),
            ("$copy", isThere ? DestinationListing.LatestWithoutKey(session, destinationFolderId, userId, itemClass) : null),
            ("$pass", passId),
            ("$now", now.UtcTicks),
            ("$by", isThere ? (int)ItemMatch.Arrival : null),
            ("$error", isThere ? null : ErrorIds.ImportUncertain),
            ("$message", isThere ? null : unclear));
        session.Execute("UPDATE item SET disposition = $disposition, changed = 0 WHERE item_key = $item", ("$disposition", (int)(isThere ? Disposition.AlreadyPresent : Disposition.Failed)), ("$item", item));
        return isThere ? 1 : 0;
    }

    /// <summary>An item that was sent and then vanished from the source, before anybody knew what became of it: its copy, if it is there, is ours.</summary>
    /// <returns>0: it is present nowhere but at the destination.</returns>
    private int NameCopy(long item, bool hasSecondKey, string itemClass, int arrived)
    {
        if (arrived == 1 && !hasSecondKey)
        {
            session.Execute(
                "UPDATE outcome SET destination_id = $copy, matched_by = $by WHERE item_key = $item",
                ("$item", item),
                ("$copy", DestinationListing.LatestWithoutKey(session, destinationFolderId, userId, itemClass)),
                ("$by", (int)ItemMatch.Arrival));
        }

        return 0;
    }
}
