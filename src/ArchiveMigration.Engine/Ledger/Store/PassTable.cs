using ArchiveMigration.Engine.Passes;

namespace ArchiveMigration.Engine.Ledger.Store;

/// <summary>Passes in the store. Each method works inside the session's transaction.</summary>
internal static class PassTable
{
    public static long Begin(StoreSession session, long userId, PassKind kind, DateTimeOffset now)
    {
        DestinationListing.Forget(session, userId);
        RetryTable.Begin(session, userId, kind);
        return session.Scalar(
            """
            INSERT INTO pass (user_id, kind, started_utc, last_activity_utc, status)
            SELECT user_id, $kind, $now, $now, $status FROM user WHERE user_id = $user
            RETURNING pass_id
            """,
            ("$user", userId),
            ("$kind", kind.ToString()),
            ("$now", now.UtcTicks),
            ("$status", nameof(MigrationStatus.Syncing))) is long id ? id : throw UserRemoved();
    }

    public static void End(StoreSession session, long passId, MigrationStatus status, string? detail, DateTimeOffset now)
    {
        DestinationListing.Forget(session, UserOf(session, passId));
        RetryTable.End(session, passId, status);
        session.Execute(
            "UPDATE pass SET ended_utc = $now, last_activity_utc = $now, status = $status, detail = $detail WHERE pass_id = $pass",
            ("$pass", passId),
            ("$now", now.UtcTicks),
            ("$status", status.ToString()),
            ("$detail", detail));
    }

    /// <summary>Marks that something was recorded in a pass.</summary>
    public static void Touch(StoreSession session, long passId, DateTimeOffset now) => session.Execute(
        "UPDATE pass SET last_activity_utc = max(last_activity_utc, $now) WHERE pass_id = $pass",
        ("$pass", passId),
        ("$now", now.UtcTicks));

    /// <summary>Counts what was imported in a pass.</summary>
    public static void AddImports(StoreSession session, long passId, long items, long bytes) => session.Execute(
        "UPDATE pass SET items_imported = items_imported + $items, bytes_transferred = bytes_transferred + $bytes WHERE pass_id = $pass",
        ("$pass", passId),
        ("$items", items),
        ("$bytes", bytes));

    /// <summary>Until when passes before this one may have sent imports that are still on their way; one that died, until the next began.</summary>
    public static DateTimeOffset? Unsettled(StoreSession session, long passId) => session.Scalar(
        """
        SELECT max(ifnull(ended_utc, (SELECT min(later.started_utc) FROM pass AS later WHERE later.user_id = pass.user_id AND later.pass_id > pass.pass_id)))
        FROM pass WHERE user_id = (SELECT user_id FROM pass WHERE pass_id = $pass) AND pass_id < $pass AND NOT settled
        """,
        ("$pass", passId)) is long ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>No import of a pass before this one is on its way any more.</summary>
    public static void SettleEarlier(StoreSession session, long passId) => session.Execute(
        "UPDATE pass SET settled = 1 WHERE user_id = (SELECT user_id FROM pass WHERE pass_id = $pass) AND pass_id < $pass AND NOT settled", ("$pass", passId));

    /// <summary>No import of this pass is on its way any more.</summary>
    public static void Settle(StoreSession session, long passId) => session.Execute("UPDATE pass SET settled = 1 WHERE pass_id = $pass", ("$pass", passId));

    public static long UserOf(StoreSession session, long passId)
        => session.Scalar("SELECT user_id FROM pass WHERE pass_id = $pass", ("$pass", passId)) is long id ? id : throw UserRemoved();

    public static List<PassRecord> Of(StoreSession session, long userId) => session.Query(
        $"SELECT pass_id, kind, started_utc, ended_utc, status, detail, last_activity_utc, bytes_transferred, items_imported, {PassPaceTable.Columns} FROM pass WHERE user_id = $user ORDER BY pass_id",
        static row => new PassRecord(row.GetInt64(0), row.GetName<PassKind>(1), row.GetUtc(2), row.GetUtcOrNull(3), row.GetName<MigrationStatus>(4), row.GetText(5))
        {
            LastActivityUtc = row.GetUtc(6),
            BytesTransferred = row.GetInt64(7),
            ImportedItemCount = row.GetInt64(8),
            Pace = PassPaceTable.Read(row, 9),
        },
        ("$user", userId));

    /// <summary>What a runner is told when somebody removed the user under it.</summary>
    public static MigrationException UserRemoved()
        => new(ErrorIds.UserNotFound, MigrationErrorKind.NotFound, "The user was removed from the project while it was being migrated.")
        {
            Remedy = "Add the user again to go on: what is at the destination already is found there.",
        };
}
