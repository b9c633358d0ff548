namespace ArchiveMigration.Engine.Ledger.Store;

/// <summary>What became of items, in the store. Works inside the writer's transaction.</summary>
internal static class OutcomeTable
{
    /// <summary>Writes a batch, in its order: of two outcomes of one item the later stands.</summary>
    public static void Write(StoreSession session, IReadOnlyList<(ItemOutcome Outcome, DateTimeOffset DecidedUtc)> batch)
    {
        foreach (var (outcome, decided) in batch)
        {
            Write(session, outcome, decided);
        }

        foreach (var pass in batch.GroupBy(entry => entry.Outcome.PassId))
        {
            PassTable.Touch(session, pass.Key, pass.Max(entry => entry.DecidedUtc), pass.Sum(entry => entry.Outcome.BytesTransferred));
        }
    }

    /// <summary>Makes Failed items Pending again.</summary>
    /// <returns>How many there were.</returns>
    public static int ResetFailed(StoreSession session, long userId)
    {
        session.Execute("DELETE FROM outcome WHERE item_key IN (SELECT item_key FROM item INDEXED BY item_by_user WHERE user_id = $user AND disposition = 4)", ("$user", userId));
        return session.Execute("UPDATE item INDEXED BY item_by_user SET disposition = 0 WHERE user_id = $user AND disposition = 4", ("$user", userId));
    }

    private static void Write(StoreSession session, ItemOutcome outcome, DateTimeOffset decided)
    {
        var known = session.Execute(
            "UPDATE item SET disposition = $disposition, changed = changed AND $disposition NOT IN (1, 2) WHERE item_key = $item",
            ("$disposition", (int)outcome.Disposition),
            ("$item", outcome.ItemKey)) > 0;
        if (!known)
        {
            return; // The user was removed meanwhile.
        }

        if (outcome.Disposition == Disposition.Pending)
        {
            session.Execute("DELETE FROM outcome WHERE item_key = $item", ("$item", outcome.ItemKey));
            return;
        }

        session.Execute(
            """
            INSERT OR REPLACE INTO outcome (item_key, pass_id, decided_utc, destination_id, destination_change_key, error_id, error_message, service_code, request_id)
            VALUES ($item, $pass, $decided, $destination, $change, $error, $message, $code, $request)
            """,
            ("$item", outcome.ItemKey),
            ("$pass", outcome.PassId),
            ("$decided", decided.UtcTicks),
            ("$destination", outcome.DestinationItemId),
            ("$change", outcome.DestinationChangeKey),
            ("$error", outcome.Error?.ErrorId),
            ("$message", outcome.Error?.Message),
            ("$code", outcome.Error?.ServiceCode),
            ("$request", outcome.Error?.RequestId));
    }
}
