namespace ArchiveMigration.Engine.Ledger.Store;

/// <summary>
/// Removes what is recorded of a user: at once what says that the user exists, afterwards the items, which may be millions, a part at a time, so
/// that nobody else waits long for the store. What a broken-off removal leaves is taken away with the next one.
/// </summary>
internal static class UserRemoval
{
    private const int ItemsAtOnce = 20_000;

    /// <summary>The first step, inside the session's transaction.</summary>
    public static void Remove(StoreSession session, long userId)
    {
        DestinationListing.Forget(session, userId);
        NotificationTable.Remove(session, userId);
        RetryTable.Forget(session, userId);
        session.Execute("DELETE FROM intent WHERE user_id = $user", ("$user", userId));
        session.Execute("DELETE FROM folder WHERE user_id = $user", ("$user", userId));
        session.Execute("DELETE FROM pass WHERE user_id = $user", ("$user", userId));
        session.Execute("DELETE FROM tally WHERE user_id = $user", ("$user", userId));
        session.Execute("DELETE FROM rule_tally WHERE user_id = $user", ("$user", userId));
        session.Execute("DELETE FROM mapping_tally WHERE user_id = $user", ("$user", userId));
        session.Execute("DELETE FROM not_mapped_item WHERE user_id = $user", ("$user", userId));
        session.Execute("DELETE FROM legacy_address WHERE user_id = $user", ("$user", userId));
        session.Execute("DELETE FROM undo_item WHERE user_id = $user", ("$user", userId));
        SettingCopyTable.Forget(session, userId);
        session.Execute("DELETE FROM made_folder WHERE user_id = $user", ("$user", userId));
        session.Execute("INSERT INTO removed_user (user_id) VALUES ($user)", ("$user", userId));
    }

    /// <summary>The second step, in transactions of its own.</summary>
    public static void Purge(StoreDatabase database)
    {
        while (database.Write(PurgeSome, synced: false))
        {
        }
    }

    private static bool PurgeSome(StoreSession session)
    {
        if (session.Scalar("SELECT user_id FROM removed_user LIMIT 1") is not long user)
        {
            return false;
        }

        const string some = "SELECT item_key FROM item INDEXED BY item_by_user WHERE user_id = $user ORDER BY disposition, item_key LIMIT $count";
        session.Execute($"DELETE FROM outcome WHERE item_key IN ({some})", ("$user", user), ("$count", ItemsAtOnce));
        if (session.Execute($"DELETE FROM item WHERE item_key IN ({some})", ("$user", user), ("$count", ItemsAtOnce)) == 0)
        {
            session.Execute("DELETE FROM removed_user WHERE user_id = $user", ("$user", user));
        }

        return true;
    }
}
