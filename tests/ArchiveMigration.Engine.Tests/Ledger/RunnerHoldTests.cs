using System.Diagnostics;
using System.Globalization;
using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Ledger.Store;

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

    [Theory]
    [InlineData("this machine", "alive", 10, true)]
    [InlineData("this machine", "restarted", 10, false)]
    [InlineData("this machine", "gone", 10, false)]
    [InlineData("this machine", "alive", 3600, false)]
    [InlineData("other machine", "gone", 10, true)]
    [InlineData("other machine", "gone", 100, false)]
    [InlineData("other machine", "gone", -10, true)]
    [InlineData("other machine", "gone", -100, false)]
    public void Where_locks_do_not_work_a_runner_is_known_by_its_process_and_its_signs_of_life(string machine, string process, int silentSeconds, bool isHeld)
    {
        var (living, since) = AnotherProcess();
        var (id, started) = process switch
        {
            "gone" => (int.MaxValue, DateTimeOffset.UnixEpoch),
            "restarted" => (living, since - TimeSpan.FromHours(1)),
            _ => (living, since),
        };
        using (var database = new StoreDatabase(folder.StorePath))
        {
            database.Write(session =>
            {
                var who = new StoreRunner(id, machine == "this machine" ? Environment.MachineName : "ELSEWHERE", "carla", "Full pass of Merger", folder.Time.GetUtcNow());
                RunnerTable.Put(session, new RunnerPlate(who with { HoldId = "theirs" }, started, folder.Time.GetUtcNow() - TimeSpan.FromSeconds(silentSeconds)));
                return true;
            });
        }

        var store = folder.Open();

        Assert.Equal(isHeld, store.CurrentRunner is not null);
        if (isHeld)
        {
            var error = Assert.Throws<MigrationException>(() => store.HoldRunner("Another"));
            Assert.Equal(ErrorIds.StoreInUse, error.ErrorId);
            Assert.Contains("carla", error.Message, StringComparison.Ordinal);
        }
        else
        {
            using var taken = store.HoldRunner("Next");
            Assert.Equal("Next", store.CurrentRunner?.Description);
        }
    }

    [Fact]
    public void A_runner_that_slept_learns_that_another_machine_took_over()
    {
        using var hold = folder.Open().Hold("Slept", "Merger");
        Assert.True(hold.Beat());
        using var elsewhere = new StoreDatabase(folder.StorePath);
        elsewhere.Write(session =>
        {
            RunnerTable.Put(session, new RunnerPlate(new StoreRunner(1, "ELSEWHERE", "carla", "Full pass", folder.Time.GetUtcNow()) { HoldId = "theirs" }, null, folder.Time.GetUtcNow()));
            return true;
        });

        Assert.False(hold.Beat());
    }

    [Fact]
    public void A_hold_given_back_late_leaves_the_next_runners_name_plate()
    {
        var slept = folder.Open().Hold("Slept", "Merger");
        using var elsewhere = new StoreDatabase(folder.StorePath);
        elsewhere.Write(session =>
        {
            RunnerTable.Put(session, new RunnerPlate(new StoreRunner(1, "ELSEWHERE", "carla", "Full pass", folder.Time.GetUtcNow()) { HoldId = "theirs" }, null, folder.Time.GetUtcNow()));
            return true;
        });

        slept.Dispose();

        Assert.Equal("carla", folder.Open().CurrentRunner?.Account);
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

    /// <summary>A process that was there before this one, and may be expected to stay as long: whoever runs the tests.</summary>
    private static (int Id, DateTimeOffset StartedUtc) AnotherProcess()
    {
        foreach (var process in Process.GetProcesses().OrderBy(candidate => candidate.Id))
        {
            using (process)
            {
                try
                {
                    if (process.Id > 0 && process.Id != Environment.ProcessId)
                    {
                        return (process.Id, process.StartTime.ToUniversalTime());
                    }
                }
                catch (Exception unreadable) when (unreadable is System.ComponentModel.Win32Exception or InvalidOperationException or NotSupportedException)
                {
                    // Of another account: the next one.
                }
            }
        }

        throw new InvalidOperationException("There is no other process.");
    }
}
