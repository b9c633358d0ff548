using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Passes;
using ArchiveMigration.Engine.Reports;

namespace ArchiveMigration.Engine.Tests.Reports;

public sealed class RemainingTimeTests
{
    private const long Window = 150_000_000;
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 18, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Nothing_left_takes_no_time_and_nothing_measured_tells_nothing()
    {
        Assert.Equal((TimeSpan.Zero, TimeSpan.Zero), RemainingTime.Of(0, 0, []));
        Assert.Null(RemainingTime.Of(5, 1000, []));
        Assert.Null(RemainingTime.Of(5, 1000, [Pass(items: 0, bytes: 0, minutes: 10)]));
        Assert.Null(RemainingTime.Of(5, 1000, [Pass(items: 1, bytes: 10, minutes: 0.05)]));
    }

    [Fact]
    public void Far_below_the_limits_it_takes_as_long_as_before()
    {
        var (estimated, least) = RemainingTime.Of(300, 3_000_000, [Pass(items: 100, bytes: 1_000_000, minutes: 10)])!.Value;

        Assert.Equal(30, estimated.TotalMinutes, 0.01);
        Assert.Equal(TimeSpan.Zero, least);
    }

    [Fact]
    public void At_the_limit_it_takes_as_long_as_the_limit_says()
    {
        // Of an hour 55 minutes were spent waiting for the window: the work itself is quick.
        var (estimated, least) = RemainingTime.Of(1000, 13 * Window, [Pass(items: 1000, bytes: 12 * Window, minutes: 60, heldMinutes: 55)])!.Value;

        Assert.Equal(60, least.TotalMinutes, 0.01); // One window may be used at once, twelve follow.
        Assert.Equal(least, estimated);
    }

    [Fact]
    public void Many_small_items_are_bound_by_requests()
    {
        var (estimated, least) = RemainingTime.Of(100_000, 100_000, [Pass(items: 50_000, bytes: 50_000, minutes: 50)])!.Value;

        Assert.Equal(90, least.TotalMinutes, 0.01);
        Assert.Equal(100, estimated.TotalMinutes, 0.01);
    }

    [Fact]
    public void Large_items_after_small_ones_are_not_taken_to_be_as_slow_a_byte()
    {
        // 1,000 contacts of 1 KB in a minute: 1 MB. A gigabyte of mail does not take a thousand minutes.
        var (estimated, _) = RemainingTime.Of(1000, 1_000_000_000, [Pass(items: 1000, bytes: 1_000_000, minutes: 1)])!.Value;

        Assert.InRange(estimated.TotalMinutes, 28, 60);
    }

    [Fact]
    public void Old_passes_do_not_count_once_enough_was_measured()
    {
        PassRecord[] passes = [Pass(items: 1, bytes: 1_000_000, minutes: 6000), Pass(items: 100, bytes: 1_000_000, minutes: 30)];

        Assert.Equal(30, RemainingTime.Of(100, 1_000_000, passes)!.Value.Estimated.TotalMinutes, 0.01);
    }

    private static PassRecord Pass(long items, long bytes, double minutes, double heldMinutes = 0) => new(1, PassKind.Full, Start, null, MigrationStatus.Syncing, null)
    {
        ImportedItemCount = items,
        BytesTransferred = bytes,
        Pace = new PassPace { CopyTime = TimeSpan.FromMinutes(minutes), LimitTime = TimeSpan.FromMinutes(heldMinutes), BytesUploaded = bytes },
    };
}
