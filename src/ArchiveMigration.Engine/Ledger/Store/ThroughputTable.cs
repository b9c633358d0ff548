namespace ArchiveMigration.Engine.Ledger.Store;

/// <summary>What runs came to over time, by project. Each method works inside the session's transaction.</summary>
internal static class ThroughputTable
{
    private static readonly PassPace Nothing = new();

    /// <summary>Adds what was imported in a pass.</summary>
    public static void AddImports(StoreSession session, long passId, DateTimeOffset at, long items, long bytes)
    {
        ThroughputAging.Run(session, passId, at);
        session.Execute(
            """
            INSERT INTO throughput (project_id, at_utc, items, bytes_transferred)
            SELECT project_id, $at, $items, $bytes FROM user WHERE user_id = (SELECT user_id FROM pass WHERE pass_id = $pass)
            ON CONFLICT DO UPDATE SET items = items + excluded.items, bytes_transferred = bytes_transferred + excluded.bytes_transferred
            """,
            ("$pass", passId),
            ("$at", SpanOf(at)),
            ("$items", items),
            ("$bytes", bytes));
    }

    /// <summary>Adds what a pass's pace has grown by.</summary>
    public static void AddPace(StoreSession session, long passId, DateTimeOffset at, PassPace? before, PassPace now)
    {
        before ??= Nothing;
        ThroughputAging.Run(session, passId, at);
        session.Execute(
            """
            INSERT INTO throughput (project_id, at_utc, bytes_uploaded, requests, throttled_requests, copy_ticks, throttled_ticks, limit_ticks, ceiling_ticks)
            SELECT project_id, $at, $uploaded, $requests, $refused, $copy, $throttled, $limit, $ceiling FROM user WHERE user_id = (SELECT user_id FROM pass WHERE pass_id = $pass)
            ON CONFLICT DO UPDATE SET bytes_uploaded = bytes_uploaded + excluded.bytes_uploaded, requests = requests + excluded.requests,
                throttled_requests = throttled_requests + excluded.throttled_requests, copy_ticks = copy_ticks + excluded.copy_ticks,
                throttled_ticks = throttled_ticks + excluded.throttled_ticks, limit_ticks = limit_ticks + excluded.limit_ticks,
                ceiling_ticks = ceiling_ticks + excluded.ceiling_ticks
            """,
            ("$pass", passId),
            ("$at", SpanOf(at)),
            ("$uploaded", Math.Max(0, now.BytesUploaded - before.BytesUploaded)),
            ("$requests", Math.Max(0, now.RequestCount - before.RequestCount)),
            ("$refused", Math.Max(0, now.ThrottledRequestCount - before.ThrottledRequestCount)),
            ("$copy", Grown(pace => pace.CopyTime)),
            ("$throttled", Grown(pace => pace.ThrottledTime)),
            ("$limit", Grown(pace => pace.LimitTime)),
            ("$ceiling", Grown(pace => pace.CeilingTime)));

        long Grown(Func<PassPace, TimeSpan> which) => Math.Max(0, (which(now) - which(before)).Ticks);
    }

    /// <summary>All spans of a project, oldest first.</summary>
    public static List<ThroughputSample> Of(StoreSession session, long projectId) => session.Query(
        """
        SELECT at_utc, items, bytes_transferred, bytes_uploaded, requests, throttled_requests, copy_ticks, throttled_ticks, limit_ticks, ceiling_ticks, span_ticks
        FROM throughput WHERE project_id = $project ORDER BY at_utc
        """,
        static row => new ThroughputSample
        {
            AtUtc = row.GetUtc(0),
            ItemCount = row.GetInt64(1),
            BytesTransferred = row.GetInt64(2),
            BytesUploaded = row.GetInt64(3),
            RequestCount = row.GetInt64(4),
            ThrottledRequestCount = row.GetInt64(5),
            CopyTime = TimeSpan.FromTicks(row.GetInt64(6)),
            ThrottledTime = TimeSpan.FromTicks(row.GetInt64(7)),
            LimitTime = TimeSpan.FromTicks(row.GetInt64(8)),
            CeilingTime = TimeSpan.FromTicks(row.GetInt64(9)),
            Duration = TimeSpan.FromTicks(row.GetInt64(10)),
        },
        ("$project", projectId));

    /// <summary>Forgets a project.</summary>
    public static void Remove(StoreSession session, long projectId) => session.Execute("DELETE FROM throughput WHERE project_id = $project", ("$project", projectId));

    private static long SpanOf(DateTimeOffset at) => at.UtcTicks - (at.UtcTicks % ThroughputSample.Span.Ticks);
}
