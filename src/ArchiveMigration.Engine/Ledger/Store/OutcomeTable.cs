namespace ArchiveMigration.Engine.Ledger.Store;

/// <summary>What became of items, in the store. Works inside the writer's transaction.</summary>
internal static class OutcomeTable
{
    /// <summary>Writes a batch, in its order: of two outcomes of one item the later stands.</summary>
    public static void Write(StoreSession session, IReadOnlyList<(ItemOutcome Outcome, DateTimeOffset DecidedUtc)> batch)
    {
        var hasIntents = IntentTable.HasAny(session);
        foreach (var (outcome, decided) in batch)
        {
            Write(session, outcome, decided, hasIntents);
        }

        foreach (var pass in batch.GroupBy(entry => entry.Outcome.PassId))
        {
            LegacyAddressTable.Count(session, pass.Key, pass.Select(entry => entry.Outcome));
            var last = pass.Max(entry => entry.DecidedUtc);
            PassTable.Touch(session, pass.Key, last);
            var (imported, bytes) = (pass.Count(entry => entry.Outcome.Disposition == Disposition.Imported), pass.Sum(entry => entry.Outcome.BytesTransferred));
            if (imported + bytes > 0)
            {
                PassTable.AddImports(session, pass.Key, imported, bytes);
                ThroughputTable.AddImports(session, pass.Key, last, imported, bytes);
            }
        }
    }

    /// <summary>Makes Failed items Pending again, all of them or those of one error id.</summary>
    /// <returns>How many there were.</returns>
    public static int ResetFailed(StoreSession session, long userId, string? errorId)
    {
        if (errorId is not null)
        {
            var ofOneKind = session.Query(
                """
                SELECT item.item_key FROM item INDEXED BY item_by_user CROSS JOIN outcome ON outcome.item_key = item.item_key
                WHERE item.user_id = $user AND item.disposition = 4 AND outcome.error_id = $error COLLATE NOCASE
                """,
                static row => row.GetInt64(0),
                ("$user", userId),
                ("$error", errorId));
            foreach (var key in ofOneKind)
            {
                session.Prepared("DELETE FROM outcome WHERE item_key = ?1").Set(1, key).Execute();
                session.Prepared("UPDATE item SET disposition = 0 WHERE item_key = ?1").Set(1, key).Execute();
            }

            return ofOneKind.Count;
        }

        session.Execute("DELETE FROM outcome WHERE item_key IN (SELECT item_key FROM item INDEXED BY item_by_user WHERE user_id = $user AND disposition = 4)", ("$user", userId));
        return session.Execute("UPDATE item INDEXED BY item_by_user SET disposition = 0 WHERE user_id = $user AND disposition = 4", ("$user", userId));
    }

    private static void Write(StoreSession session, ItemOutcome outcome, DateTimeOffset decided, bool hasIntents)
    {
        var known = session.Prepared("UPDATE item SET disposition = ?1, changed = changed AND (?3 OR ?1 NOT IN (1, 2)) WHERE item_key = ?2")
            .Set(1, (long)outcome.Disposition).Set(2, outcome.ItemKey).Set(3, outcome.IsOutdated ? 1L : 0L).Execute() > 0;
        if (!known)
        {
            return; // The user was removed meanwhile.
        }

        if (hasIntents)
        {
            IntentTable.Close(session, outcome.ItemKey);
        }

        if (outcome.Disposition == Disposition.Pending)
        {
            session.Prepared("DELETE FROM outcome WHERE item_key = ?1").Set(1, outcome.ItemKey).Execute();
            return;
        }

        session.Prepared(
            """
            INSERT OR REPLACE INTO outcome (item_key, pass_id, decided_utc, destination_id, destination_change_key, error_id, error_message, service_code, request_id,
                mapping, mapped_count, left_count, mapping_reason, untagged)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
            """)
            .Set(1, outcome.ItemKey)
            .Set(2, outcome.PassId)
            .Set(3, decided.UtcTicks)
            .Set(4, outcome.DestinationItemId)
            .Set(5, outcome.DestinationChangeKey)
            .Set(6, outcome.Disposition == Disposition.Excluded ? outcome.Rule : outcome.Error?.ErrorId)
            .Set(7, outcome.Error?.Message)
            .Set(8, outcome.Error?.ServiceCode)
            .Set(9, outcome.Error?.RequestId)
            .Set(10, (long?)outcome.Mapping?.Outcome)
            .Set(11, NotZero(outcome.Mapping?.AddressCount))
            .Set(12, NotZero(outcome.Mapping?.LeftCount))
            .Set(13, outcome.Mapping?.Reason)
            .Set(14, outcome.Mapping?.TagsRemoved == true ? 1L : null)
            .Execute();
        if (outcome.Subject is { } subject)
        {
            session.Prepared("UPDATE outcome SET subject = ?1 WHERE item_key = ?2").Set(1, subject).Set(2, outcome.ItemKey).Execute();
        }
    }

    // Most items have none of either: null takes no room.
    private static long? NotZero(int? count) => count is 0 ? null : count;
}
