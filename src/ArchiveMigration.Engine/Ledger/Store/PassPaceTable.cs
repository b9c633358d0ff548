using Microsoft.Data.Sqlite;

namespace ArchiveMigration.Engine.Ledger.Store;

/// <summary>The columns of a pass that tell where its time went.</summary>
internal static class PassPaceTable
{
    /// <summary>The columns, in the order in which <see cref="Read"/> takes them.</summary>
    public const string Columns = "throttled_ticks, limit_ticks, source_ticks, destination_ticks, own_ticks, copy_ticks, requests, throttled_requests, bytes_uploaded, ceiling_share, ceiling_ticks";

    /// <summary>Takes the place of what was told of a pass before, unless that was told later or the pass has ended.</summary>
    public static void Record(StoreSession session, long passId, PassPace pace, DateTimeOffset now)
    {
        var before = session.Query($"SELECT {Columns} FROM pass WHERE pass_id = $pass AND ended_utc IS NULL", static row => Read(row, 0), ("$pass", passId));
        if (before is [var known] && !(known?.RequestCount > pace.RequestCount))
        {
            Write(session, passId, pace);
            ThroughputTable.AddPace(session, passId, now, known, pace);
        }
    }

    private static void Write(StoreSession session, long passId, PassPace pace) => session.Execute(
        """
        UPDATE pass SET throttled_ticks = $throttled, limit_ticks = $limit, source_ticks = $source, destination_ticks = $destination, own_ticks = $own, copy_ticks = $copy,
            requests = $requests, throttled_requests = $refused, bytes_uploaded = $uploaded, ceiling_share = $share,
            ceiling_ticks = $ceiling
        WHERE pass_id = $pass
        """,
        ("$pass", passId),
        ("$throttled", pace.ThrottledTime.Ticks),
        ("$limit", pace.LimitTime.Ticks),
        ("$source", pace.SourceTime.Ticks),
        ("$destination", pace.DestinationTime.Ticks),
        ("$own", pace.OwnTime.Ticks),
        ("$copy", pace.CopyTime.Ticks),
        ("$requests", pace.RequestCount),
        ("$refused", pace.ThrottledRequestCount),
        ("$uploaded", pace.BytesUploaded),
        ("$share", pace.CeilingShare),
        ("$ceiling", pace.CeilingTime.Ticks));

    /// <summary>Reads them from a row, from a column on; null when the pass has none.</summary>
    public static PassPace? Read(SqliteDataReader row, int first)
    {
        return row.IsDBNull(first)
            ? null
            : new PassPace
            {
                ThrottledTime = Time(0),
                LimitTime = Time(1),
                SourceTime = Time(2),
                DestinationTime = Time(3),
                OwnTime = Time(4),
                CopyTime = Time(5),
                RequestCount = row.GetInt64(first + 6),
                ThrottledRequestCount = row.GetInt64(first + 7),
                BytesUploaded = row.GetInt64(first + 8),
                CeilingShare = row.GetDouble(first + 9),
                CeilingTime = row.IsDBNull(first + 10) ? TimeSpan.Zero : Time(10),
            };

        TimeSpan Time(int column) => TimeSpan.FromTicks(row.GetInt64(first + column));
    }
}
