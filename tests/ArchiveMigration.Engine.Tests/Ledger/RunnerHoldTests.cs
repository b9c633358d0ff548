using System.Globalization;

namespace ArchiveMigration.Engine.Tests.Ledger;

public sealed class RunnerHoldTests : IDisposable
{
    private readonly StoreFolder folder = new();

    [Fact]
    public void A_second_runner_is_refused_and_told_who_holds_the_store()
    {
        using var hold = folder.Open().HoldRunner("Full pass of Merger");

        var error = Assert.Throws<MigrationException>(() => folder.Open().HoldRunner("Another"));

        Assert.Equal(ErrorIds.StoreInUse, error.ErrorId);
        Assert.Equal(MigrationErrorKind.Busy, error.Kind);
        Assert.Contains(Environment.ProcessId.ToString(CultureInfo.InvariantCulture), error.Message, StringComparison.Ordinal);
        Assert.Contains(Environment.MachineName, error.Message, StringComparison.Ordinal);
        Assert.Contains("2026-11-22 20:00:00 UTC: Full pass of Merger", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_process_cannot_run_twice_either()
    {
        var store = folder.Open();
        using var hold = store.HoldRunner("First");

        Assert.Equal(ErrorIds.StoreInUse, Assert.Throws<MigrationException>(() => store.HoldRunner("Second")).ErrorId);
    }

    [Fact]
    public void A_hold_that_was_given_back_can_be_taken_again()
    {
        folder.Open().HoldRunner("First").Dispose();

        using var second = folder.Open().HoldRunner("Second");

        Assert.Equal("Second", folder.Open().CurrentRunner?.Description);
    }

    [Fact]
    public void Giving_back_twice_does_not_take_the_next_runners_hold_away()
    {
        var store = folder.Open();
        var first = store.HoldRunner("First");
        first.Dispose();
        using var second = store.HoldRunner("Second");

        first.Dispose();

        Assert.Equal("Second", store.CurrentRunner?.Description);
    }

    [Fact]
    public void Anybody_can_see_who_runs()
    {
        var other = folder.Open();
        Assert.Null(other.CurrentRunner);

        using (folder.Open().HoldRunner("Full pass"))
        {
            var runner = other.CurrentRunner;
            Assert.Equal(Environment.ProcessId, runner?.ProcessId);
            Assert.Equal(folder.Time.GetUtcNow(), runner?.SinceUtc);
        }

        Assert.Null(other.CurrentRunner);
    }

    [Fact]
    public void The_name_plate_of_a_dead_runner_holds_nothing()
    {
        var dead = folder.Open();
        var hold = dead.HoldRunner("Killed");
        // Like a kill: the row stays, the file is closed.
        dead.Dispose();
        hold.Dispose();

        Assert.Null(folder.Open().CurrentRunner);
        using var next = folder.Open().HoldRunner("Next");
        Assert.Equal("Next", folder.Open().CurrentRunner?.Description);
    }

    [Fact]
    public async Task Looking_does_not_keep_a_runner_from_starting()
    {
        var store = folder.Open();
        using var stop = new CancellationTokenSource();
        var looking = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                _ = store.CurrentRunner;
            }
        });

        for (var turn = 0; turn < 30; turn++)
        {
            folder.Open().HoldRunner("Turn").Dispose();
        }

        await stop.CancelAsync();
        await looking;
    }

    public void Dispose() => folder.Dispose();
}
