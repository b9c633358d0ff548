namespace ArchiveMigration.Engine.Ledger.Store;

/// <summary>Which user was told what. Each method works inside the session's transaction.</summary>
internal static class NotificationTable
{
    /// <summary>Takes the right to tell a user of something.</summary>
    /// <returns>False when it was told, or is being told, already.</returns>
    public static bool Claim(StoreSession session, long userId, string about, string address, DateTimeOffset now, bool again)
    {
        if (again)
        {
            Release(session, userId, about);
        }

        return session.Execute(
            "INSERT INTO notification (user_id, about, address, claimed_utc) VALUES ($user, $about, $address, $now) ON CONFLICT DO NOTHING",
            ("$user", userId),
            ("$about", about),
            ("$address", address),
            ("$now", now.UtcTicks)) > 0;
    }

    public static void Sent(StoreSession session, long userId, string about, DateTimeOffset now) => session.Execute(
        "UPDATE notification SET sent_utc = $now WHERE user_id = $user AND about = $about", ("$now", now.UtcTicks), ("$user", userId), ("$about", about));

    public static void Release(StoreSession session, long userId, string about)
        => session.Execute("DELETE FROM notification WHERE user_id = $user AND about = $about", ("$user", userId), ("$about", about));

    /// <summary>Whether a user was told, and when; a mail of which nobody knows whether it went has no time.</summary>
    public static (bool WasTold, DateTimeOffset? SentUtc, string? Address) Get(StoreSession session, long userId, string about)
        => session.Query(
            "SELECT sent_utc, address FROM notification WHERE user_id = $user AND about = $about",
            static row => (true, row.GetUtcOrNull(0), row.GetText(1)),
            ("$user", userId),
            ("$about", about)).FirstOrDefault();

    public static void Remove(StoreSession session, long userId) => session.Execute("DELETE FROM notification WHERE user_id = $user", ("$user", userId));
}
