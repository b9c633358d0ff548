using ArchiveMigration.Engine.Passes;
using ArchiveMigration.Engine.Progress;
using ArchiveMigration.Engine.Tests.Passes;
using ArchiveMigration.Engine.Undo;

namespace ArchiveMigration.Engine.Tests.Undo;

/// <summary>What an undo removes, what it leaves, and what the ledger says afterwards.</summary>
public sealed class UndoTests
{
    [Fact]
    public async Task Exactly_what_was_imported_is_removed_and_a_new_start_copies_it_again()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        var (inbox, notes) = (source.AddFolder("Inbox"), source.AddFolder("Notes"));
        Array.ForEach(["a", "b", "c", "c"], text => source.AddItem(inbox, text));
        source.AddItem(notes, "keyless dated n");
        var there = destination.AddFolder("Inbox");
        destination.AddItem(there, "b");
        destination.AddItem(there, "theirs");
        await rig.RunAsync();

        var undone = await UndoAsync(rig);

        Assert.Equal(["b", "theirs"], destination.Items.Select(item => item.Text));
        Assert.Equal((UndoStatus.Undone, 4, 4, 1), (undone.Status, undone.ImportedItemCount, undone.RemovedItemCount, undone.AlreadyPresentItemCount));
        Assert.Equal(5, source.Items.Count);
        var after = await rig.StatisticsAsync();
        Assert.Equal((MigrationStatus.Queued, 4, 1), (after.Status, after.PendingItemCount, after.SyncedItemCount));
        Assert.Contains("4 items", after.StatusDetail!, StringComparison.Ordinal);

        await rig.RunAsync();
        Assert.Equal(["a", "b", "c", "c", "keyless dated n", "theirs"], destination.Items.Select(item => item.Text).Order(StringComparer.Ordinal));
        Assert.Equal(MigrationStatus.Completed, (await rig.StatisticsAsync()).Status);
    }

    [Fact]
    public async Task What_was_changed_since_is_left_unless_forced()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        var inbox = source.AddFolder("Inbox");
        Array.ForEach(["a", "b"], text => source.AddItem(inbox, text));
        await rig.RunAsync();
        destination.Alter(destination.Items.Single(item => item.Text == "b"), changeKey: "2");

        var first = await UndoAsync(rig);

        Assert.Equal(["b"], destination.Items.Select(item => item.Text));
        Assert.Equal((UndoStatus.UndoneInPart, 1, 1), (first.Status, first.RemovedItemCount, first.ChangedItemCount));
        var problem = Assert.Single(first.Problems);
        Assert.Equal((UndoReason.Changed, "Inbox", "IPM.Note", ErrorIds.DestinationItemChanged), (problem.Reason, problem.Folder, problem.ItemClass, problem.ErrorId));
        Assert.Equal(1, (await rig.StatisticsAsync()).SyncedItemCount);

        var second = await UndoAsync(rig, new UndoRequest { EvenChanged = true });
        Assert.Equal((UndoStatus.Undone, 1), (second.Status, second.RemovedItemCount));
        Assert.Empty(destination.Items);
    }

    [Fact]
    public async Task Another_item_under_the_id_and_one_that_is_gone_are_named_and_not_touched()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        var inbox = source.AddFolder("Inbox");
        Array.ForEach(["a", "b", "c"], text => source.AddItem(inbox, text));
        await rig.RunAsync();
        destination.Remove(destination.Items.Single(item => item.Text == "a"));
        destination.ReplaceKey(destination.Items.Single(item => item.Text == "b"), [9]);

        var undone = await UndoAsync(rig);

        Assert.Equal(["b"], destination.Items.Select(item => item.Text));
        Assert.Equal([UndoReason.NotOurs, UndoReason.Missing], undone.Problems.Select(problem => problem.Reason).Order());
        Assert.Equal((1, 2), (undone.RemovedItemCount, undone.MissingItemCount));

        // What is not to be found counts as copied still: the next start does not copy it a second time.
        Assert.Equal(2, (await rig.StatisticsAsync()).SyncedItemCount);

        // Unless that is wanted.
        Assert.Equal(2, (await UndoAsync(rig, new UndoRequest { EvenChanged = true })).MissingItemCount);
        Assert.Equal((1, 2), ((await rig.StatisticsAsync()).SyncedItemCount, (await rig.StatisticsAsync()).PendingItemCount));
    }

    [Fact]
    public async Task Copies_in_a_folder_that_was_renamed_at_the_source_are_found_too()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        var old = source.AddFolder("Old");
        source.AddItem(old, "a");
        await rig.RunAsync();
        source.Rename(old, "New");
        source.AddItem(source.Folders[0], "b");
        await rig.RunAsync();

        var undone = await UndoAsync(rig);

        Assert.Equal((UndoStatus.Undone, 2), (undone.Status, undone.RemovedItemCount));
        Assert.Empty(destination.Items);
    }

    [Fact]
    public async Task Empty_folders_are_removed_when_we_made_them_and_only_then()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        source.AddItem(source.AddFolder("2019", source.AddFolder("Inbox")), "a");
        var kept = source.AddFolder("Kept");
        source.AddItem(kept, "b");
        source.AddFolder("Theirs");
        destination.AddFolder("Theirs");
        await rig.RunAsync();
        destination.AddItem(destination.Folders.Single(folder => folder.Name == "Kept"), "added by somebody");

        var undone = await UndoAsync(rig);

        Assert.Equal(["Theirs", "Kept"], destination.Folders.Select(folder => folder.Name));
        Assert.Equal(2, undone.RemovedFolderCount);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_deleted_stays_with_a_warning()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        source.AddItem(source.AddFolder("Inbox"), "a");
        await rig.RunAsync();
        destination.OnDeleteFolder = _ => throw Refusal(ErrorIds.ServiceError, "The folder is expanded.");

        var undone = await UndoAsync(rig);

        Assert.Equal((UndoStatus.Undone, 0), (undone.Status, undone.RemovedFolderCount));
        Assert.Contains(rig.Events.OfType<MigrationEvent.Warning>(), warning => warning.Message.Contains("'Inbox' stays", StringComparison.Ordinal) && warning.Message.Contains("req-1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Items_on_hold_are_told_one_by_one_with_the_services_words()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        var inbox = source.AddFolder("Inbox");
        Array.ForEach(["a", "b"], text => source.AddItem(inbox, text));
        await rig.RunAsync();
        var held = destination.Items.Single(item => item.Text == "b").Item.Id;
        destination.OnDelete = id => id == held ? throw Refusal(ErrorIds.ItemHeld, "On hold.") : Task.CompletedTask;

        var undone = await UndoAsync(rig, new UndoRequest { Permanently = true });

        Assert.Equal((UndoStatus.UndoneInPart, 1, 1), (undone.Status, undone.RemovedItemCount, undone.RefusedItemCount));
        var problem = Assert.Single(undone.Problems);
        Assert.Equal((UndoReason.Refused, "ErrorAccessDenied", "req-1", held), (problem.Reason, problem.ServiceCode, problem.RequestId, problem.DestinationItemId));
        Assert.Equal((1, 1), ((await rig.StatisticsAsync()).SyncedItemCount, (await rig.StatisticsAsync()).PendingItemCount));
    }

    [Fact]
    public async Task A_copy_that_could_not_be_removed_can_still_be_updated()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        var item = source.AddItem(source.AddFolder("Inbox"), "a|1");
        await rig.RunAsync();
        source.Alter(item, "a|2", changeKey: "2", lastModified: DateTimeOffset.UtcNow);
        await rig.RunAsync();
        destination.OnDelete = _ => throw Refusal(ErrorIds.ItemHeld, "On hold.");
        await UndoAsync(rig, new UndoRequest { Permanently = true });

        await rig.RunAsync(new RunRequest { UpdateChanged = true });

        Assert.Equal(["a|2"], destination.Items.Select(copy => copy.Text));
    }

    [Fact]
    public async Task A_mailbox_on_hold_is_not_asked_a_million_times()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        var inbox = source.AddFolder("Inbox");
        foreach (var number in Enumerable.Range(0, 700))
        {
            source.AddItem(inbox, $"item {number}");
        }

        await rig.RunAsync();
        var asked = 0;
        destination.OnDelete = _ =>
        {
            Interlocked.Increment(ref asked);
            throw Refusal(ErrorIds.ItemHeld, "On hold.");
        };

        var undone = await UndoAsync(rig, new UndoRequest { Permanently = true });

        Assert.Equal((UndoStatus.Failed, 400), (undone.Status, asked));
        Assert.Equal(700, (await rig.StatisticsAsync()).SyncedItemCount);
    }

    [Fact]
    public async Task A_mailbox_that_refuses_everything_is_given_up_with_the_reason_and_others_go_on()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        var inbox = source.AddFolder("Inbox");
        Array.ForEach(["a", "b"], text => source.AddItem(inbox, text));
        var (other, there) = rig.AddUser("bert");
        other.AddItem(other.AddFolder("Inbox"), "c");
        await rig.RunAsync();
        destination.OnDelete = _ => throw Refusal(ErrorIds.PermissionDenied, "Not allowed.");

        var results = await rig.Engine.UndoAsync("Merger", new UndoRequest(), rig, default);

        Assert.Equal([UndoStatus.Failed, UndoStatus.Undone], results.Select(result => result.Status));
        Assert.Contains("Not allowed. Nothing was removed.", results[0].Detail!, StringComparison.Ordinal);
        Assert.Equal(2, destination.Items.Count);
        Assert.Empty(there.Items);
        Assert.Equal(2, (await rig.Engine.GetStatisticsAsync("Merger", default))[0].SyncedItemCount);
    }

    [Fact]
    public async Task A_preview_counts_and_changes_nothing()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        var inbox = source.AddFolder("Inbox");
        Array.ForEach(["a", "bb", "ccc"], text => source.AddItem(inbox, text));
        await rig.RunAsync();
        destination.Alter(destination.Items.Single(item => item.Text == "bb"), changeKey: "2");

        var looked = await UndoAsync(rig, new UndoRequest { IsPreview = true });

        Assert.Equal((UndoStatus.Previewed, 2, 4, 1), (looked.Status, looked.RemovedItemCount, looked.RemovedItemSize, looked.ChangedItemCount));
        Assert.Equal(3, destination.Items.Count);
        Assert.Equal((MigrationStatus.Completed, 3), ((await rig.StatisticsAsync()).Status, (await rig.StatisticsAsync()).SyncedItemCount));
    }

    [Fact]
    public async Task An_item_gone_from_the_source_counts_as_vanished_afterwards()
    {
        await using var rig = new Rig();
        var (source, _) = rig.AddUser("anna");
        var inbox = source.AddFolder("Inbox");
        Array.ForEach(["a", "b"], text => source.AddItem(inbox, text));
        await rig.RunAsync();
        source.Remove(source.Items[0]);
        await rig.RunAsync();

        await UndoAsync(rig);

        Assert.Equal((1, 1), ((await rig.StatisticsAsync()).VanishedItemCount, (await rig.StatisticsAsync()).PendingItemCount));
    }

    [Fact]
    public async Task Nothing_imported_means_nothing_to_undo()
    {
        await using var rig = new Rig();
        rig.AddUser("anna");
        Assert.Equal(UndoStatus.NothingToUndo, (await UndoAsync(rig)).Status);
        Assert.Null((await rig.StatisticsAsync()).StatusDetail);
    }

    [Fact]
    public async Task Only_one_runner_works_on_a_store()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        source.AddItem(source.AddFolder("Inbox"), "a");
        await rig.RunAsync();
        MigrationException? refused = null;
        destination.OnDelete = async _ => refused = await Assert.ThrowsAsync<MigrationException>(() => rig.RunAsync());

        await UndoAsync(rig);

        Assert.Equal(ErrorIds.StoreInUse, refused!.ErrorId);
        Assert.Contains("undo of project Merger", refused.Message, StringComparison.Ordinal);
    }

    internal static MigrationException Refusal(string errorId, string message)
        => new(errorId, MigrationErrorKind.Permission, message) { ServiceCode = "ErrorAccessDenied", RequestId = "req-1" };

    internal static async Task<UndoResult> UndoAsync(Rig rig, UndoRequest? request = null, CancellationToken stop = default)
        => Assert.Single(await rig.Engine.UndoAsync("Merger", request ?? new UndoRequest(), rig, stop));
}
