namespace ArchiveMigration.Engine.Ledger.Store;

/// <summary>The one row that says who runs migrations on the store. Works inside the session's transaction.</summary>
internal static class RunnerTable
{
    public static RunnerPlate? Read(StoreSession session) => session.Query(
        "SELECT process_id, machine, account, description, since_utc, hold_id, project, process_started_utc, beat_utc FROM runner",
        static row => new RunnerPlate(
            new StoreRunner(row.GetInt32(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetUtc(4)) { HoldId = row.GetString(5), Project = row.GetText(6) },
            row.GetUtcOrNull(7),
            row.GetUtc(8))).FirstOrDefault();

    /// <summary>Puts a runner in the place of whoever was there, and forgets what was asked of that one.</summary>
    public static void Put(StoreSession session, RunnerPlate plate)
    {
        session.Execute("DELETE FROM runner");
        session.Execute("DELETE FROM stop_request");
        session.Execute(
            """
            INSERT INTO runner (process_id, machine, account, description, since_utc, hold_id, project, process_started_utc, beat_utc)
            VALUES ($process, $machine, $account, $description, $since, $hold, $project, $started, $beat)
            """,
            ("$process", plate.Runner.ProcessId),
            ("$machine", plate.Runner.Machine),
            ("$account", plate.Runner.Account),
            ("$description", plate.Runner.Description),
            ("$since", plate.Runner.SinceUtc.UtcTicks),
            ("$hold", plate.Runner.HoldId),
            ("$project", plate.Runner.Project),
            ("$started", plate.ProcessStartedUtc?.UtcTicks),
            ("$beat", plate.BeatUtc.UtcTicks));
    }

    /// <summary>A sign of life.</summary>
    /// <returns>Whether the row is still that hold's: another machine may have taken over while this one slept.</returns>
    public static bool Beat(StoreSession session, string holdId, DateTimeOffset now)
        => session.Execute("UPDATE runner SET beat_utc = $now WHERE hold_id = $hold", ("$hold", holdId), ("$now", now.UtcTicks)) > 0;

    public static void Remove(StoreSession session, string holdId)
    {
        session.Execute("DELETE FROM runner WHERE hold_id = $hold", ("$hold", holdId));
        session.Execute("DELETE FROM stop_request WHERE hold_id = $hold", ("$hold", holdId));
    }
}
