namespace ArchiveMigration.Engine.Ledger.Store;

/// <summary>What other sessions ask of the run that holds the store. Works inside the session's transaction.</summary>
internal static class StopRequestTable
{
    /// <summary>Asks a run to stop, as a whole or some users.</summary>
    /// <returns>False when that run has ended: then nobody was asked.</returns>
    public static bool Ask(StoreSession session, string holdId, IReadOnlyCollection<long> userIds, string askedBy)
    {
        if (RunnerTable.Read(session)?.Runner.HoldId != holdId)
        {
            return false;
        }

        foreach (var user in userIds.Count == 0 ? [null] : userIds.Select(static id => (long?)id))
        {
            session.Execute("INSERT INTO stop_request (hold_id, user_id, asked_by) VALUES ($hold, $user, $by)", ("$hold", holdId), ("$user", user), ("$by", askedBy));
        }

        return true;
    }

    /// <summary>What was asked of a hold and not yet taken.</summary>
    public static List<StopRequest> Open(StoreSession session, string holdId) => session.Query(
        "SELECT request_id, user_id, asked_by FROM stop_request WHERE hold_id = $hold AND taken = 0 ORDER BY request_id",
        static row => new StopRequest(row.GetInt64(0), row.IsDBNull(1) ? null : row.GetInt64(1), row.GetString(2)),
        ("$hold", holdId));

    /// <summary>Notes that the run has heard a request.</summary>
    public static void Take(StoreSession session, long requestId) => session.Execute("UPDATE stop_request SET taken = 1 WHERE request_id = $id", ("$id", requestId));
}
