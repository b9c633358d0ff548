using ArchiveMigration.Engine.Mailboxes;
using Microsoft.Data.Sqlite;

namespace ArchiveMigration.Engine.Ledger.Store;

/// <summary>One page of a source folder's listing on its way into the store.</summary>
internal sealed class SourcePage(StoreSession session, long userId, long folderKey)
{
    private readonly Dictionary<string, long> classes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> shards = new(StringComparer.Ordinal);

    /// <summary>Adds or updates an item.</summary>
    /// <returns>The ledger's number of it.</returns>
    public long Record(MailboxItem item)
    {
        var hash = ItemHash.Of(item);
        var shard = NumberOf(shards, item.ShardId, "shard", "shard_key", "shard_id");
        var itemClass = NumberOf(classes, item.ItemClass, "item_class", "class_key", "name");
        if (Find(item, hash, shard, itemClass) is not { } known)
        {
            return Add(item, hash, shard, itemClass);
        }

        if (!known.Same)
        {
            Update(known.Key, item, itemClass);
        }

        if (known.Away)
        {
            Return(known.Key);
        }

        return known.Key;
    }

    // What a listing does not tell about a known item (null) is no change.
    private (long Key, bool Away, bool Same)? Find(MailboxItem item, long hash, long shard, long itemClass)
    {
        var command = session.Statement(
            """
            SELECT item_key, gone OR disposition = 5,
                size = $size AND class_key = $class AND change_key IS ifnull($change, change_key) AND modified_utc IS ifnull($modified, modified_utc)
                    AND created_utc IS ifnull($created, created_utc) AND search_key IS ifnull($search, search_key)
            FROM item WHERE folder_key = $folder AND id_hash = $hash AND source_id = $source AND shard_key = $shard
            """);
        Bind(command, "$folder", folderKey);
        Bind(command, "$hash", hash);
        Bind(command, "$source", item.Id);
        Bind(command, "$shard", shard);
        BindContent(command, item, itemClass);
        using var row = command.ExecuteReader();
        return row.Read() ? (row.GetInt64(0), row.GetInt64(1) != 0, row.GetInt64(2) != 0) : null;
    }

    private long Add(MailboxItem item, long hash, long shard, long itemClass)
    {
        var command = session.Statement(
            """
            INSERT INTO item (user_id, folder_key, disposition, category, changed, gone, class_key, shard_key, size, id_hash, modified_utc, created_utc, search_key, source_id, change_key)
            VALUES ($user, $folder, 0, $category, 0, 0, $class, $shard, $size, $hash, $modified, $created, $search, $source, $change)
            RETURNING item_key
            """);
        Bind(command, "$user", userId);
        Bind(command, "$folder", folderKey);
        Bind(command, "$category", (long)ItemCategories.Of(item.ItemClass));
        Bind(command, "$shard", shard);
        Bind(command, "$hash", hash);
        Bind(command, "$source", item.Id);
        BindContent(command, item, itemClass);
        return (long)command.ExecuteScalar()!;
    }

    private void Update(long key, MailboxItem item, long itemClass)
    {
        var command = session.Statement(
            """
            UPDATE item SET
                changed = changed OR (disposition IN (1, 2) AND (ifnull(change_key <> $change, 0) OR ifnull(modified_utc <> $modified, 0))),
                category = $category, class_key = $class, size = $size, modified_utc = ifnull($modified, modified_utc), created_utc = ifnull($created, created_utc),
                search_key = ifnull($search, search_key), change_key = ifnull($change, change_key)
            WHERE item_key = $item
            """);
        Bind(command, "$item", key);
        Bind(command, "$category", (long)ItemCategories.Of(item.ItemClass));
        BindContent(command, item, itemClass);
        command.ExecuteNonQuery();
    }

    private void Return(long key)
    {
        session.Execute("DELETE FROM outcome WHERE item_key = $item AND EXISTS (SELECT 1 FROM item WHERE item_key = $item AND disposition = 5)", ("$item", key));
        session.Execute("UPDATE item SET gone = 0, disposition = iif(disposition = 5, 0, disposition) WHERE item_key = $item", ("$item", key));
    }

    private static void BindContent(SqliteCommand command, MailboxItem item, long itemClass)
    {
        Bind(command, "$class", itemClass);
        Bind(command, "$size", item.Size);
        Bind(command, "$modified", item.LastModifiedUtc?.UtcTicks);
        Bind(command, "$created", item.CreatedUtc?.UtcTicks);
        Bind(command, "$search", item.SearchKey);
        Bind(command, "$change", item.ChangeKey);
    }

    private static void Bind(SqliteCommand command, string name, object? value) => StoreSession.Bind(command, name, value);

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
