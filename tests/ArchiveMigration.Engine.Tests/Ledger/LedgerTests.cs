using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Passes;
using ArchiveMigration.FastTransfer.Mapping;

namespace ArchiveMigration.Engine.Tests.Ledger;

/// <summary>What every ledger does.</summary>
public abstract partial class LedgerTests
{
    private const string Inbox = "D-inbox";

    protected ManualTimeProvider Time { get; } = new();

    protected abstract ILedger Ledger { get; }

    protected abstract long User { get; }

    protected abstract long OtherUser { get; }

    [Fact]
    public async Task Listed_items_are_pending_in_the_order_they_were_found()
    {
        var (pass, folder) = await BeginAsync();
        await ListAsync(pass, folder, Item("b"), Item("a"));
        await ListAsync(pass, folder, Item("c"));

        var first = await Ledger.ReadPendingAsync(User, 0, 2, default);
        var second = await Ledger.ReadPendingAsync(User, first[^1].Key, 2, default);

        Assert.Equal(["b", "a"], first.Select(item => item.Source.Id));
        Assert.Equal(["c"], second.Select(item => item.Source.Id));
        Assert.Empty(await Ledger.ReadPendingAsync(User, second[^1].Key, 2, default));
        Assert.All(first, item => Assert.Equal(("/Inbox", Inbox, Disposition.Pending), (item.FolderPath, item.DestinationFolderId, item.Disposition)));
    }

    [Fact]
    public async Task An_item_comes_back_as_it_was_listed()
    {
        var (pass, folder) = await BeginAsync();
        var listed = new MailboxItem
        {
            Id = "AAMk-ü",
            ShardId = "MBX:aux@tenant",
            ItemClass = "IPM.Appointment",
            Size = 150_000_000_000,
            SearchKey = [1, 2, 3],
            SecondKey = -77,
            LastModifiedUtc = Time.GetUtcNow().AddTicks(-3),
            CreatedUtc = Time.GetUtcNow().AddYears(-20),
            ChangeKey = "CQ",
        };
        await ListAsync(pass, folder, listed, Item("bare") with { SearchKey = null, ChangeKey = null });

        var read = await Ledger.ReadPendingAsync(User, 0, 10, default);

        Assert.Equal(listed.SearchKey, read[0].Source.SearchKey);
        Assert.Equal(listed, read[0].Source with { SearchKey = listed.SearchKey });
        Assert.Equal(Item("bare") with { SearchKey = null, ChangeKey = null }, read[1].Source);
    }

    [Fact]
    public async Task A_folder_keeps_its_key_and_its_destination_when_it_is_renamed()
    {
        var (_, folder) = await BeginAsync();
        var next = await Ledger.BeginPassAsync(User, PassKind.Full, default);

        var again = await Ledger.RecordFolderAsync(next, Folder("inbox", "/Posteingang"), default);

        Assert.Equal(new LedgerFolder(folder, "inbox", "/Posteingang", Inbox) { DestinationPath = $"/{Inbox}" }, again);
    }

    [Fact]
    public async Task Listing_again_adds_nothing_and_keeps_what_is_decided()
    {
        var (pass, folder) = await BeginAsync();
        await ListAsync(pass, folder, Item("a"), Item("b"));
        await DecideAsync(pass, "a", Disposition.Imported);
        var before = await Ledger.ReadItemsAsync(User, Disposition.Imported, 0, 10, default);

        var next = await Ledger.BeginPassAsync(User, PassKind.Full, default);
        await ListAsync(next, folder, Item("a"), Item("b"));
        await Ledger.CompleteSourceFolderAsync(next, folder, default);

        Assert.Equal(before[0].Key, Assert.Single(await Ledger.ReadItemsAsync(User, Disposition.Imported, 0, 10, default)).Key);
        Assert.Equal(["b"], await PendingAsync());
    }

    [Fact]
    public async Task An_item_that_was_moved_to_another_folder_or_shard_is_another_item()
    {
        var (pass, folder) = await BeginAsync();
        var sent = await AddFolderAsync(pass, "sent", "D-sent");
        await ListAsync(pass, folder, Item("a"));
        await ListAsync(pass, sent, Item("a"));
        await ListAsync(pass, folder, Item("a") with { ShardId = "aux" });

        Assert.Equal(["a", "a", "a"], await PendingAsync());
    }

    [Fact]
    public async Task What_a_complete_listing_does_not_show_has_vanished_unless_it_is_at_the_destination()
    {
        var (pass, folder) = await BeginAsync();
        await ListAsync(pass, folder, Item("imported"), Item("pending"), Item("gone"), Item("corrupt"), Item("excluded"), Item("stays"));
        await DecideAsync(pass, "imported", Disposition.Imported);
        await DecideAsync(pass, "gone", Disposition.Failed, ErrorIds.ItemNotFound);
        await DecideAsync(pass, "corrupt", Disposition.Failed, ErrorIds.ItemCorrupt);
        await DecideAsync(pass, "excluded", Disposition.Excluded);

        var next = await Ledger.BeginPassAsync(User, PassKind.Full, default);
        await ListAsync(next, folder, Item("stays"));
        var vanished = await Ledger.CompleteSourceFolderAsync(next, folder, default);

        Assert.Equal(4, vanished);
        Assert.Equal(["pending", "gone", "corrupt", "excluded"], await IdsAsync(Disposition.Vanished));
        Assert.Equal(["imported"], await IdsAsync(Disposition.Imported));
        Assert.Equal(["stays"], await PendingAsync());
        Assert.All(await Ledger.ReadItemsAsync(User, Disposition.Vanished, 0, 10, default), item => Assert.Equal((null, Time.GetUtcNow()), (item.ErrorId, item.DecidedUtc)));
    }

    [Fact]
    public async Task A_vanished_item_that_shows_up_again_is_pending_again()
    {
        var (pass, folder) = await BeginAsync();
        await ListAsync(pass, folder, Item("a"));
        await DecideAsync(pass, "a", Disposition.Failed, ErrorIds.ItemNotFound);
        var second = await Ledger.BeginPassAsync(User, PassKind.Full, default);
        await Ledger.CompleteSourceFolderAsync(second, folder, default);

        var third = await Ledger.BeginPassAsync(User, PassKind.Full, default);
        await ListAsync(third, folder, Item("a"));

        Assert.Equal(0, await Ledger.CompleteSourceFolderAsync(third, folder, default));
        Assert.Null(Assert.Single(await Ledger.ReadPendingAsync(User, 0, 10, default)).DecidedUtc);
    }

    [Fact]
    public async Task The_items_of_folders_that_the_walk_did_not_find_have_vanished()
    {
        var (pass, folder) = await BeginAsync();
        var deleted = await AddFolderAsync(pass, "deleted", "D-deleted");
        await ListAsync(pass, folder, Item("a"));
        await ListAsync(pass, deleted, Item("b"), Item("c"));
        await DecideAsync(pass, "c", Disposition.Imported);

        var next = await Ledger.BeginPassAsync(User, PassKind.Full, default);
        await Ledger.RecordFolderAsync(next, Folder("inbox", "/Inbox"), default);

        Assert.Equal(1, await Ledger.CompleteSourceFoldersAsync(next, default));
        Assert.Equal(["b"], await IdsAsync(Disposition.Vanished));
        Assert.Equal(["a"], await PendingAsync());
        Assert.Equal(0, await Ledger.CompleteSourceFoldersAsync(next, default));
    }

    [Fact]
    public async Task A_change_after_the_migration_is_remembered_until_it_is_migrated_too()
    {
        var (pass, folder) = await BeginAsync();
        await ListAsync(pass, folder, Item("a"), Item("b"), Item("c"), Item("d"));
        await DecideAsync(pass, "a", Disposition.Imported);
        await DecideAsync(pass, "b", Disposition.Imported);
        await DecideAsync(pass, "c", Disposition.Imported);

        await ListAsync(pass, folder, Item("a") with { ChangeKey = "v2", Size = 5 }, Item("b") with { LastModifiedUtc = Time.GetUtcNow().AddDays(1) }, Item("c") with { ChangeKey = null }, Item("d") with { ChangeKey = "v2" });

        var imported = await Ledger.ReadItemsAsync(User, Disposition.Imported, 0, 10, default);
        Assert.Equal([true, true, false], imported.Select(item => item.ChangedSinceMigrated));
        Assert.Equal(["v2", "v1", "v1"], imported.Select(item => item.Source.ChangeKey));
        Assert.Equal(5, imported[0].Source.Size);
        Assert.False(Assert.Single(await Ledger.ReadPendingAsync(User, 0, 10, default)).ChangedSinceMigrated);

        await Ledger.RecordOutcomeAsync(new ItemOutcome { ItemKey = imported[0].Key, PassId = pass, Disposition = Disposition.Imported }, default);
        Assert.Equal([false, true, false], (await Ledger.ReadItemsAsync(User, Disposition.Imported, 0, 10, default)).Select(item => item.ChangedSinceMigrated));
    }

    [Fact]
    public async Task An_outcome_is_told_as_it_was_recorded()
    {
        var (pass, folder) = await BeginAsync();
        await ListAsync(pass, folder, Item("good"), Item("bad"));
        var keys = (await Ledger.ReadPendingAsync(User, 0, 10, default)).Select(item => item.Key).ToArray();
        var decided = Time.GetUtcNow();
        await Ledger.RecordOutcomeAsync(new ItemOutcome { ItemKey = keys[0], PassId = pass, Disposition = Disposition.Imported, BytesTransferred = 70, DestinationItemId = "new", DestinationChangeKey = "C" }, default);
        await Ledger.RecordOutcomeAsync(
            new ItemOutcome
            {
                ItemKey = keys[1],
                PassId = pass,
                Disposition = Disposition.Failed,
                BytesTransferred = 7,
                Error = new MigrationException(ErrorIds.ItemCorrupt, MigrationErrorKind.InvalidData, "It is corrupt.") { ServiceCode = "ErrorItemCorrupt", RequestId = "r-1" },
            },
            default);
        Time.Advance(TimeSpan.FromHours(1));

        var good = Assert.Single(await Ledger.ReadItemsAsync(User, Disposition.Imported, 0, 10, default));
        var bad = Assert.Single(await Ledger.ReadItemsAsync(User, Disposition.Failed, 0, 10, default));

        Assert.Equal(("new", decided, null), (good.DestinationItemId, good.DecidedUtc, good.ErrorId));
        Assert.Equal((ErrorIds.ItemCorrupt, "It is corrupt.", "ErrorItemCorrupt", "r-1"), (bad.ErrorId, bad.ErrorMessage, bad.ServiceCode, bad.RequestId));
        Assert.Equal(77, (await Ledger.ReadTallyAsync(User, default)).BytesTransferred);
        Assert.Empty(await PendingAsync());
    }

    [Fact]
    public async Task Tallies_count_by_category_and_disposition()
    {
        var (pass, folder) = await BeginAsync();
        await ListAsync(pass, folder, Item("a", size: 10), Item("b", size: 20), Item("c", size: 30) with { ItemClass = "IPM.Contact" });
        await DecideAsync(pass, "b", Disposition.Imported);
        await ListAsync(pass, folder, Item("c", size: 31) with { ItemClass = "IPM.Task" });

        var tally = await Ledger.ReadTallyAsync(User, default);

        Assert.Equal(
            [
                new TallyRow(ItemCategory.Mail, Disposition.Pending, 1, 10),
                new TallyRow(ItemCategory.Mail, Disposition.Imported, 1, 20),
                new TallyRow(ItemCategory.Task, Disposition.Pending, 1, 31),
            ],
            tally.Rows);
        Assert.Equal(1, tally.FolderCount);
        Assert.Empty((await Ledger.ReadTallyAsync(OtherUser, default)).Rows);
    }

    [Fact]
    public async Task Where_the_time_of_a_pass_went_is_kept_with_it()
    {
        var pace = new PassPace
        {
            ThrottledTime = TimeSpan.FromSeconds(1),
            LimitTime = TimeSpan.FromSeconds(2),
            SourceTime = TimeSpan.FromSeconds(3),
            DestinationTime = TimeSpan.FromSeconds(4),
            OwnTime = TimeSpan.FromSeconds(5),
            CopyTime = TimeSpan.FromSeconds(6),
            RequestCount = 7,
            ThrottledRequestCount = 8,
            BytesUploaded = 9,
            CeilingShare = 0.96,
        };
        var first = await Ledger.BeginPassAsync(User, PassKind.Full, default);
        await Ledger.RecordPaceAsync(first, pace, default);
        await Ledger.EndPassAsync(first, MigrationStatus.Completed, null, default);
        await Ledger.BeginPassAsync(User, PassKind.Full, default);

        Assert.Equal([pace, null], (await Ledger.ReadTallyAsync(User, default)).Passes.Select(pass => pass.Pace));
    }

    [Fact]
    public async Task Of_what_is_told_of_a_pass_the_latest_stands_and_nothing_changes_after_its_end()
    {
        var pass = await Ledger.BeginPassAsync(User, PassKind.Full, default);
        await Ledger.RecordPaceAsync(pass, new PassPace { RequestCount = 5 }, default);
        await Ledger.RecordPaceAsync(pass, new PassPace { RequestCount = 9 }, default);
        await Ledger.RecordPaceAsync(pass, new PassPace { RequestCount = 7 }, default);
        await Ledger.EndPassAsync(pass, MigrationStatus.Completed, null, default);
        await Ledger.RecordPaceAsync(pass, new PassPace { RequestCount = 10 }, default);

        Assert.Equal(9, Assert.Single((await Ledger.ReadTallyAsync(User, default)).Passes).Pace!.RequestCount);
    }

    [Fact]
    public async Task Folders_that_go_to_one_at_the_destination_are_counted_apart_and_nothing_twice()
    {
        var (pass, inbox) = await BeginAsync();
        var old = await AddFolderAsync(pass, "old", Inbox);
        await AddFolderAsync(pass, "empty", "D-empty");
        await ListAsync(pass, inbox, Item("a"), Item("b"));
        await ListAsync(pass, old, Item("c"));
        await DecideAsync(pass, "a", Disposition.Imported);
        await DecideAsync(pass, "c", Disposition.Imported);

        var folders = await Ledger.ReadFolderTalliesAsync(User, default);

        Assert.Equal(
            [("/Inbox", $"/{Inbox}", 2, 1), ("/Old", $"/{Inbox}", 1, 1), ("/Empty", "/D-empty", 0, 0)],
            folders.Select(folder => (folder.Path, folder.DestinationPath, folder.Rows.Sum(row => row.Count), folder.Rows.Where(row => row.Disposition == Disposition.Imported).Sum(row => row.Count))));
        Assert.Equal(3, (await Ledger.ReadTallyAsync(User, default)).Rows.Sum(row => row.Count));
        Assert.Empty(await Ledger.ReadFolderTalliesAsync(OtherUser, default));
    }

    [Fact]
    public async Task What_each_pass_imported_is_kept_with_it()
    {
        var (pass, folder) = await BeginAsync();
        await ListAsync(pass, folder, Item("a"), Item("b"), Item("c"));
        foreach (var item in await Ledger.ReadPendingAsync(User, 0, 2, default))
        {
            await Ledger.RecordOutcomeAsync(new ItemOutcome { ItemKey = item.Key, PassId = pass, Disposition = Disposition.Imported, BytesTransferred = 50 }, default);
        }

        await DecideAsync(pass, "c", Disposition.Failed, ErrorIds.ItemCorrupt);
        await Ledger.EndPassAsync(pass, MigrationStatus.CompletedWithErrors, null, default);
        await Ledger.BeginPassAsync(User, PassKind.Full, default);

        Assert.Equal([(2, 100), (0, 0)], (await Ledger.ReadTallyAsync(User, default)).Passes.Select(pass => (pass.ImportedItemCount, pass.BytesTransferred)));
    }

    [Fact]
    public async Task Passes_are_kept_with_their_times_and_their_end()
    {
        var started = Time.GetUtcNow();
        var first = await Ledger.BeginPassAsync(User, PassKind.Full, default);
        Time.Advance(TimeSpan.FromMinutes(1));
        await Ledger.EndPassAsync(first, MigrationStatus.CompletedWithErrors, "3 items failed", default);
        var second = await Ledger.BeginPassAsync(User, PassKind.RetryErrors, default);
        Time.Advance(TimeSpan.FromMinutes(1));
        await Ledger.RecordFolderAsync(second, Folder("inbox", "/Inbox"), default);
        await Ledger.ResetFailedAsync(second, User, null, default);
        Time.Advance(TimeSpan.FromMinutes(1));

        var passes = (await Ledger.ReadTallyAsync(User, default)).Passes;

        Assert.Equal(
            [
                new PassRecord(first, PassKind.Full, started, started.AddMinutes(1), MigrationStatus.CompletedWithErrors, "3 items failed") { LastActivityUtc = started.AddMinutes(1) },
                new PassRecord(second, PassKind.RetryErrors, started.AddMinutes(1), null, MigrationStatus.Syncing, null) { LastActivityUtc = started.AddMinutes(2) },
            ],
            passes);
    }

    [Fact]
    public async Task Failed_items_can_be_made_pending_again()
    {
        var (pass, folder) = await BeginAsync();
        await ListAsync(pass, folder, Item("a"), Item("b"), Item("c"));
        await DecideAsync(pass, "a", Disposition.Failed, ErrorIds.ItemCorrupt);
        await DecideAsync(pass, "b", Disposition.Imported);

        Assert.Equal(0, await Ledger.ResetFailedAsync(pass, OtherUser, null, default));
        Assert.Equal(1, await Ledger.ResetFailedAsync(pass, User, null, default));

        Assert.Equal(["a", "c"], await PendingAsync());
        Assert.All(await Ledger.ReadPendingAsync(User, 0, 10, default), item => Assert.Equal((null, null), (item.ErrorId, item.DecidedUtc)));
    }

    [Theory]
    [InlineData(MigrationStatus.Stopped, PassKind.RetryErrors, true)]
    [InlineData(MigrationStatus.WaitingForQuota, PassKind.Verify, true)]
    [InlineData(MigrationStatus.CompletedWithErrors, PassKind.RetryErrors, false)]
    [InlineData(MigrationStatus.Stopped, PassKind.Full, false)]
    public async Task What_a_retry_took_up_is_kept_until_it_is_done_or_a_full_pass_begins(MigrationStatus end, PassKind next, bool isKept)
    {
        var (pass, folder) = await BeginAsync();
        await ListAsync(pass, folder, Item("a"), Item("b"), Item("c"));
        await DecideAsync(pass, "a", Disposition.Failed, ErrorIds.ItemCorrupt);
        await DecideAsync(pass, "b", Disposition.Failed, ErrorIds.ItemTooLarge);
        await Ledger.EndPassAsync(pass, MigrationStatus.CompletedWithErrors, null, default);

        var retry = await Ledger.BeginPassAsync(User, PassKind.RetryErrors, default);
        Assert.Equal(1, await Ledger.BeginRetryAsync(retry, User, "itemcorrupt", default));
        Assert.Equal(["a"], (await Ledger.ReadRetriedAsync(User, 0, 10, default)).Select(item => item.Source.Id));
        Assert.Equal(["a", "c"], await PendingAsync());
        await Ledger.EndPassAsync(retry, end, null, default);
        await Ledger.BeginPassAsync(User, next, default);

        Assert.Equal(isKept ? 1 : 0, (await Ledger.ReadRetriedAsync(User, 0, 10, default)).Count);
    }

    [Fact]
    public async Task Whether_anything_pending_goes_to_a_folder_is_known()
    {
        var (pass, folder) = await BeginAsync();
        await ListAsync(pass, folder, Item("a"));

        Assert.True(await Ledger.HasPendingAsync(Inbox, User, default));
        Assert.False(await Ledger.HasPendingAsync("D-sent", User, default));
        Assert.False(await Ledger.HasPendingAsync(Inbox, OtherUser, default));

        await DecideAsync(pass, "a", Disposition.Failed, ErrorIds.ItemCorrupt);
        Assert.False(await Ledger.HasPendingAsync(Inbox, User, default));
    }

    [Fact]
    public async Task Copies_stay_copies()
    {
        var (pass, folder) = await BeginAsync();
        await ListAsync(pass, folder, Item("a", key: 7), Item("b", key: 7), Item("c", key: 7), Item("d", key: 8));

        Assert.Equal(1, await MatchAsync(pass, Item("x", key: 7)));

        Assert.Equal(["a"], await IdsAsync(Disposition.AlreadyPresent));
        Assert.Equal(["b", "c", "d"], await PendingAsync());
    }

    [Fact]
    public async Task Folders_that_go_to_one_folder_are_matched_together()
    {
        var (pass, folder) = await BeginAsync();
        var other = await AddFolderAsync(pass, "other", Inbox);
        await ListAsync(pass, folder, Item("a", key: 7));
        await ListAsync(pass, other, Item("b", key: 7), Item("c", key: 7));

        Assert.Equal(2, await MatchAsync(pass, Item("x", key: 7), Item("y", key: 7)));

        Assert.Equal(["a", "b"], await IdsAsync(Disposition.AlreadyPresent));
        Assert.Equal(["c"], await PendingAsync());
    }

    [Fact]
    public async Task Matching_again_finds_nothing_more()
    {
        var (pass, folder) = await BeginAsync();
        await ListAsync(pass, folder, Item("a", key: 7), Item("b", key: 7));

        Assert.Equal(1, await MatchAsync(pass, Item("x", key: 7)));
        Assert.Equal(0, await Ledger.MatchDestinationAsync(pass, Inbox, User, default));
        Assert.Equal(0, await MatchAsync(pass, Item("x", key: 7)));
        Assert.Equal(1, await MatchAsync(pass, Item("x", key: 7), Item("y", key: 7)));
    }

    [Fact]
    public async Task What_was_imported_accounts_for_what_is_there()
    {
        var (pass, folder) = await BeginAsync();
        await ListAsync(pass, folder, Item("a", key: 7), Item("b", key: 7), Item("c", key: 7));
        await DecideAsync(pass, "b", Disposition.Imported);

        Assert.Equal(0, await MatchAsync(pass, Item("x", key: 7)));
        Assert.Equal(1, await MatchAsync(pass, Item("x", key: 7), Item("y", key: 7)));
        Assert.Equal(["a"], await IdsAsync(Disposition.AlreadyPresent));
    }

    [Fact]
    public async Task Items_without_a_search_key_stay_pending()
    {
        var (pass, folder) = await BeginAsync();
        await ListAsync(pass, folder, Item("a") with { SearchKey = null });

        Assert.Equal(0, await MatchAsync(pass, Item("x") with { SearchKey = null }));
        Assert.Equal(["a"], await PendingAsync());
    }

    [Fact]
    public async Task An_item_listed_twice_at_the_destination_is_one_item()
    {
        var (pass, folder) = await BeginAsync();
        await ListAsync(pass, folder, Item("a", key: 7), Item("b", key: 7));

        Assert.Equal(1, await MatchAsync(pass, Item("x", key: 7), Item("x", key: 7)));
        Assert.Equal(1, await MatchAsync(pass, Item("x", key: 7), Item("x", key: 7) with { ShardId = "aux" }));
    }

    [Fact]
    public async Task Failed_items_found_present_are_present_before_pending_ones()
    {
        var (pass, folder) = await BeginAsync();
        await ListAsync(pass, folder, Item("a", key: 7), Item("b", key: 7));
        await DecideAsync(pass, "b", Disposition.Failed, ErrorIds.ImportUncertain);

        Assert.Equal(1, await MatchAsync(pass, Item("x", key: 7)));

        var present = Assert.Single(await Ledger.ReadItemsAsync(User, Disposition.AlreadyPresent, 0, 10, default));
        Assert.Equal(("b", null, Time.GetUtcNow()), (present.Source.Id, present.ErrorId, present.DecidedUtc));
        Assert.Equal(["a"], await PendingAsync());
    }

    [Fact]
    public async Task Excluded_items_are_left_out_whatever_the_destination_holds()
    {
        var (pass, folder) = await BeginAsync();
        await ListAsync(pass, folder, Item("a", key: 7));
        await DecideAsync(pass, "a", Disposition.Excluded);

        Assert.Equal(0, await MatchAsync(pass, Item("x", key: 7)));
    }

    [Fact]
    public async Task An_item_that_got_a_new_id_is_not_copied_again()
    {
        var (pass, folder) = await BeginAsync();
        await ListAsync(pass, folder, Item("a", key: 7));
        await DecideAsync(pass, "a", Disposition.Imported);

        // Moved away and back, or by Exchange into another shard: a new id, the same search key.
        var next = await Ledger.BeginPassAsync(User, PassKind.Full, default);
        await ListAsync(next, folder, Item("a2", key: 7) with { ShardId = "aux" });
        await Ledger.CompleteSourceFolderAsync(next, folder, default);

        Assert.Equal(1, await MatchAsync(next, Item("x", key: 7)));
        Assert.Empty(await PendingAsync());

        // The first one comes back beside it: now there are two, and one at the destination.
        var third = await Ledger.BeginPassAsync(User, PassKind.Full, default);
        await ListAsync(third, folder, Item("a", key: 7), Item("a2", key: 7) with { ShardId = "aux" }, Item("a3", key: 7));
        await Ledger.CompleteSourceFolderAsync(third, folder, default);
        Assert.Equal(0, await MatchAsync(third, Item("x", key: 7), Item("y", key: 7)));
        Assert.Equal(1, await MatchAsync(third, Item("x", key: 7), Item("y", key: 7), Item("z", key: 7)));
    }

    [Fact]
    public async Task The_destination_of_another_user_or_folder_is_not_matched()
    {
        var (pass, folder) = await BeginAsync();
        await ListAsync(pass, folder, Item("a", key: 7));
        await Ledger.BeginDestinationListingAsync(Inbox, OtherUser, default);
        await Ledger.RecordDestinationItemsAsync(Inbox, OtherUser, [Item("x", key: 7)], default);
        await Ledger.BeginDestinationListingAsync("D-sent", User, default);
        await Ledger.RecordDestinationItemsAsync("D-sent", User, [Item("x", key: 7)], default);

        Assert.Equal(0, await MatchAsync(pass));
        Assert.Equal(0, await Ledger.MatchDestinationAsync(pass, "D-never-listed", User, default));
    }

    [Fact]
    public async Task With_a_new_ledger_and_a_half_filled_destination_exactly_what_is_missing_is_pending()
    {
        var (pass, folder) = await BeginAsync();
        var source = Enumerable.Range(0, 200).Select(number => Item($"s{number}", key: number / 3)).ToArray();
        await ListAsync(pass, folder, source);
        await Ledger.CompleteSourceFolderAsync(pass, folder, default);
        var there = source.Where((_, number) => number % 2 == 0).Select(item => item with { Id = "d" + item.Id, Size = item.Size + 100 }).Append(Item("strange", key: 9999)).ToArray();

        Assert.Equal(100, await MatchAsync(pass, there));

        var missing = (await Ledger.ReadPendingAsync(User, 0, 1000, default)).Select(item => Convert.ToHexString(item.Source.SearchKey!));
        var expected = source.Where((_, number) => number % 2 == 1).Select(item => Convert.ToHexString(item.SearchKey!));
        Assert.Equal(expected.Order(), missing.Order());
    }

    [Fact]
    public async Task What_became_of_the_addresses_in_an_item_is_kept_and_counted()
    {
        var (pass, folder) = await BeginAsync();
        await ListAsync(pass, folder, Item("mapped"), Item("nothing"), Item("odd"), Item("off"), Item("tagged"), Item("both"));
        await ImportAsync(pass, "tagged", ItemMapping.Nothing with { TagsRemoved = true });
        await ImportAsync(pass, "both", new ItemMapping(ItemMappingOutcome.Mapped, 1) { TagsRemoved = true });
        await ImportAsync(pass, "mapped", new ItemMapping(ItemMappingOutcome.Mapped, 7, 2));
        await ImportAsync(pass, "nothing", ItemMapping.Nothing);
        await ImportAsync(pass, "odd", new ItemMapping(ItemMappingOutcome.NotMapped, Reason: "it is odd"));
        await ImportAsync(pass, "off", null);

        var items = await Ledger.ReadItemsAsync(User, Disposition.Imported, 0, 10, default);
        var notMapped = await Ledger.ReadNotMappedItemsAsync(User, 0, 10, default);

        Assert.Equal(["mapped 7 addresses", "nothing to map", "not mapped: it is odd", null, "retention tags removed", "mapped 1 address, retention tags removed"], items.Select(item => item.Mapping?.ToString()));
        Assert.Equal(("odd", "it is odd", Disposition.Imported), (Assert.Single(notMapped).Source.Id, notMapped[0].Mapping!.Reason, notMapped[0].Disposition));
        Assert.Empty(await Ledger.ReadNotMappedItemsAsync(User, notMapped[0].Key, 10, default));
        Assert.Equal(new MappingTally(2, 8, 1, 2, 2), (await Ledger.ReadTallyAsync(User, default)).Mapping);
        Assert.Equal(MappingTally.None, (await Ledger.ReadTallyAsync(OtherUser, default)).Mapping);
    }

    [Fact]
    public async Task An_item_decided_anew_counts_as_it_was_decided_last()
    {
        var (pass, folder) = await BeginAsync();
        await ListAsync(pass, folder, Item("a"), Item("b"));
        var keys = (await Ledger.ReadPendingAsync(User, 0, 10, default)).Select(item => item.Key).ToArray();
        foreach (var mapping in new[] { new ItemMapping(ItemMappingOutcome.NotMapped, Reason: "odd"), ItemMapping.Nothing with { TagsRemoved = true }, new ItemMapping(ItemMappingOutcome.Mapped, 3) })
        {
            await Ledger.RecordOutcomeAsync(Imported(pass, keys[0], mapping), default);
            await Ledger.RecordOutcomeAsync(Imported(pass, keys[1], mapping), default);
        }

        await Ledger.RecordOutcomeAsync(new ItemOutcome { ItemKey = keys[1], PassId = pass, Disposition = Disposition.Pending }, default);

        Assert.Equal(new MappingTally(1, 3, 0, 0, 0), (await Ledger.ReadTallyAsync(User, default)).Mapping);
        Assert.Empty(await Ledger.ReadNotMappedItemsAsync(User, 0, 10, default));
    }

    [Fact]
    public async Task Distinguished_names_are_summed_over_users_without_case_and_an_item_counts_once()
    {
        var (pass, folder) = await BeginAsync();
        await ListAsync(pass, folder, Item("a"), Item("b"));
        var keys = (await Ledger.ReadPendingAsync(User, 0, 10, default)).Select(item => item.Key).ToArray();
        LegacyAddress[] inA = [new("/o=X/cn=Anna", 2, 1, null), new("/o=X/cn=bert", 1, 0, "bert@contoso.com")];
        await Ledger.RecordOutcomeAsync(Imported(pass, keys[0], new ItemMapping(ItemMappingOutcome.Mapped, 1)) with { LegacyAddresses = inA }, default);
        await Ledger.RecordOutcomeAsync(Imported(pass, keys[0], new ItemMapping(ItemMappingOutcome.Mapped, 1)) with { LegacyAddresses = inA }, default);
        await Ledger.RecordOutcomeAsync(Imported(pass, keys[1], null) with { Disposition = Disposition.Failed, LegacyAddresses = inA }, default);
        await Ledger.FlushAsync(default);
        await Ledger.RecordOutcomeAsync(Imported(pass, keys[1], ItemMapping.Nothing) with { LegacyAddresses = [new("/O=X/CN=ANNA", 5, 5, "anna@contoso.com")] }, default);

        var met = await Ledger.ReadLegacyAddressesAsync([User, OtherUser], default);

        Assert.Equal(["/O=X/CN=ANNA", "/O=X/CN=BERT"], met.Select(address => address.LegacyDn.ToUpperInvariant()));
        Assert.Equal((7, 6, 2, "anna@contoso.com"), (met[0].Count, met[0].UnmappedCount, met[0].ItemCount, met[0].SmtpAddress));
        Assert.Equal((1, 0, 1, "bert@contoso.com"), (met[1].Count, met[1].UnmappedCount, met[1].ItemCount, met[1].SmtpAddress));
        Assert.Empty(await Ledger.ReadLegacyAddressesAsync([OtherUser], default));
    }

    protected static ItemOutcome Imported(long pass, long key, ItemMapping? mapping) => new() { ItemKey = key, PassId = pass, Disposition = Disposition.Imported, Mapping = mapping };

    protected static MailboxItem Item(string id, int size = 1, int key = 0) => new()
    {
        Id = id,
        ShardId = "main",
        ItemClass = "IPM.Note",
        Size = size,
        SearchKey = [0x53, (byte)(key >> 8), (byte)key],
        ChangeKey = "v1",
        LastModifiedUtc = DateTimeOffset.UnixEpoch,
    };

    protected static MailboxFolder Folder(string id, string path) => new() { Id = id, Name = id, Path = path };

    protected async Task<(long Pass, long Folder)> BeginAsync()
    {
        var pass = await Ledger.BeginPassAsync(User, PassKind.Full, default);
        return (pass, await AddFolderAsync(pass, "inbox", Inbox));
    }

    protected async Task<long> AddFolderAsync(long pass, string id, string destination)
    {
        var folder = await Ledger.RecordFolderAsync(pass, Folder(id, $"/{char.ToUpperInvariant(id[0])}{id[1..]}"), default);
        await Ledger.SetDestinationFolderAsync(folder.Key, Folder(destination, $"/{destination}"), default);
        return folder.Key;
    }

    protected Task ListAsync(long pass, long folder, params MailboxItem[] items) => Ledger.RecordSourceItemsAsync(pass, folder, items, default);

    protected async Task DecideAsync(long pass, string id, Disposition disposition, string? error = null)
    {
        var item = (await Ledger.ReadPendingAsync(User, 0, 1000, default)).Single(item => item.Source.Id == id);
        await Ledger.RecordOutcomeAsync(
            new ItemOutcome
            {
                ItemKey = item.Key,
                PassId = pass,
                Disposition = disposition,
                Error = error is null ? null : new MigrationException(error, MigrationErrorKind.Service, error),
            },
            default);
    }

    private async Task ImportAsync(long pass, string id, ItemMapping? mapping)
    {
        var item = (await Ledger.ReadPendingAsync(User, 0, 1000, default)).Single(item => item.Source.Id == id);
        await Ledger.RecordOutcomeAsync(Imported(pass, item.Key, mapping), default);
    }

    protected async Task<IEnumerable<string>> PendingAsync() => await IdsAsync(Disposition.Pending);

    private async Task<IEnumerable<string>> IdsAsync(Disposition disposition) => (await Ledger.ReadItemsAsync(User, disposition, 0, 1000, default)).Select(item => item.Source.Id);

    private async Task<int> MatchAsync(long pass, params MailboxItem[] destination)
    {
        await Ledger.BeginDestinationListingAsync(Inbox, User, default);
        foreach (var page in destination.Chunk(50))
        {
            await Ledger.RecordDestinationItemsAsync(Inbox, User, page, default);
        }

        return await Ledger.MatchDestinationAsync(pass, Inbox, User, default);
    }
}
