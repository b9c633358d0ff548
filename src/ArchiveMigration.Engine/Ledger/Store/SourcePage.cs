using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Ledger.Store;

/// <summary>One page of a source folder's listing on its way into the store.</summary>
internal sealed class SourcePage(StoreSession session, long userId, long folderKey)
{
    private readonly Dictionary<string, long> classes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> shards = new(StringComparer.Ordinal);

    private readonly PreparedStatement find = session.Prepared("SELECT item_key, gone OR disposition = 5 FROM item WHERE folder_key = ?1 AND id_hash = ?2 AND source_id = ?3 AND shard_key = ?4");

    private readonly PreparedStatement findVersion = session.Prepared(
        "SELECT item_key, gone OR disposition = 5 FROM item WHERE folder_key = ?1 AND id_hash = ?2 AND source_id = ?3 AND shard_key = ?4 AND change_key IS ?5");

    private readonly PreparedStatement add = session.Prepared(
        """
        INSERT INTO item (user_id, folder_key, disposition, category, changed, gone, class_key, shard_key, size, id_hash, modified_utc, created_utc, search_key, second_key,
            source_id, change_key, dated_utc)
        VALUES (?8, ?9, 0, ?1, 0, 0, ?2, ?10, ?3, ?11, ?4, ?5, ?6, ?13, ?12, ?7, ?14)
        """);

    // What a listing does not tell of a known item (null) is no change. The second key of an item that is at the destination stays that with which it was
    // copied: its copy there has it, whatever becomes of the item here.
    private readonly PreparedStatement update = session.Prepared(
        """
        UPDATE item SET
            changed = changed OR (disposition IN (1, 2) AND (ifnull(change_key <> ?7, 0) OR ifnull(modified_utc <> ?4, 0))),
            category = ?1, class_key = ?2, size = ?3, modified_utc = ifnull(?4, modified_utc), created_utc = ifnull(?5, created_utc),
            search_key = ifnull(?6, search_key), change_key = ifnull(?7, change_key), dated_utc = ifnull(?10, dated_utc),
            second_key = iif(second_key IS NOT NULL AND disposition IN (1, 2), second_key, ifnull(?9, second_key))
        WHERE item_key = ?8 AND NOT (
            size = ?3 AND class_key = ?2 AND modified_utc IS ifnull(?4, modified_utc) AND created_utc IS ifnull(?5, created_utc)
            AND search_key IS ifnull(?6, search_key) AND change_key IS ifnull(?7, change_key) AND dated_utc IS ifnull(?10, dated_utc)
            AND second_key IS iif(second_key IS NOT NULL AND disposition IN (1, 2), second_key, ifnull(?9, second_key)))
        """);

    /// <summary>Adds an item, or brings it up to date; one that is known and unchanged is only read.</summary>
    /// <returns>The ledger's number of it.</returns>
    public long Record(MailboxItem item)
    {
        var hash = ItemHash.Of(item);
        var shard = NumberOf(shards, item.ShardId, "shard", "shard_key", "shard_id");
        var itemClass = NumberOf(classes, item.ItemClass, "item_class", "class_key", "name");
        if (!find.Set(1, folderKey).Set(2, hash).Set(3, item.Id).Set(4, shard).TryRead(out var key, out var away))
        {
            SetContent(add, item, itemClass).Set(8, userId).Set(9, folderKey).Set(10, shard).Set(11, hash).Set(12, item.Id).Set(13, item.SecondKey).Set(14, item.DatedUtc?.UtcTicks).Execute();
            return session.LastInserted();
        }

        SetContent(update, item, itemClass).Set(8, key).Set(9, item.SecondKey).Set(10, item.DatedUtc?.UtcTicks).Execute();
        if (away != 0)
        {
            Return(key);
        }

        return key;
    }

    /// <summary>The ledger's number of an item that is known in this very version; one that was away is back then.</summary>
    public long? Find(ItemVersion version)
    {
        var shard = NumberOf(shards, version.ShardId, "shard", "shard_key", "shard_id");
        if (!findVersion.Set(1, folderKey).Set(2, ItemHash.Of(version.ShardId, version.Id)).Set(3, version.Id).Set(4, shard).Set(5, version.ChangeKey).TryRead(out var key, out var away))
        {
            return null;
        }

        if (away != 0)
        {
            Return(key);
        }

        return key;
    }

    private static PreparedStatement SetContent(PreparedStatement statement, MailboxItem item, long itemClass) => statement
        .Set(1, (long)ItemCategories.Of(item.ItemClass))
        .Set(2, itemClass)
        .Set(3, item.Size)
        .Set(4, item.LastModifiedUtc?.UtcTicks)
        .Set(5, item.CreatedUtc?.UtcTicks)
        .Set(6, item.SearchKey)
        .Set(7, item.ChangeKey);

    private void Return(long key)
    {
        session.Execute("DELETE FROM outcome WHERE item_key = $item AND EXISTS (SELECT 1 FROM item WHERE item_key = $item AND disposition = 5)", ("$item", key));
        session.Execute("UPDATE item SET gone = 0, disposition = iif(disposition = 5, 0, disposition) WHERE item_key = $item", ("$item", key));
    }

    private long NumberOf(Dictionary<string, long> numbers, string text, string table, string key, string column)
    {
        if (!numbers.TryGetValue(text, out var number))
        {
            session.Execute($"INSERT OR IGNORE INTO {table} ({column}) VALUES ($text)", ("$text", text));
            number = (long)session.Scalar($"SELECT {key} FROM {table} WHERE {column} = $text", ("$text", text))!;
            numbers.Add(text, number);
        }

        return number;
    }
}
