using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Ledger.Store;

/// <summary>Source folders in the store. Each method works inside the session's transaction.</summary>
internal static class FolderTable
{
    public static LedgerFolder Record(StoreSession session, long passId, MailboxFolder source) => session.Query(
        """
        INSERT INTO folder (user_id, source_id, path, seen_pass) VALUES ($user, $source, $path, $pass)
        ON CONFLICT (user_id, source_id) DO UPDATE SET path = excluded.path, seen_pass = excluded.seen_pass
        RETURNING folder_key, source_id, path, destination_id, changed_utc
        """,
        static row => new LedgerFolder(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetText(3)) { ChangedUpToUtc = row.GetUtcOrNull(4) },
        ("$user", PassTable.UserOf(session, passId)),
        ("$source", source.Id),
        ("$path", source.Path),
        ("$pass", passId))[0];

    public static void SetDestination(StoreSession session, long folderKey, string destinationFolderId)
    {
        if (session.Execute("UPDATE folder SET destination_id = $destination WHERE folder_key = $folder", ("$destination", destinationFolderId), ("$folder", folderKey)) == 0)
        {
            throw PassTable.UserRemoved();
        }
    }

    public static long UserOf(StoreSession session, long folderKey)
        => session.Scalar("SELECT user_id FROM folder WHERE folder_key = $folder", ("$folder", folderKey)) is long id ? id : throw PassTable.UserRemoved();
}
