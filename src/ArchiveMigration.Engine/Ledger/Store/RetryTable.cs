using ArchiveMigration.Engine.Passes;

namespace ArchiveMigration.Engine.Ledger.Store;

/// <summary>What a retry has taken up, in the store. Works inside the session's transaction.</summary>
internal static class RetryTable
{
    private static readonly MigrationStatus[] Done = [MigrationStatus.Completed, MigrationStatus.CompletedWithErrors, MigrationStatus.Synced];

    /// <summary>Remembers the items that failed, all of them or those of one error id, as what a retry takes up.</summary>
    public static void TakeFailed(StoreSession session, long userId, string? errorId) => session.Execute(
        """
        INSERT OR IGNORE INTO retry_item (user_id, item_key)
        SELECT item.user_id, item.item_key FROM item INDEXED BY item_by_user CROSS JOIN outcome ON outcome.item_key = item.item_key
        WHERE item.user_id = $user AND item.disposition = 4 AND ($error IS NULL OR outcome.error_id = $error COLLATE NOCASE)
        """,
        ("$user", userId),
        ("$error", errorId));

    /// <summary>A full pass takes everything, what a retry has left too.</summary>
    public static void Begin(StoreSession session, long userId, PassKind kind)
    {
        if (kind == PassKind.Full)
        {
            Forget(session, userId);
        }
    }

    /// <summary>A retry has come to its end, or was interrupted and goes on later.</summary>
    public static void End(StoreSession session, long passId, MigrationStatus status)
    {
        if (Done.Contains(status))
        {
            session.Execute(
                $"DELETE FROM retry_item WHERE user_id = (SELECT user_id FROM pass WHERE pass_id = $pass AND kind = '{nameof(PassKind.RetryErrors)}')", ("$pass", passId));
        }
    }

    public static void Forget(StoreSession session, long userId) => session.Execute("DELETE FROM retry_item WHERE user_id = $user", ("$user", userId));
}
