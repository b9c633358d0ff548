using ArchiveMigration.Engine.Mailboxes;
using Microsoft.Data.Sqlite;

namespace ArchiveMigration.Engine.Ledger.Store;

/// <summary>Source folders in the store. Each method works inside the session's transaction.</summary>
internal static class FolderTable
{
    public static LedgerFolder Record(StoreSession session, long passId, MailboxFolder source) => session.Query(
        """
        INSERT INTO folder (user_id, source_id, path, seen_pass) VALUES ($user, $source, $path, $pass)
        ON CONFLICT (user_id, source_id) DO UPDATE SET path = excluded.path, seen_pass = excluded.seen_pass
        RETURNING folder_key, source_id, path, destination_id, changed_utc, destination_path
        """,
        Read,
        ("$user", PassTable.UserOf(session, passId)),
        ("$source", source.Id),
        ("$path", source.Path),
        ("$pass", passId))[0];

    public static LedgerFolder Get(StoreSession session, long folderKey)
        => session.Query("SELECT folder_key, source_id, path, destination_id, changed_utc, destination_path FROM folder WHERE folder_key = $folder", Read, ("$folder", folderKey)) is [var folder]
            ? folder
            : throw PassTable.UserRemoved();

    public static void SetDestination(StoreSession session, long folderKey, MailboxFolder destination)
    {
        const string sql = "UPDATE folder SET destination_id = $destination, destination_path = $path WHERE folder_key = $folder";
        if (session.Execute(sql, ("$destination", destination.Id), ("$path", destination.Path), ("$folder", folderKey)) == 0)
        {
            throw PassTable.UserRemoved();
        }
    }

    public static void RecordMade(StoreSession session, long userId, string destinationFolderId)
        => session.Execute("INSERT OR IGNORE INTO made_folder (user_id, destination_id) VALUES ($user, $destination)", ("$user", userId), ("$destination", destinationFolderId));

    /// <summary>The destination folders that we made for a user.</summary>
    public static List<string> Made(StoreSession session, long userId)
        => session.Query("SELECT destination_id FROM made_folder WHERE user_id = $user", static row => row.GetString(0), ("$user", userId));

    public static void ForgetMade(StoreSession session, long userId, string destinationFolderId)
        => session.Execute("DELETE FROM made_folder WHERE user_id = $user AND destination_id = $destination", ("$user", userId), ("$destination", destinationFolderId));

    public static long UserOf(StoreSession session, long folderKey)
        => session.Scalar("SELECT user_id FROM folder WHERE folder_key = $folder", ("$folder", folderKey)) is long id ? id : throw PassTable.UserRemoved();

    private static LedgerFolder Read(SqliteDataReader row)
        => new(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetText(3)) { ChangedUpToUtc = row.GetUtcOrNull(4), DestinationPath = row.GetText(5) };
}
