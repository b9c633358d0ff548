using ArchiveMigration.Engine.Ledger.Store;

namespace ArchiveMigration.Engine.Projects;

/// <summary>Users whose destination is full, in the store. Works inside the session's transaction.</summary>
internal static class QuotaWaitTable
{
    public static QuotaWait? Get(StoreSession session, long userId) => session.Query(
        "SELECT since_utc, probe_count, next_probe_utc, settled FROM quota_wait WHERE user_id = $user",
        static row => new QuotaWait { SinceUtc = row.GetUtc(0), ProbeCount = row.GetInt32(1), NextProbeUtc = row.GetUtcOrNull(2), IsSettled = row.GetBoolean(3) },
        ("$user", userId)).FirstOrDefault();

    public static void Set(StoreSession session, long userId, QuotaWait? wait)
    {
        if (wait is null)
        {
            session.Execute("DELETE FROM quota_wait WHERE user_id = $user", ("$user", userId));
            return;
        }

        session.Execute(
            """
            INSERT OR REPLACE INTO quota_wait (user_id, since_utc, probe_count, next_probe_utc, settled)
            SELECT user_id, $since, $probes, $next, $settled FROM user WHERE user_id = $user
            """,
            ("$user", userId),
            ("$since", wait.SinceUtc.UtcTicks),
            ("$probes", wait.ProbeCount),
            ("$next", wait.NextProbeUtc?.UtcTicks),
            ("$settled", wait.IsSettled));
    }
}
