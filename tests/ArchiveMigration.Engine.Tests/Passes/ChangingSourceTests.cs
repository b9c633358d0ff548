using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Passes;
using ArchiveMigration.Engine.Progress;
using ArchiveMigration.Engine.Tests.Mailboxes;

namespace ArchiveMigration.Engine.Tests.Passes;

/// <summary>A source that is used while it is migrated.</summary>
public sealed class ChangingSourceTests
{
    private static readonly DateTimeOffset Later = DateTimeOffset.UnixEpoch.AddYears(30);

    [Fact]
    public async Task A_second_pass_over_an_unchanged_folder_lists_ids_only()
    {
        await using var rig = new Rig();
        var (source, destination, inbox) = Fill(rig, 30);
        await rig.RunAsync();
        var listed = source.ListedPages;

        Assert.Equal(MigrationStatus.Completed, (await rig.RunAsync()).Status);

        Assert.Equal(listed, source.ListedPages);
        Assert.Equal(30, destination.ImportCount);
    }

    [Fact]
    public async Task What_is_new_is_found_by_its_time_of_change()
    {
        await using var rig = new Rig();
        var (source, destination, inbox) = Fill(rig, 30, modified: DateTimeOffset.UnixEpoch.AddDays(1));
        await rig.RunAsync();
        var listed = source.ListedPages;
        source.Alter(source.AddItem(inbox, "new"), lastModified: Later);

        await rig.RunAsync();

        Assert.Equal(listed + 1, source.ListedPages);
        Assert.Contains(destination.Items, item => item.Text == "new");
    }

    [Fact]
    public async Task What_was_moved_in_with_an_old_time_of_change_is_found_too()
    {
        await using var rig = new Rig();
        var (source, destination, inbox) = Fill(rig, 30, modified: Later);
        await rig.RunAsync();
        source.AddItem(inbox, "moved in");

        await rig.RunAsync();

        Assert.Equal(Texts(source), Texts(destination));
    }

    [Fact]
    public async Task An_item_that_a_shifting_listing_leaves_out_has_not_vanished()
    {
        await using var rig = new Rig();
        var (source, destination, _) = Fill(rig, 30);
        await rig.RunAsync();
        source.LeaveOutOnce(source.Items[7]);

        await rig.RunAsync();

        Assert.Empty(await ItemsAsync(rig, Disposition.Vanished));
        Assert.Equal(30, (await ItemsAsync(rig, Disposition.Imported)).Count);
        Assert.Equal(30, destination.ImportCount);
    }

    [Fact]
    public async Task A_new_item_that_a_shifting_listing_leaves_out_is_found_by_the_folders_count()
    {
        await using var rig = new Rig();
        var (source, destination, _) = Fill(rig, 30, itemCount: 30);
        source.LeaveOutOnce(source.Items[7]);

        await rig.RunAsync();

        Assert.Equal(Texts(source), Texts(destination));
    }

    [Fact]
    public async Task Deleted_items_have_vanished_and_those_already_copied_stay()
    {
        await using var rig = new Rig();
        var (source, destination, inbox) = Fill(rig, 5);
        await rig.RunAsync();
        var corrupt = source.AddItem(inbox, "corrupt");
        source.OnExport = item => item.Id == corrupt.Item.Id ? new MigrationException(ErrorIds.ItemCorrupt, MigrationErrorKind.InvalidData, "corrupt") : null;
        await rig.RunAsync();
        source.Remove(source.Items[0]);
        source.Remove(corrupt);

        Assert.Equal(MigrationStatus.Completed, (await rig.RunAsync()).Status);

        Assert.Equal(corrupt.Item.Id, Assert.Single(await ItemsAsync(rig, Disposition.Vanished)).Source.Id);
        Assert.Equal(5, destination.Items.Count);
    }

    [Fact]
    public async Task A_folder_that_moves_to_another_shard_between_two_listings_of_it_is_not_copied_again()
    {
        await using var rig = new Rig();
        var (source, destination, inbox) = Fill(rig, 30);
        await rig.RunAsync();
        source.AddItem(inbox, "new");
        var listings = 0;
        source.OnList = () =>
        {
            if (++listings == 2)
            {
                source.MoveToShard(inbox, "MBX:aux");
            }
        };

        // The listing is given up and the user's next turn in the same run begins anew.
        Assert.Equal(MigrationStatus.Completed, (await rig.RunAsync()).Status);

        Assert.True(listings > 2);
        Assert.Equal(Texts(source), Texts(destination));
    }

    [Fact]
    public async Task A_folder_that_is_renamed_is_not_copied_again()
    {
        await using var rig = new Rig();
        var (source, destination, inbox) = Fill(rig, 5);
        await rig.RunAsync();
        source.Rename(inbox, "Renamed");
        source.AddItem(inbox, "new");

        await rig.RunAsync();

        Assert.Equal(Texts(source), Texts(destination));
        var there = destination.Folders.Single(folder => folder.Path == "Renamed");
        Assert.Equal("new", Assert.Single(destination.Items, item => item.FolderId == there.Id).Text);
    }

    [Fact]
    public async Task Edited_items_are_told_of_and_updated_when_asked()
    {
        await using var rig = new Rig();
        var (source, destination, _) = Fill(rig, 3);
        await rig.RunAsync();
        source.Alter(source.Items[1], text: "edited", changeKey: "2", lastModified: Later);

        await rig.RunAsync();
        Assert.Equal(["mail 0", "mail 1", "mail 2"], Texts(destination));
        Assert.Contains("1 item was changed at the source", Assert.Single(rig.Events.OfType<MigrationEvent.Warning>()).Message, StringComparison.Ordinal);

        rig.Events.Clear();
        var result = await rig.RunAsync(new RunRequest { UpdateChanged = true });

        Assert.Equal(MigrationStatus.Completed, result.Status);
        Assert.Equal(["edited", "mail 0", "mail 2"], Texts(destination));
        Assert.Equal(3, destination.ImportCount);
        Assert.Empty(rig.Events.OfType<MigrationEvent.Warning>());
        Assert.All(await ItemsAsync(rig, Disposition.Imported), item => Assert.False(item.ChangedSinceMigrated));

        source.Alter(source.Items[1], text: "edited again", changeKey: "3", lastModified: Later.AddDays(1));
        await rig.RunAsync(new RunRequest { UpdateChanged = true });
        Assert.Equal(["edited again", "mail 0", "mail 2"], Texts(destination));
    }

    [Fact]
    public async Task A_copy_that_was_edited_too_is_left_as_it_is_and_said_so()
    {
        await using var rig = new Rig();
        var (source, destination, _) = Fill(rig, 2);
        await rig.RunAsync();
        source.Alter(source.Items[0], text: "edited", changeKey: "2", lastModified: Later);
        var copy = destination.Items.Single(item => item.Text == "mail 0");
        destination.Alter(copy, text: "edited there", changeKey: "there");

        var result = await rig.RunAsync(new RunRequest { UpdateChanged = true });

        Assert.Equal(MigrationStatus.Completed, result.Status);
        Assert.Equal(["edited there", "mail 1"], Texts(destination));
        var left = Assert.Single(await ItemsAsync(rig, Disposition.Imported), item => item.ChangedSinceMigrated);
        Assert.Equal((ErrorIds.DestinationItemChanged, copy.Item.Id), (left.ErrorId, left.DestinationItemId));
        Assert.Contains("could not be updated", Assert.Single(rig.Events.OfType<MigrationEvent.Warning>()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_update_without_an_answer_makes_no_second_item()
    {
        await using var rig = new Rig();
        var (source, destination, _) = Fill(rig, 1);
        await rig.RunAsync();
        source.Alter(source.Items[0], text: "edited", changeKey: "2", lastModified: Later);
        destination.OnImport = _ => throw new MigrationException(ErrorIds.ImportUncertain, MigrationErrorKind.Connection, "lost") { IsTransient = true };

        await rig.RunAsync(new RunRequest { UpdateChanged = true });
        destination.OnImport = _ => Task.CompletedTask;
        await rig.RunAsync(new RunRequest { UpdateChanged = true });

        Assert.Equal(["edited"], Texts(destination));
    }

    private static (InMemoryMailbox Source, InMemoryMailbox Destination, MailboxFolder Inbox) Fill(Rig rig, int count, DateTimeOffset? modified = null, int itemCount = 0)
    {
        var (source, destination) = rig.AddUser("anna");
        var inbox = source.AddFolder("Inbox", itemCount: itemCount);
        for (var number = 0; number < count; number++)
        {
            var item = source.AddItem(inbox, $"mail {number}");
            if (modified is { } time)
            {
                source.Alter(item, lastModified: time);
            }
        }

        return (source, destination, inbox);
    }

    private static IEnumerable<string> Texts(InMemoryMailbox mailbox) => mailbox.Items.Select(item => item.Text).Order(StringComparer.Ordinal);

    private static async Task<List<LedgerItem>> ItemsAsync(Rig rig, Disposition disposition)
    {
        List<LedgerItem> items = [];
        await foreach (var item in rig.Engine.GetItemsAsync(rig.Engine.Catalog.GetUsers("Merger").Single(), disposition, default))
        {
            items.Add(item);
        }

        return items;
    }
}
