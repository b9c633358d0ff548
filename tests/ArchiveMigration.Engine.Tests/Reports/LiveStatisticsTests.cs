using ArchiveMigration.Engine.Reports;
using ArchiveMigration.Engine.Tests.Ledger;
using ArchiveMigration.Engine.Tests.Passes;

namespace ArchiveMigration.Engine.Tests.Reports;

public sealed class LiveStatisticsTests
{
    [Fact]
    public async Task Another_session_sees_how_far_a_run_is_where_its_time_goes_and_what_is_left()
    {
        var time = new ManualTimeProvider();
        await using var rig = new Rig(time: time);
        var (source, destination) = rig.AddUser("anna");
        var inbox = source.AddFolder("Inbox");
        source.AddItem(inbox, "first");
        source.AddItem(inbox, "second");
        var release = new TaskCompletionSource();
        var imports = 0;
        destination.OnImport = _ => Interlocked.Increment(ref imports) == 1 ? Task.CompletedTask : release.Task;
        await using var other = new MigrationEngine(rig.StorePath, rig.Services, time);
        var run = rig.RunAsync();

        var seen = await SeeAsync(time, other, row => row.SyncedItemCount == 1 && row.EstimatedRemainingTime is not null);

        Assert.Equal((MigrationStatus.Syncing, 2, 1, 1), (seen.Status, seen.TotalItemCount, seen.SyncedItemCount, seen.PendingItemCount));
        Assert.Equal(1, seen.Passes[^1].ImportedItemCount);
        Assert.InRange(seen.EstimatedRemainingTime!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        Assert.Null(seen.DataConsistencyScore);
        Assert.NotEmpty(await other.GetThroughputAsync("Merger", default));

        release.SetResult();
        Assert.Equal(MigrationStatus.Completed, (await run).Status);
        var done = Assert.Single(await other.GetStatisticsAsync("Merger", default));
        Assert.Equal((TimeSpan.Zero, DataConsistency.Perfect), (done.EstimatedRemainingTime, done.DataConsistencyScore));
    }

    private static async Task<UserStatistics> SeeAsync(ManualTimeProvider time, MigrationEngine other, Func<UserStatistics, bool> isIt)
    {
        var limit = DateTime.UtcNow.AddMinutes(1);
        while (true)
        {
            var row = Assert.Single(await other.GetStatisticsAsync("Merger", default));
            if (isIt(row))
            {
                return row;
            }

            Assert.True(DateTime.UtcNow < limit, $"Not seen: {row.Status}, {row.SyncedItemCount} of {row.TotalItemCount}, {row.Passes.Count} passes.");
            time.Advance(TimeSpan.FromMilliseconds(500));
            await Task.Delay(1);
        }
    }
}
