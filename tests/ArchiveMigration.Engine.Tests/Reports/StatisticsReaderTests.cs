using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Passes;
using ArchiveMigration.Engine.Reports;
using ArchiveMigration.Engine.Tests.Ledger;

namespace ArchiveMigration.Engine.Tests.Reports;

public sealed class StatisticsReaderTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 18, 0, 0, TimeSpan.Zero);
    private readonly StoreFolder folder = new();

    [Fact]
    public void Counts_and_sizes_add_up_by_disposition()
    {
        var statistics = Of(
            MigrationStatus.CompletedWithErrors,
            [
                Row(Disposition.Imported, 10, 1000),
                new TallyRow(ItemCategory.Contact, Disposition.Imported, 5, 50),
                Row(Disposition.AlreadyPresent, 4, 400),
                Row(Disposition.Excluded, 3, 30),
                Row(Disposition.Failed, 2, 20),
                Row(Disposition.Vanished, 7, 70),
                Row(Disposition.Pending, 1, 9),
            ]);

        Assert.Equal((25, 1509), (statistics.TotalItemCount, statistics.TotalItemSize));
        Assert.Equal((19, 1450), (statistics.SyncedItemCount, statistics.SyncedItemSize));
        Assert.Equal((2, 20), (statistics.FailedItemCount, statistics.FailedItemSize));
        Assert.Equal((4, 3, 7, 1), (statistics.AlreadyPresentItemCount, statistics.ExcludedItemCount, statistics.VanishedItemCount, statistics.PendingItemCount));
        Assert.Equal(7, statistics.Categories.Count);
    }

    [Theory]
    [InlineData(0, 0, MigrationStatus.Queued, 0)]
    [InlineData(0, 0, MigrationStatus.Completed, 100)]
    [InlineData(0, 0, MigrationStatus.Failed, 0)]
    [InlineData(999_999, 1, MigrationStatus.Stopped, 99)]
    [InlineData(1, 2, MigrationStatus.Stopped, 33)]
    [InlineData(1, 199, MigrationStatus.Syncing, 0)]
    [InlineData(5, 0, MigrationStatus.Syncing, 99)]
    [InlineData(5, 0, MigrationStatus.CompletedWithErrors, 100)]
    public void Percents_are_rounded_down_and_a_hundred_only_when_nothing_is_left(long done, long pending, MigrationStatus status, int percent)
        => Assert.Equal(percent, Of(status, [Row(Disposition.Failed, done, 0), Row(Disposition.Pending, pending, 0)]).PercentComplete);

    [Fact]
    public void Durations_add_up_over_passes_and_the_running_one_counts_until_now()
    {
        PassRecord[] passes =
        [
            Pass(1, Start, Start.AddHours(1)),
            Pass(2, Start.AddHours(2), null),
        ];

        var statistics = Of(MigrationStatus.Syncing, [], passes, bytes: 4000, now: Start.AddHours(3));

        Assert.Equal(TimeSpan.FromHours(2), statistics.TotalInProgressDuration);
        Assert.Equal(2000, statistics.AverageBytesTransferredPerHour);
        Assert.Equal((2, Start.AddHours(2), null), (statistics.PassCount, statistics.LastPassStartedUtc, statistics.LastPassEndedUtc));
    }

    [Fact]
    public void A_pass_that_was_cut_off_counts_until_the_last_thing_recorded_in_it()
    {
        PassRecord[] passes =
        [
            Pass(1, Start, null) with { LastActivityUtc = Start.AddMinutes(10) },
            Pass(2, Start.AddDays(1), null) with { LastActivityUtc = Start.AddDays(1).AddMinutes(20) },
        ];

        var dead = Of(MigrationStatus.Syncing, [], passes, now: Start.AddDays(9), running: false);
        var alive = Of(MigrationStatus.Syncing, [], passes, now: Start.AddDays(1).AddHours(1), running: true);
        var somebodyElseRuns = Of(MigrationStatus.Stopped, [], passes, now: Start.AddDays(9), running: true);

        Assert.Equal(TimeSpan.FromMinutes(30), dead.TotalInProgressDuration);
        Assert.Equal(MigrationStatus.Stopped, dead.Status);
        Assert.Contains("cut off", dead.StatusDetail, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromMinutes(70), alive.TotalInProgressDuration);
        Assert.Equal(MigrationStatus.Syncing, alive.Status);
        Assert.Equal(TimeSpan.FromMinutes(30), somebodyElseRuns.TotalInProgressDuration);
    }

    [Fact]
    public void A_clock_that_was_set_back_gives_no_negative_time()
    {
        var statistics = Of(MigrationStatus.Completed, [], [Pass(1, Start, Start.AddHours(-1))], bytes: 5);

        Assert.Equal((TimeSpan.Zero, 0.0), (statistics.TotalInProgressDuration, statistics.AverageBytesTransferredPerHour));
    }

    [Fact]
    public async Task The_users_of_a_project_are_read_in_their_order()
    {
        using var store = folder.OpenWithProject();
        var users = store.Catalog.AddUsers("Merger", [StoreFolder.User("zoe@contoso.com"), StoreFolder.User("anna@contoso.com"), StoreFolder.User("bert@contoso.com")]);
        var anna = users[1].User;
        store.Catalog.SetUserStatus(anna.Id, MigrationStatus.Syncing, "Inbox");
        var pass = await store.Ledger.BeginPassAsync(anna.Id, PassKind.Full, default);
        var inbox = await store.Ledger.RecordFolderAsync(pass, new MailboxFolder { Id = "f", Name = "Inbox", Path = "/Inbox" }, default);
        await store.Ledger.RecordSourceItemsAsync(pass, inbox.Key, [new MailboxItem { Id = "a", ShardId = "main", ItemClass = "IPM.Note", Size = 3 }], default);
        folder.Time.Advance(TimeSpan.FromHours(1));

        var running = new StatisticsReader(store.Catalog, store.Ledger, folder.Time, () => true);
        var dead = new StatisticsReader(store.Catalog, store.Ledger, folder.Time, () => store.CurrentRunner is not null);

        var all = await running.ReadAsync("merger", static user => user.SourceAddress != "bert@contoso.com", default);
        Assert.Equal(["zoe@contoso.com", "anna@contoso.com"], all.Select(user => user.SourceAddress));
        Assert.Equal((1, 3, 1, "Inbox"), (all[1].TotalItemCount, all[1].TotalItemSize, all[1].FolderCount, all[1].StatusDetail));
        Assert.Equal(TimeSpan.FromHours(1), all[1].TotalInProgressDuration);
        Assert.Equal(TimeSpan.Zero, (await dead.ReadAsync("Merger", user => user.Id == anna.Id, default))[0].TotalInProgressDuration);
    }

    [Fact]
    public void The_share_of_the_ceiling_weighs_each_pass_as_long_as_it_copied()
    {
        PassRecord[] passes =
        [
            Pass(1, Start, Start) with { Pace = new PassPace { CopyTime = TimeSpan.FromHours(3), CeilingShare = 1, ThrottledTime = TimeSpan.FromMinutes(1), RequestCount = 5, ThrottledRequestCount = 1 } },
            Pass(2, Start, Start) with { Pace = new PassPace { CopyTime = TimeSpan.FromHours(1), CeilingShare = 0.6, ThrottledTime = TimeSpan.FromMinutes(2), RequestCount = 6 } },
            Pass(3, Start, null),
        ];

        var statistics = Of(MigrationStatus.Completed, [], passes);

        Assert.Equal(90, statistics.CeilingShare!.Value, 0.001);
        Assert.Equal(TimeSpan.FromMinutes(3), statistics.ThrottledDuration);
        Assert.Equal((11, 1), (statistics.RequestCount, statistics.ThrottledRequestCount));
        Assert.Null(Of(MigrationStatus.Completed, [], [Pass(1, Start, Start)]).CeilingShare);
    }

    [Fact]
    public void Time_waited_for_a_full_destination_lies_between_passes()
    {
        PassRecord Full(long id, TimeSpan ended) => Pass(id, Start, Start + ended) with { Status = MigrationStatus.WaitingForQuota };
        PassRecord[] resumed = [Full(1, TimeSpan.FromHours(1)), Pass(2, Start + TimeSpan.FromHours(31), Start + TimeSpan.FromHours(32)), Full(3, TimeSpan.FromHours(40))];

        Assert.Equal(TimeSpan.FromHours(30), Of(MigrationStatus.Completed, [], resumed).QuotaDuration);
        Assert.Equal(TimeSpan.FromHours(2), Of(MigrationStatus.WaitingForQuota, [], [Full(1, TimeSpan.Zero)], now: Start + TimeSpan.FromHours(2)).QuotaDuration);
        Assert.Equal(TimeSpan.Zero, Of(MigrationStatus.Completed, [], [Pass(1, Start, Start)]).QuotaDuration);
    }

    [Theory]
    [InlineData(MigrationStatus.Completed, 5, 0, 0, DataConsistency.Perfect)]
    [InlineData(MigrationStatus.CompletedWithErrors, 9_999, 1, 0, DataConsistency.Good)]
    [InlineData(MigrationStatus.CompletedWithErrors, 9_998, 1, 0, DataConsistency.Investigate)]
    [InlineData(MigrationStatus.CompletedWithErrors, 99, 1, 0, DataConsistency.Investigate)]
    [InlineData(MigrationStatus.CompletedWithErrors, 98, 1, 0, DataConsistency.Poor)]
    [InlineData(MigrationStatus.Failed, 5, 0, 0, DataConsistency.Poor)]
    [InlineData(MigrationStatus.Stopped, 5, 0, 1, null)]
    [InlineData(MigrationStatus.Syncing, 5, 0, 0, null)]
    [InlineData(MigrationStatus.Queued, 0, 0, 0, null)]
    public void The_score_tells_how_much_arrived_once_all_is_decided(MigrationStatus status, long imported, long failed, long pending, DataConsistency? score)
        => Assert.Equal(score, Of(status, [Row(Disposition.Imported, imported, 0), Row(Disposition.Failed, failed, 0), Row(Disposition.Pending, pending, 0)]).DataConsistencyScore);

    [Fact]
    public void The_size_to_transfer_is_told_from_what_streams_came_to_so_far()
    {
        var statistics = Of(MigrationStatus.Stopped, [Row(Disposition.Imported, 10, 1000), Row(Disposition.AlreadyPresent, 10, 1000), Row(Disposition.Pending, 5, 200)], bytes: 1500);

        Assert.Equal(1800, statistics.EstimatedTotalTransferSize);
        Assert.Equal(200, Of(MigrationStatus.Stopped, [Row(Disposition.Pending, 5, 200)]).EstimatedTotalTransferSize);
    }

    [Fact]
    public void The_time_left_is_unknown_while_folders_are_listed_and_while_a_full_destination_is_waited_for()
    {
        TallyRow[] rows = [Row(Disposition.Imported, 100, 1000), Row(Disposition.Pending, 100, 1000)];
        var copied = Pass(1, Start, Start.AddMinutes(10)) with { ImportedItemCount = 100, BytesTransferred = 1000, Pace = new PassPace { CopyTime = TimeSpan.FromMinutes(10) } };
        var listing = Pass(2, Start.AddHours(1), null) with { Pace = new PassPace { RequestCount = 5 } };

        Assert.Equal(TimeSpan.FromMinutes(10), Of(MigrationStatus.Stopped, rows, [copied], 1000).EstimatedRemainingTime);
        Assert.Null(Of(MigrationStatus.Syncing, rows, [copied, listing], 1000).EstimatedRemainingTime);
        Assert.Null(Of(MigrationStatus.WaitingForQuota, rows, [copied], 1000).EstimatedRemainingTime);
        Assert.Null(Of(MigrationStatus.Queued, []).EstimatedRemainingTime);
        Assert.Equal(TimeSpan.Zero, Of(MigrationStatus.Completed, rows[..1], [copied], 1000).EstimatedRemainingTime);
    }

    [Fact]
    public void Each_side_is_active_while_it_answers_and_passive_for_the_rest_of_the_passes()
    {
        var pass = Pass(1, Start, Start.AddHours(4)) with { Pace = new PassPace { SourceTime = TimeSpan.FromHours(1), DestinationTime = TimeSpan.FromHours(2) } };

        var statistics = Of(MigrationStatus.Completed, [Row(Disposition.Imported, 10, 0), Row(Disposition.AlreadyPresent, 90, 0)], [pass], bytes: 800);

        Assert.Equal((1, 3, 2, 2), (statistics.SourceActiveDuration.TotalHours, statistics.SourcePassiveDuration.TotalHours, statistics.DestinationActiveDuration.TotalHours, statistics.DestinationPassiveDuration.TotalHours));
        Assert.Equal((800, 10, 400, 5), (statistics.SourceBytesPerHour, statistics.SourceItemsPerHour, statistics.DestinationBytesPerHour, statistics.DestinationItemsPerHour));
    }

    [Fact]
    public void A_user_is_queued_from_being_added_to_its_first_pass()
    {
        var user = StoreFolder.User("anna@contoso.com") with { AddedUtc = Start.AddHours(-3) };

        Assert.Equal(TimeSpan.FromHours(3), StatisticsReader.Of(user, new UserTally([], 0, 0, [Pass(1, Start, null)]), Start.AddHours(9), running: true).TotalQueuedDuration);
        Assert.Equal(TimeSpan.FromHours(12), StatisticsReader.Of(user, new UserTally([], 0, 0, []), Start.AddHours(9), running: true).TotalQueuedDuration);
    }

    public void Dispose() => folder.Dispose();

    private static TallyRow Row(Disposition disposition, long count, long size) => new(ItemCategory.Mail, disposition, count, size);

    private static PassRecord Pass(long id, DateTimeOffset started, DateTimeOffset? ended) => new(id, PassKind.Full, started, ended, MigrationStatus.Syncing, null);

    private static UserStatistics Of(MigrationStatus status, TallyRow[] rows, PassRecord[]? passes = null, long bytes = 0, DateTimeOffset? now = null, bool running = true)
        => StatisticsReader.Of(StoreFolder.User("anna@contoso.com") with { Status = status }, new UserTally(rows, 1, bytes, passes ?? []), now ?? Start, running);
}
