using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Progress;
using ArchiveMigration.Engine.Tests.Mailboxes;

namespace ArchiveMigration.Engine.Tests.Passes;

/// <summary>
/// What is left when the process is killed: the destination as it was at that moment, and of the store what was written by then.
/// </summary>
public sealed class CrashTests
{
    private static readonly string[] Mixture =
    [
        .. Enumerable.Range(0, 4).SelectMany(number => new[] { $"mail {number}", $"keyless {number}", $"keyless dated {number}", $"twin|{number}", $"dated twin|{number}", "true copy", "keyless dated copy" }),
    ];

    [Theory]
    [InlineData("mail 1", true, ItemMatch.SearchKey)]
    [InlineData("twin|1", true, ItemMatch.SearchKey)]
    [InlineData("dated twin|1", true, ItemMatch.SearchKey)]
    [InlineData("keyless dated 1", true, ItemMatch.SecondKey)]
    [InlineData("keyless 1", true, ItemMatch.Arrival)]
    [InlineData("mail 1", false, null)]
    [InlineData("twin|1", false, null)]
    [InlineData("keyless dated 1", false, null)]
    [InlineData("keyless 1", false, null)]
    public async Task A_kill_around_an_import_loses_nothing_and_doubles_nothing(string victim, bool arrived, ItemMatch? matched)
    {
        await using var rig = new Rig();
        var (source, destination) = Fill(rig);
        Kill(rig, destination, text => text == victim, arrived);

        await Assert.ThrowsAsync<MigrationException>(() => rig.RunAsync());
        await rig.ReopenAfterKillAsync();
        Heal(destination);
        var result = await rig.RunAsync();

        Assert.Equal(MigrationStatus.Completed, result.Status);
        Assert.Equal(Texts(source), Texts(destination));
        var present = await ItemsAsync(rig, Disposition.AlreadyPresent);
        Assert.Equal(matched, present.Find(item => source.Items.First(stored => stored.Item.Id == item.Source.Id).Text == victim)?.MatchedBy);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_kill_at_every_few_imports_loses_nothing_and_doubles_nothing(bool arrived)
    {
        await using var rig = new Rig();
        var (source, destination) = Fill(rig);
        for (var every = 1; every <= 3; every++)
        {
            for (var kills = 0; kills < 6; kills++)
            {
                var left = every;
                Kill(rig, destination, _ => Interlocked.Decrement(ref left) == 0, arrived);
                var killed = await Record.ExceptionAsync(() => rig.RunAsync());
                Heal(destination);
                if (killed is not null)
                {
                    await rig.ReopenAfterKillAsync();
                }
            }
        }

        Assert.Equal(MigrationStatus.Completed, (await rig.RunAsync()).Status);
        Assert.Equal(Texts(source), Texts(destination));
    }

    [Fact]
    public async Task With_the_store_lost_a_half_filled_destination_is_finished_as_far_as_keys_tell()
    {
        for (var imports = 2; imports < 20; imports += 3)
        {
            await using var rig = new Rig();
            var (source, destination) = Fill(rig, Mixture.Where(text => !text.StartsWith("keyless ", StringComparison.Ordinal) || text.Contains("dated", StringComparison.Ordinal)).Where(text => !text.StartsWith("twin", StringComparison.Ordinal)));
            rig.KeepStoreAsOfNow();
            var left = imports;
            destination.OnImport = _ => Interlocked.Decrement(ref left) < 0 ? throw Dead() : Task.CompletedTask;
            await Assert.ThrowsAsync<MigrationException>(() => rig.RunAsync());

            await rig.ReopenAfterKillAsync();
            Heal(destination);
            var result = await rig.RunAsync();

            Assert.Equal(MigrationStatus.Completed, result.Status);
            Assert.Equal(Texts(source), Texts(destination));
        }
    }

    [Fact]
    public async Task Items_that_nothing_but_the_store_tells_are_told_of()
    {
        await using var rig = new Rig();
        Fill(rig, ["keyless 1", "keyless 2", "keyless dated 3", "mail"]);

        await rig.RunAsync();

        Assert.StartsWith("anna@contoso.example: 2 items to copy have no search key", Assert.Single(rig.Events.OfType<MigrationEvent.Warning>()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("keyless")]
    [InlineData("keyless dated")]
    [InlineData("twin|")]
    public async Task Lost_answers_are_resolved_by_looking(string kind)
    {
        await using var rig = new Rig();
        var (source, destination) = Fill(rig, Enumerable.Range(0, 6).Select(number => $"{kind} {number}"));
        var answers = 0;
        destination.OnImport = _ => Interlocked.Increment(ref answers) % 4 == 0 ? throw Lost() : Task.CompletedTask;
        destination.OnImported = _ =>
        {
            if (Interlocked.Increment(ref answers) % 3 == 0)
            {
                throw Lost();
            }
        };

        var result = await rig.RunAsync();

        Assert.Equal(MigrationStatus.Completed, result.Status);
        Assert.Equal(Texts(source), Texts(destination));
        Assert.Equal(1, destination.MostImportsAtOnce);
    }

    [Fact]
    public async Task An_import_that_is_never_answered_and_never_there_has_failed_in_the_end()
    {
        await using var rig = new Rig();
        var (_, destination) = Fill(rig, ["keyless 1", "mail", "other"]);
        destination.OnImport = text => text == "other" ? Task.CompletedTask : throw Lost();

        var result = await rig.RunAsync();

        Assert.Equal(MigrationStatus.CompletedWithErrors, result.Status);
        Assert.Equal("other", Assert.Single(destination.Items).Text);
        Assert.All(await ItemsAsync(rig, Disposition.Failed), item => Assert.Equal(ErrorIds.ImportUncertain, item.ErrorId));
        Assert.Equal(2, result.Users[0].FailedItemCount);
    }

    [Fact]
    public async Task The_last_of_several_lost_answers_is_looked_for_too()
    {
        await using var rig = new Rig();
        var (_, destination) = Fill(rig, ["mail"]);
        destination.OnImport = _ => destination.ImportCount < 3 ? throw Lost() : Task.CompletedTask;
        destination.OnImported = _ => throw Lost();

        var result = await rig.RunAsync();

        Assert.Equal(MigrationStatus.Completed, result.Status);
        Assert.Single(destination.Items);
    }

    [Fact]
    public async Task A_run_that_follows_a_kill_at_once_gives_imports_on_their_way_time_to_arrive()
    {
        var time = new EventfulTime();
        await using var rig = new Rig(time: time);
        var (source, destination) = Fill(rig, ["mail 1", "mail 2"]);
        Kill(rig, destination, _ => true, arrived: false);
        await Assert.ThrowsAsync<MigrationException>(() => rig.RunAsync());
        await rig.ReopenAfterKillAsync();
        Heal(destination);
        time.OnWait = () => destination.AddItem(destination.Folders[0], "mail 1");

        await rig.RunAsync();
        time.Happen();

        Assert.Equal(Texts(source), Texts(destination));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_run_that_follows_one_that_ended_well_lets_what_was_imported_last_show_before_it_looks(bool atOnce)
    {
        var time = new EventfulTime();
        await using var rig = new Rig(time: time);
        var (source, destination) = Fill(rig, ["mail 1"]);
        await rig.RunAsync();

        // The store has known the user for a while: a new one would wait by itself.
        time.Now += TimeSpan.FromMinutes(1);
        source.AddItem(source.Folders[0], "mail 2");
        await rig.RunAsync();

        // The folder moves to another part of the archive, where its items have other ids; the last one that was imported does not show yet.
        source.MoveToShard(source.Folders[0], "MBX:aux");
        var late = destination.Items[^1];
        destination.Remove(late);
        time.OnWait = () => destination.AddItem(destination.Folders[0], late.Text);
        if (!atOnce)
        {
            time.Happen();
            time.Now += TimeSpan.FromSeconds(11);
        }

        await rig.RunAsync();
        time.Happen();

        Assert.Equal(Texts(source), Texts(destination));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task With_the_store_lost_too_imports_on_their_way_get_time_to_arrive(bool folderIsNew)
    {
        var time = new EventfulTime();
        await using var rig = new Rig(time: time);
        var (source, destination) = Fill(rig, ["mail 1", "mail 2", "mail 3"]);
        rig.KeepStoreAsOfNow();
        destination.OnImport = text => text == "mail 1" ? Task.CompletedTask : throw Dead();
        await Assert.ThrowsAsync<MigrationException>(() => rig.RunAsync());
        await rig.ReopenAfterKillAsync();
        Heal(destination);

        // Who was there left its folders and, when there is a new one at the source since, still the items just made.
        if (folderIsNew)
        {
            source.AddItem(source.AddFolder("New"), "mail 4");
            destination.Remove(destination.Items[0]);
            destination.AddItem(destination.Folders[0], "mail 1", created: time.Now);
        }

        time.OnWait = () => destination.AddItem(destination.Folders[0], "mail 2");
        await rig.RunAsync();
        time.Happen();

        Assert.Equal(Texts(source), Texts(destination));
    }

    [Fact]
    public async Task A_first_run_to_an_archive_where_nobody_has_been_waits_for_nothing()
    {
        var time = new EventfulTime { OnWait = () => Assert.Fail("There is nothing to wait for.") };
        await using var rig = new Rig(time: time);
        var (source, destination) = Fill(rig);
        destination.AddItem(destination.AddFolder("Inbox"), "older", created: time.Now.AddDays(-1));
        source.AddItem(source.AddFolder("2019"), "mail");

        await rig.RunAsync();

        Assert.Equal(source.Items.Count + 1, destination.Items.Count);
    }

    /// <summary>A clock that stands still; something happens within the first wait for what is on its way, and the wait is over.</summary>
    private sealed class EventfulTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = TimeProvider.System.GetUtcNow();

        public Action? OnWait { get; set; }

        /// <summary>It happens now, if it has not happened yet.</summary>
        public void Happen()
        {
            OnWait?.Invoke();
            OnWait = null;
        }

        public override DateTimeOffset GetUtcNow() => Now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime > TimeSpan.FromSeconds(5))
            {
                Happen();
                Now += dueTime;
            }

            return base.CreateTimer(callback, state, dueTime == Timeout.InfiniteTimeSpan ? dueTime : TimeSpan.Zero, period);
        }
    }

    private static (InMemoryMailbox Source, InMemoryMailbox Destination) Fill(Rig rig, IEnumerable<string>? texts = null)
    {
        var (source, destination) = rig.AddUser("anna");
        var inbox = source.AddFolder("Inbox");
        foreach (var text in texts ?? Mixture)
        {
            source.AddItem(inbox, text);
        }

        return (source, destination);
    }

    /// <summary>The process is killed at an import: nothing is written to the store and nothing sent any more.</summary>
    private static void Kill(Rig rig, InMemoryMailbox destination, Func<string, bool> at, bool arrived)
    {
        var isDead = 0;
        void Die()
        {
            if (Interlocked.Exchange(ref isDead, 1) == 0)
            {
                rig.KeepStoreAsOfNow();
            }

            throw Dead();
        }

        var sending = new SemaphoreSlim(1, 1);
        destination.OnImport = async text =>
        {
            // One by one, so that what others send at the moment of the kill is certain: nothing.
            await sending.WaitAsync();
            if (Volatile.Read(ref isDead) != 0 || (!arrived && at(text)))
            {
                sending.Release();
                Die();
            }
        };
        destination.OnImported = text =>
        {
            var dies = arrived && at(text);
            if (dies)
            {
                try
                {
                    Die();
                }
                finally
                {
                    sending.Release();
                }
            }

            sending.Release();
        };
    }

    private static void Heal(InMemoryMailbox destination)
    {
        destination.OnImport = _ => Task.CompletedTask;
        destination.OnImported = _ => { };
    }

    private static MigrationException Dead() => new(ErrorIds.StoreNotUsable, MigrationErrorKind.Store, "The process is dead.");

    private static MigrationException Lost() => new(ErrorIds.ImportUncertain, MigrationErrorKind.Connection, "the answer was lost") { IsTransient = true };

    private static IEnumerable<string> Texts(InMemoryMailbox mailbox) => mailbox.Items.Select(item => item.Text).Order(StringComparer.Ordinal);

    private static async Task<List<LedgerItem>> ItemsAsync(Rig rig, Disposition disposition)
    {
        var user = rig.Engine.Catalog.GetUsers("Merger").Single();
        List<LedgerItem> items = [];
        await foreach (var item in rig.Engine.GetItemsAsync(user, disposition, default))
        {
            items.Add(item);
        }

        return items;
    }
}
