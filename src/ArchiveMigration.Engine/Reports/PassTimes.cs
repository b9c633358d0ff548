using ArchiveMigration.Engine.Ledger;

namespace ArchiveMigration.Engine.Reports;

/// <summary>From when to when passes ran.</summary>
internal static class PassTimes
{
    /// <summary>The spans of a user's passes. One without an end is at work when it is the last and its user is; otherwise it was cut off and counts until the last thing recorded in it.</summary>
    public static IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Of(IReadOnlyList<PassRecord> passes, DateTimeOffset now, bool lastIsRunning)
    {
        for (var index = 0; index < passes.Count; index++)
        {
            var pass = passes[index];
            var runs = pass.EndedUtc is null && lastIsRunning && index == passes.Count - 1;
            var end = runs ? now : pass.EndedUtc ?? pass.LastActivityUtc ?? pass.StartedUtc;
            if (end > pass.StartedUtc)
            {
                yield return (pass.StartedUtc, end);
            }
        }
    }

    /// <summary>All spans added up.</summary>
    public static TimeSpan Sum(IEnumerable<(DateTimeOffset From, DateTimeOffset To)> spans) => spans.Aggregate(TimeSpan.Zero, static (sum, span) => sum + (span.To - span.From));

    /// <summary>The time in which at least one of the spans was: what it took by the clock.</summary>
    public static TimeSpan Union(IEnumerable<(DateTimeOffset From, DateTimeOffset To)> spans)
    {
        var sum = TimeSpan.Zero;
        var until = DateTimeOffset.MinValue;
        foreach (var (from, to) in spans.OrderBy(span => span.From))
        {
            if (to > until)
            {
                sum += to - (from > until ? from : until);
                until = to;
            }
        }

        return sum;
    }

    /// <summary>From the end of each pass that found the destination full to the begin of the next one, or until now for a user that still waits.</summary>
    public static TimeSpan WaitedForQuota(IReadOnlyList<PassRecord> passes, DateTimeOffset now, bool isWaiting) => Sum(QuotaWaits(passes, now, isWaiting));

    /// <summary>Those waits.</summary>
    public static IEnumerable<(DateTimeOffset From, DateTimeOffset To)> QuotaWaits(IReadOnlyList<PassRecord> passes, DateTimeOffset now, bool isWaiting)
    {
        for (var index = 0; index < passes.Count; index++)
        {
            if (passes[index] is { Status: MigrationStatus.WaitingForQuota, EndedUtc: { } full })
            {
                var next = index + 1 < passes.Count ? passes[index + 1].StartedUtc : isWaiting ? now : full;
                if (next > full)
                {
                    yield return (full, next);
                }
            }
        }
    }

    /// <summary>One of the times that passes are made of, added up.</summary>
    public static TimeSpan Sum(IEnumerable<PassRecord> passes, Func<PassPace, TimeSpan> which) => TimeSpan.FromTicks(passes.Sum(pass => pass.Pace is { } pace ? which(pace).Ticks : 0));

    /// <summary>Percent of Microsoft's limits over all passes, each weighing as long as it copied; null when none copied.</summary>
    public static double? CeilingShare(IReadOnlyCollection<PassRecord> passes)
    {
        var copied = Sum(passes, static pace => pace.CopyTime);
        return copied > TimeSpan.Zero ? passes.Sum(pass => pass.Pace is { } pace ? pace.CeilingShare * (pace.CopyTime / copied) : 0) * 100 : null;
    }
}
