namespace ArchiveMigration.Engine.Ledger.Store;

/// <summary>
/// Keeps the record of throughput small: what is old is told by the minute, by ten, by the hour. A run of two months leaves some four thousand rows a project, not half a million.
/// </summary>
internal static class ThroughputAging
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    /// <summary>What is older than this is told in spans of that.</summary>
    private static readonly (TimeSpan Age, TimeSpan Span)[] Steps =
    [
        (TimeSpan.FromHours(1), TimeSpan.FromMinutes(1)),
        (TimeSpan.FromDays(1), TimeSpan.FromMinutes(10)),
        (TimeSpan.FromDays(14), TimeSpan.FromHours(1)),
    ];

    /// <summary>Once an hour, before the hour's first row is written.</summary>
    public static void Run(StoreSession session, long passId, DateTimeOffset at)
    {
        if (session.Scalar("SELECT project_id FROM user WHERE user_id = (SELECT user_id FROM pass WHERE pass_id = $pass)", ("$pass", passId)) is not long project
            || session.Scalar("SELECT max(at_utc) FROM throughput WHERE project_id = $project", ("$project", project)) is not long last
            || last / Every.Ticks >= at.UtcTicks / Every.Ticks)
        {
            return;
        }

        foreach (var (age, span) in Steps)
        {
            // Only whole spans: one that is still being filled is not told as if it were over.
            var before = (at - age).UtcTicks / span.Ticks * span.Ticks;
            Merge(session, project, before, span.Ticks);
        }
    }

    private static void Merge(StoreSession session, long project, long before, long span)
    {
        const string finer = "project_id = $project AND at_utc < $before AND span_ticks < $span";
        var merged = session.Query(
            $"""
            SELECT at_utc - at_utc % $span, sum(items), sum(bytes_transferred), sum(bytes_uploaded), sum(requests), sum(throttled_requests), sum(copy_ticks),
                sum(throttled_ticks), sum(limit_ticks), sum(ceiling_ticks)
            FROM throughput WHERE {finer} GROUP BY 1
            """,
            static row => Enumerable.Range(0, 10).Select(row.GetInt64).ToArray(),
            ("$span", span),
            ("$project", project),
            ("$before", before));
        session.Execute($"DELETE FROM throughput WHERE {finer}", ("$project", project), ("$before", before), ("$span", span));

        // A clock that was set back may have written into time that was merged already.
        foreach (var row in merged)
        {
            session.Execute(
                """
                INSERT INTO throughput (project_id, at_utc, items, bytes_transferred, bytes_uploaded, requests, throttled_requests, copy_ticks, throttled_ticks, limit_ticks, ceiling_ticks, span_ticks)
                VALUES ($project, $at, $items, $bytes, $uploaded, $requests, $refused, $copy, $throttled, $limit, $ceiling, $span)
                ON CONFLICT DO UPDATE SET items = items + excluded.items, bytes_transferred = bytes_transferred + excluded.bytes_transferred, bytes_uploaded = bytes_uploaded + excluded.bytes_uploaded,
                    requests = requests + excluded.requests, throttled_requests = throttled_requests + excluded.throttled_requests, copy_ticks = copy_ticks + excluded.copy_ticks,
                    throttled_ticks = throttled_ticks + excluded.throttled_ticks, limit_ticks = limit_ticks + excluded.limit_ticks, ceiling_ticks = ceiling_ticks + excluded.ceiling_ticks
                """,
                ("$project", project),
                ("$at", row[0]),
                ("$items", row[1]),
                ("$bytes", row[2]),
                ("$uploaded", row[3]),
                ("$requests", row[4]),
                ("$refused", row[5]),
                ("$copy", row[6]),
                ("$throttled", row[7]),
                ("$limit", row[8]),
                ("$ceiling", row[9]),
                ("$span", span));
        }
    }
}
