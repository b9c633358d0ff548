using ArchiveMigration.Engine.Ledger;

namespace ArchiveMigration.Engine.Reports.Page.Chart;

/// <summary>
/// Makes columns of samples: all of one length, no more than fit, in stretches without a long pause. What lies between two runs is often days, in which nothing is to be seen.
/// </summary>
internal static class ThroughputColumns
{
    private const int MostStretches = 6;

    private static readonly TimeSpan[] Lengths =
    [
        TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10),
        TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1), TimeSpan.FromHours(2), TimeSpan.FromHours(3), TimeSpan.FromHours(6), TimeSpan.FromHours(12),
    ];

    /// <summary>The columns by stretch, oldest first; within a stretch no column is left out.</summary>
    /// <param name="samples">What was recorded, oldest first.</param>
    /// <param name="most">So many columns are wanted at most.</param>
    public static IReadOnlyList<IReadOnlyList<ThroughputColumn>> Of(IReadOnlyList<ThroughputSample> samples, int most)
    {
        var stretches = Stretches(samples);
        var whole = TimeSpan.FromTicks(stretches.Sum(stretch => (End(stretch[^1]) - stretch[0].AtUtc).Ticks));
        var length = Lengths.FirstOrDefault(length => whole / length <= most);
        if (length == default)
        {
            length = TimeSpan.FromDays(Math.Ceiling(whole.TotalDays / most));
        }

        return [.. stretches.Select(stretch => Columns(stretch, length))];
    }

    private static List<List<ThroughputSample>> Stretches(IReadOnlyList<ThroughputSample> samples)
    {
        for (var pause = TimeSpan.FromMinutes(30); ; pause *= 2)
        {
            List<List<ThroughputSample>> stretches = [];
            foreach (var sample in samples)
            {
                if (stretches.Count == 0 || sample.AtUtc - End(stretches[^1][^1]) > pause)
                {
                    stretches.Add([]);
                }

                stretches[^1].Add(sample);
            }

            if (stretches.Count <= MostStretches)
            {
                return stretches;
            }
        }
    }

    private static List<ThroughputColumn> Columns(List<ThroughputSample> stretch, TimeSpan length)
    {
        List<ThroughputColumn> columns = [];
        var first = stretch[0].AtUtc.UtcTicks / length.Ticks * length.Ticks;
        for (var ticks = first; ticks < End(stretch[^1]).UtcTicks; ticks += length.Ticks)
        {
            columns.Add(new ThroughputColumn(new DateTimeOffset(ticks, TimeSpan.Zero), length));
        }

        foreach (var sample in stretch)
        {
            // An old sample can be longer than a column: it is spread over those that it covers.
            for (var index = (int)((sample.AtUtc.UtcTicks - first) / length.Ticks); index < columns.Count && columns[index].StartUtc < End(sample); index++)
            {
                var column = columns[index];
                var from = sample.AtUtc > column.StartUtc ? sample.AtUtc : column.StartUtc;
                var to = End(sample) < column.EndUtc ? End(sample) : column.EndUtc;
                var part = (to - from) / sample.Duration;
                column.Items += sample.ItemCount * part;
                column.Bytes += sample.BytesTransferred * part;
                column.CopySeconds += sample.CopyTime.TotalSeconds * part;
                column.CeilingSeconds += sample.CeilingTime.TotalSeconds * part;
                column.ThrottledSeconds += sample.ThrottledTime.TotalSeconds * part;
            }
        }

        return columns;
    }

    private static DateTimeOffset End(ThroughputSample sample) => sample.AtUtc + sample.Duration;
}
