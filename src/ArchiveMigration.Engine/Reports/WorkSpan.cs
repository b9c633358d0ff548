namespace ArchiveMigration.Engine.Reports;

/// <summary>A stretch of time in which a pass over any user of a project ran.</summary>
/// <param name="StartUtc">Its begin, UTC.</param>
/// <param name="EndUtc">Its end, UTC.</param>
public sealed record WorkSpan(DateTimeOffset StartUtc, DateTimeOffset EndUtc)
{
    /// <summary>How long it is.</summary>
    public TimeSpan Duration => EndUtc - StartUtc;

    /// <summary>The spans in which at least one of some users was at work, oldest first; they do not overlap.</summary>
    internal static IReadOnlyList<WorkSpan> Of(IEnumerable<UserStatistics> users, DateTimeOffset now)
    {
        List<WorkSpan> spans = [];
        foreach (var (from, to) in users.SelectMany(user => PassTimes.Of(user.Passes, now, StatisticsReader.IsInProgress(user.Status))).OrderBy(span => span.From))
        {
            if (spans.Count == 0 || from > spans[^1].EndUtc)
            {
                spans.Add(new WorkSpan(from, to));
            }
            else if (to > spans[^1].EndUtc)
            {
                spans[^1] = spans[^1] with { EndUtc = to };
            }
        }

        return spans;
    }
}
