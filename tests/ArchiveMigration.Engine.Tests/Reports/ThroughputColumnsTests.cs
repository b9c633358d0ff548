using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Reports.Page.Chart;

namespace ArchiveMigration.Engine.Tests.Reports;

public sealed class ThroughputColumnsTests
{
    private static readonly DateTimeOffset Friday = new(2026, 11, 20, 18, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Samples_are_added_up_to_columns_of_one_round_length_that_fit()
    {
        var columns = Assert.Single(ThroughputColumns.Of([.. Enumerable.Range(0, 6 * 60 * 5).Select(number => Sample(Friday.AddSeconds(10 * number), TimeSpan.FromSeconds(10), 1_000))], 160));

        Assert.Equal((150, TimeSpan.FromMinutes(2)), (columns.Count, columns[0].Duration));
        Assert.All(columns, column => Assert.Equal(360_000, column.BytesPerHour, 3));
    }

    [Fact]
    public void A_sample_longer_than_a_column_is_spread_over_those_it_covers()
    {
        var columns = ThroughputColumns.Of([Sample(Friday, TimeSpan.FromMinutes(1), 600), Sample(Friday.AddMinutes(1), TimeSpan.FromSeconds(10), 100)], 160)[0];

        Assert.Equal(Enumerable.Repeat(100.0, 7), columns.Select(column => Math.Round(column.Bytes, 6)));
    }

    [Fact]
    public void A_long_pause_parts_stretches_and_a_short_one_is_shown_as_nothing_done()
    {
        var stretches = ThroughputColumns.Of(
            [Sample(Friday, TimeSpan.FromMinutes(1), 1), Sample(Friday.AddMinutes(5), TimeSpan.FromMinutes(1), 1), Sample(Friday.AddDays(2), TimeSpan.FromMinutes(1), 1)], 160);

        Assert.Equal([Friday, Friday.AddDays(2)], stretches.Select(stretch => stretch[0].StartUtc));
        Assert.Contains(stretches[0], column => column.Bytes == 0);
    }

    [Fact]
    public void However_many_runs_there_were_only_the_longest_pauses_part_stretches()
    {
        var stretches = ThroughputColumns.Of([.. Enumerable.Range(0, 60).Select(day => Sample(Friday.AddDays(day).AddDays(day > 30 ? 20 : 0), TimeSpan.FromHours(1), 1))], 160);

        Assert.Equal(2, stretches.Count);
        Assert.True(stretches.Sum(stretch => stretch.Count) <= 162);
    }

    [Fact]
    public void Labels_lie_within_the_drawing_and_not_upon_each_other()
    {
        var stretches = ThroughputColumns.Of(
            [.. Enumerable.Range(0, 500).Select(number => Sample(Friday.AddMinutes(number), TimeSpan.FromMinutes(1), 1)), Sample(Friday.AddDays(3), TimeSpan.FromMinutes(1), 1)], 160);

        var labels = new TimeAxis(stretches, 50, 700).Labels().ToList();

        Assert.Equal((50, "20 Nov 18:00"), labels[0]);
        Assert.All(labels.Zip(labels.Skip(1)), pair => Assert.True(pair.Second.X - pair.First.X >= 90));
        Assert.All(labels, label => Assert.InRange(label.X, 50, 690));
    }

    [Theory]
    [InlineData(0.5 * 1024, 600.0)]
    [InlineData(1.7 * 1024 * 1024 * 1024, 2.0 * 1024 * 1024 * 1024)]
    [InlineData(900.0 * 1024 * 1024, 1.0 * 1024 * 1024 * 1024)]
    public void The_scale_ends_at_a_round_number(double most, double top) => Assert.Equal(top, RateScale.Top(most));

    private static ThroughputSample Sample(DateTimeOffset at, TimeSpan duration, long bytes) => new() { AtUtc = at, Duration = duration, BytesTransferred = bytes, CopyTime = duration };
}
