using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Proof;
using ArchiveMigration.Engine.Tests.Ledger;
using ArchiveMigration.Engine.Tests.Mailboxes;
using ArchiveMigration.Engine.Tests.Passes;

namespace ArchiveMigration.Engine.Tests.Proof;

/// <summary>A migration that went well, and then something happens to one side: the proof names exactly that.</summary>
public sealed class ProofTests
{
    [Fact]
    public async Task A_migration_that_went_well_is_complete()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        Fill(source, destination);
        await rig.RunAsync();

        var proof = await rig.ProveAsync();

        Assert.Equal(ProofVerdict.Complete, proof.Verdict);
        Assert.Equal("7=7+0+0+0+0", proof.Columns());
        Assert.Empty(proof.Named());
        var user = Assert.Single(proof.UserProofs);
        Assert.Equal(["Inbox 4=4+0+0+0+0", "Inbox/2019 2=2+0+0+0+0", "Calendar 1=1+0+0+0+0"], user.Folders.Select(row => $"{row.Path} {row.Columns()}"));
        Assert.Equal((7, 0, 0), (user.DestinationItems, user.ThereBefore, user.Added));
        Assert.Equal(("id-of-Contoso", "id-of-Fabrikam"), (proof.SourceTenantId, proof.DestinationTenantId));
    }

    [Fact]
    public async Task What_the_last_proof_came_to_is_remembered_with_its_file_and_one_of_some_users_does_not_replace_one_of_all()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        Fill(source, destination);
        await rig.RunAsync();
        Assert.Null(rig.Engine.GetLastProof("Merger"));
        var folder = Directory.CreateTempSubdirectory("archivemigration-tests-");
        try
        {
            using var file = ProofFile.Prepare(Path.Combine(folder.FullName, "proof.json"), signWith: null, overwrite: false);
            var saved = rig.Engine.SaveProof(await rig.ProveAsync(), file);
            destination.Remove(destination.Items.Single(item => item.Text == "two"));
            await rig.ProveAsync(new ProofRequest { Users = [rig.Engine.Catalog.GetUsers("Merger")[0].SourceAddress] });

            var last = rig.Engine.GetLastProof("merger")!;

            Assert.Equal((saved.Id, ProofVerdict.Complete, "7=7+0+0+0+0"), (last.Id, last.Verdict, last.Columns()));
            Assert.Equal((saved.File!.Path, saved.File.Sha256), (last.File!.Path, last.File.Sha256));
            await rig.ProveAsync();
            Assert.Equal((ProofVerdict.NotComplete, null), (rig.Engine.GetLastProof("Merger")!.Verdict, rig.Engine.GetLastProof("Merger")!.File));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task An_item_removed_at_the_destination_is_named()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        Fill(source, destination);
        await rig.RunAsync();
        destination.Remove(destination.Items.Single(item => item.Text == "two"));

        var proof = await rig.ProveAsync();

        Assert.Equal(ProofVerdict.NotComplete, proof.Verdict);
        Assert.Equal("7=6+0+0+0+1", proof.Columns());
        var lost = source.Items.Single(item => item.Text == "two").Item;
        Assert.Equal([$"Missing Inbox: {lost.Id}"], proof.Named());
        var finding = proof.UserProofs[0].Findings[0];
        Assert.Equal((lost.ShardId, "IPM.Note", lost.Size), (finding.SourceShard, finding.ItemClass, finding.Size!.Value));
        Assert.StartsWith("Imported on 20", finding.Detail, StringComparison.Ordinal);
        Assert.Equal(["1 source item is unexplained."], proof.UserProofs[0].Reasons);
    }

    [Fact]
    public async Task An_item_added_behind_our_back_is_told_apart_from_what_was_there_before()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        var inbox = destination.AddFolder("Inbox");
        destination.AddItem(inbox, "their own", created: DateTimeOffset.UtcNow.AddDays(-1));
        Fill(source, destination);
        await rig.RunAsync();
        var added = destination.AddItem(inbox, "smuggled", created: DateTimeOffset.UtcNow);

        var proof = await rig.ProveAsync();

        Assert.Equal(ProofVerdict.CompleteWithAdditions, proof.Verdict);
        Assert.Equal("7=7+0+0+0+0", proof.Columns());
        Assert.Equal([$"Added Inbox: {added.Item.Id}"], proof.Named());
        Assert.Equal((1, 1, 9), (proof.ThereBefore, proof.Added, proof.DestinationItems));
    }

    [Fact]
    public async Task One_copy_more_than_the_source_has_is_named_a_duplicate()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        Fill(source, destination);
        await rig.RunAsync();
        var twice = destination.AddItem(destination.Folders.Single(folder => folder.Path == "Inbox"), "two", created: DateTimeOffset.UtcNow.AddMinutes(1));

        var proof = await rig.ProveAsync();

        Assert.Equal([$"Duplicate Inbox: {twice.Item.Id}"], proof.Named());
        Assert.Equal(ProofVerdict.CompleteWithAdditions, proof.Verdict);
    }

    [Fact]
    public async Task A_renamed_folder_is_named_once_and_its_items_and_subfolders_stay_verified()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        Fill(source, destination);
        await rig.RunAsync();
        destination.Rename(destination.Folders.Single(folder => folder.Path == "Inbox"), "Posteingang");

        var proof = await rig.ProveAsync();

        Assert.Equal(ProofVerdict.NotComplete, proof.Verdict);
        Assert.Equal("7=7+0+0+0+0", proof.Columns());
        Assert.Equal(["FolderRenamed Inbox:"], proof.Named());
        Assert.Equal("Posteingang", proof.UserProofs[0].Findings[0].DestinationFolder);
        Assert.Equal(["Posteingang", "Posteingang/2019", "Calendar"], proof.UserProofs[0].Folders.Select(row => row.DestinationPath));
    }

    [Fact]
    public async Task What_else_happened_in_a_renamed_folder_is_named_too()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        Fill(source, destination);
        await rig.RunAsync();
        var inbox = destination.Folders.Single(folder => folder.Path == "Inbox");
        destination.Rename(inbox, "Posteingang");
        destination.Remove(destination.Items.Single(item => item.Text == "two"));
        var added = destination.AddItem(inbox, "smuggled", created: DateTimeOffset.UtcNow);

        Assert.Equal(
            [$"Missing Inbox: {source.Items.Single(item => item.Text == "two").Item.Id}", "FolderRenamed Inbox:", $"Added Posteingang: {added.Item.Id}"],
            (await rig.ProveAsync()).Named());
    }

    [Fact]
    public async Task A_folder_without_items_of_its_own_is_found_again_by_those_below()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        var top = source.AddFolder("Top");
        var below = source.AddFolder("Below", top);
        source.AddItem(source.AddFolder("Deep", below), "one");
        await rig.RunAsync();
        destination.Rename(destination.Folders.Single(folder => folder.Path == "Top"), "Oben");

        var proof = await rig.ProveAsync();

        Assert.Equal(["FolderRenamed Top:"], proof.Named());
        Assert.Equal("1=1+0+0+0+0", proof.Columns());
    }

    [Fact]
    public async Task A_folder_that_is_gone_is_named_once_with_the_number_of_its_items()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        Fill(source, destination);
        await rig.RunAsync();
        destination.Remove(destination.Folders.Single(folder => folder.Path == "Inbox/2019"));

        var proof = await rig.ProveAsync();

        Assert.Equal(["FolderMissing Inbox/2019:"], proof.Named());
        Assert.Equal(2, proof.UserProofs[0].Findings[0].Items);
        Assert.Equal("7=5+0+0+0+2", proof.Columns());
    }

    [Fact]
    public async Task An_item_moved_to_another_folder_and_one_of_another_class_are_named_with_where_they_are()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        Fill(source, destination);
        await rig.RunAsync();
        var year = destination.Folders.Single(folder => folder.Path == "Inbox/2019");
        destination.Alter(destination.Items.Single(item => item.Text == "two"), folder: year);
        destination.Alter(destination.Items.Single(item => item.Text == "meeting"), itemClass: "IPM.Note");

        var proof = await rig.ProveAsync();

        string IdOf(string text) => source.Items.Single(item => item.Text == text).Item.Id;
        Assert.Equal([$"InOtherFolder Inbox: {IdOf("two")}", $"ClassDiffers Calendar: {IdOf("meeting")}"], proof.Named());
        Assert.Equal("Inbox/2019", proof.UserProofs[0].Findings[0].DestinationFolder);
        Assert.Equal("At the destination its class is IPM.Note.", proof.UserProofs[0].Findings[1].Detail);
        Assert.Equal("7=5+0+0+0+2", proof.Columns());
        Assert.Equal((0, 0), (proof.ThereBefore, proof.Added));
    }

    [Fact]
    public async Task Of_copies_with_one_search_key_as_many_are_verified_as_are_there()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        var inbox = source.AddFolder("Inbox");
        for (var copy = 0; copy < 5; copy++)
        {
            source.AddItem(inbox, "same");
        }

        await rig.RunAsync();
        destination.Remove(destination.Items[0]);
        destination.Remove(destination.Items[0]);

        Assert.Equal("5=3+0+0+0+2", (await rig.ProveAsync()).Columns());
    }

    [Fact]
    public async Task Of_copies_that_differ_the_one_that_is_gone_is_named()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        var inbox = source.AddFolder("Inbox");
        foreach (var second in (long[])[7, 8, 9])
        {
            var copy = source.AddItem(inbox, "same");
            source.Alter(copy, secondKey: second);
        }

        await rig.RunAsync();
        foreach (var (copy, second) in destination.Items.Zip((long[])[9, 8, 7]))
        {
            destination.Alter(copy, secondKey: second);
        }

        destination.Remove(destination.Items.Single(item => item.Item.SecondKey == 8));

        Assert.Equal([$"Missing Inbox: {source.Items.Single(item => item.Item.SecondKey == 8).Item.Id}"], (await rig.ProveAsync()).Named());
    }

    [Fact]
    public async Task An_item_deleted_at_the_source_afterwards_is_vanished_and_its_copy_is_not_foreign()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        Fill(source, destination);
        await rig.RunAsync();
        source.Remove(source.Items.Single(item => item.Text == "two"));

        var proof = await rig.ProveAsync();

        Assert.Equal((ProofVerdict.Complete, "7=6+0+0+1+0"), (proof.Verdict, proof.Columns()));
        Assert.Equal((1, 0, 0), (proof.UserProofs[0].CopiesOfVanished, proof.ThereBefore, proof.Added));
        Assert.Equal("Inbox 4=3+0+0+1+0", proof.UserProofs[0].Folders.Select(row => $"{row.Path} {row.Columns()}").First());
    }

    [Theory]
    [InlineData("mail", false)]
    [InlineData("mail", true)]
    [InlineData("keyless", false)]
    [InlineData("keyless", true)]
    public async Task A_copy_whose_import_nobody_recorded_is_not_foreign(string text, bool vanishes)
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        var item = source.AddItem(source.AddFolder("Inbox"), text);
        destination.OnImported = _ =>
        {
            rig.KeepStoreAsOfNow();
            throw new MigrationException(ErrorIds.StoreNotUsable, MigrationErrorKind.Store, "The process is dead.");
        };
        await Assert.ThrowsAsync<MigrationException>(() => rig.RunAsync());
        await rig.ReopenAfterKillAsync();
        var copy = Assert.Single(destination.Items);
        destination.Remove(copy);
        destination.AddItem(destination.Folders[0], text, created: TimeProvider.System.GetUtcNow());
        if (vanishes)
        {
            source.Remove(item);
        }

        await rig.RunAsync();
        var proof = await rig.ProveAsync();

        Assert.Equal((ProofVerdict.Complete, vanishes ? "1=0+0+0+1+0" : "1=1+0+0+0+0"), (proof.Verdict, proof.Columns()));
        Assert.Single(destination.Items);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_several_items_with_the_key_of_one_that_is_gone_the_copy_is_the_one_that_lies_where_it_was_put(bool otherCameAfter)
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        var other = destination.AddItem(destination.AddFolder("2018"), "two", created: DateTimeOffset.UtcNow.AddDays(otherCameAfter ? 1 : -1));
        source.AddFolder("2018");
        Fill(source, destination);
        await rig.RunAsync();
        source.Remove(source.Items.Single(item => item.Text == "two"));

        var proof = await rig.ProveAsync();

        Assert.Equal(otherCameAfter ? [$"Added 2018: {other.Item.Id}"] : [], proof.Named());
        Assert.Equal((1, otherCameAfter ? 0 : 1), (proof.UserProofs[0].CopiesOfVanished, proof.ThereBefore));
    }

    [Fact]
    public async Task The_copy_of_an_item_that_is_gone_is_not_foreign_where_somebody_moved_it_although_another_was_there_before()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        destination.AddItem(destination.AddFolder("2018"), "two", created: DateTimeOffset.UtcNow.AddDays(-1));
        Fill(source, destination);
        await rig.RunAsync();
        destination.Alter(destination.Items.Last(item => item.Text == "two"), folder: destination.Folders.Single(folder => folder.Path == "Calendar"));
        source.Remove(source.Items.Single(item => item.Text == "two"));

        var proof = await rig.ProveAsync();

        Assert.Equal((ProofVerdict.Complete, 1, 1), (proof.Verdict, proof.UserProofs[0].CopiesOfVanished, proof.ThereBefore));
    }

    [Theory]
    [InlineData(0.3, false)]
    [InlineData(0.7, true)]
    [InlineData(0, true)]
    public async Task Within_the_second_in_which_the_first_pass_began_only_what_surely_came_before_it_is_no_addition(double second, bool isAdded)
    {
        var began = new DateTimeOffset(2026, 11, 22, 20, 0, 0, 500, TimeSpan.Zero);
        await using var rig = new Rig(time: new ManualTimeProvider(began));
        var (source, destination) = rig.AddUser("anna");
        source.AddItem(source.AddFolder("Inbox"), "one");
        await rig.RunAsync();
        destination.AddItem(destination.Folders[0], "theirs", created: began.AddSeconds(second - 0.5));

        var proof = await rig.ProveAsync();

        Assert.Equal(isAdded ? (0, 1) : (1, 0), (proof.ThereBefore, proof.Added));
    }

    [Fact]
    public async Task An_item_deleted_at_both_sides_is_vanished_although_the_sides_agree()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        Fill(source, destination);
        await rig.RunAsync();
        source.Remove(source.Items.Single(item => item.Text == "two"));
        destination.Remove(destination.Items.Single(item => item.Text == "two"));

        Assert.Equal("7=6+0+0+1+0", (await rig.ProveAsync()).Columns());
    }

    [Fact]
    public async Task An_item_in_a_folder_that_is_gone_from_the_source_is_vanished()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        Fill(source, destination);
        await rig.RunAsync();
        source.Remove(source.Folders.Single(folder => folder.Path == "Inbox/2019"));

        var proof = await rig.ProveAsync();

        Assert.Equal((ProofVerdict.Complete, "7=5+0+0+2+0"), (proof.Verdict, proof.Columns()));
        Assert.Equal((2, 0), (proof.UserProofs[0].CopiesOfVanished, proof.Added));
    }

    [Fact]
    public async Task An_item_that_moved_at_the_source_and_so_got_another_id_is_not_counted_twice()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        Fill(source, destination);
        await rig.RunAsync();
        var inbox = source.Folders.Single(folder => folder.Path == "Inbox");
        source.Remove(source.Items.Single(item => item.Text == "two"));
        source.AddItem(inbox, "two", shard: "MBX:aux");

        var proof = await rig.ProveAsync();

        Assert.Equal((ProofVerdict.Complete, "7=7+0+0+0+0"), (proof.Verdict, proof.Columns()));
    }

    [Fact]
    public async Task An_item_that_came_to_the_source_after_the_last_pass_is_unexplained_and_says_so()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        Fill(source, destination);
        await rig.RunAsync();
        var late = source.AddItem(source.Folders[0], "late");

        var proof = await rig.ProveAsync();

        Assert.Equal([$"NotMigrated Inbox: {late.Item.Id}"], proof.Named());
        Assert.Equal("It came to the source after the last pass.", proof.UserProofs[0].Findings[0].Detail);
    }

    [Fact]
    public async Task Failed_and_excluded_items_are_explained_until_they_turn_up_at_the_destination()
    {
        await using var rig = new Rig(new ProjectOptions { MaximumItemSize = 5000 });
        var (source, destination) = rig.AddUser("dora");
        Fill(source, destination);
        source.AddItem(source.Folders.Single(folder => folder.Path == "Inbox"), "large", size: 5001);
        source.OnExport = item => item.Id == source.Items.Single(stored => stored.Text == "two").Item.Id
            ? new MigrationException(ErrorIds.ItemCorrupt, MigrationErrorKind.InvalidData, "The item is corrupt.")
            : null;
        await rig.RunAsync();

        var proof = await rig.ProveAsync();

        Assert.Equal((ProofVerdict.Complete, "8=6+1+1+0+0"), (proof.Verdict, proof.Columns()));
        Assert.Equal(1, proof.UserProofs[0].FailedBy[ErrorIds.ItemCorrupt]);
        Assert.Equal(1, proof.UserProofs[0].ExcludedBy["MaximumItemSize: 4.9 KB"]);

        destination.AddItem(destination.Folders.Single(folder => folder.Path == "Inbox"), "large", created: DateTimeOffset.UtcNow);
        Assert.Equal("8=7+0+1+0+0", (await rig.ProveAsync()).Columns());
        destination.AddItem(destination.Folders.Single(folder => folder.Path == "Inbox"), "two", created: DateTimeOffset.UtcNow);
        Assert.Equal("8=8+0+0+0+0", (await rig.ProveAsync()).Columns());
    }

    [Fact]
    public async Task Each_shard_of_an_expanded_archive_comes_out_even_by_itself()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("gustav");
        var inbox = source.AddFolder("Inbox");
        source.AddItem(inbox, "one");
        source.AddItem(inbox, "two", shard: "MBX:aux");
        source.AddItem(inbox, "three", shard: "MBX:aux");
        await rig.RunAsync();
        destination.Remove(destination.Items.Single(item => item.Text == "three"));

        var user = (await rig.ProveAsync()).UserProofs[0];

        Assert.Equal(["MBX:aux 2=1+0+0+0+1", "MBX:gustav@contoso.example 1=1+0+0+0+0"], user.Shards.Select(shard => $"{shard.ShardId} {shard.Columns()}"));
    }

    [Fact]
    public async Task Items_without_a_search_key_are_verified_by_the_recorded_id_and_told_apart()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        var inbox = source.AddFolder("Inbox");
        source.AddItem(inbox, "keyless one");
        source.AddItem(inbox, "keyless two");
        source.AddItem(inbox, "three");
        await rig.RunAsync();

        var proof = await rig.ProveAsync();
        Assert.Equal((ProofVerdict.Complete, "3=3+0+0+0+0"), (proof.Verdict, proof.Columns()));
        Assert.Equal(2, proof.UserProofs[0].VerifiedWithoutSearchKey);

        destination.Remove(destination.Items.Single(item => item.Text == "keyless two"));
        Assert.Equal([$"Missing Inbox: {source.Items.Single(item => item.Text == "keyless two").Item.Id}"], (await rig.ProveAsync()).Named());
    }

    [Fact]
    public async Task Everything_is_looked_for_under_the_target_root_folder_and_nothing_beside_it()
    {
        await using var rig = new Rig(new ProjectOptions { TargetRootFolder = "Old/Contoso" });
        var (source, destination) = rig.AddUser("anna");
        destination.AddItem(destination.AddFolder("Inbox"), "somebody's");
        Fill(source, destination);
        await rig.RunAsync();

        var proof = await rig.ProveAsync();

        Assert.Equal((ProofVerdict.Complete, 7), (proof.Verdict, proof.DestinationItems));
        Assert.Equal("Old/Contoso/Inbox", proof.UserProofs[0].Folders[0].DestinationPath);
    }

    [Fact]
    public async Task A_folder_that_is_listed_short_is_named_and_the_proof_is_not_complete()
    {
        await using var rig = new Rig();
        var (source, _) = rig.AddUser("anna");
        source.AddItem(source.AddFolder("Inbox", itemCount: 2), "one");
        await rig.RunAsync();

        var proof = await rig.ProveAsync();

        Assert.Equal(["ListingShort Inbox:"], proof.Named());
        Assert.Equal(ProofVerdict.NotComplete, proof.Verdict);
    }

    [Fact]
    public async Task An_item_that_a_shifting_listing_left_out_is_found_by_reading_again()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        Fill(source, destination);
        await rig.RunAsync();
        destination.LeaveOutOnce(destination.Items.Single(item => item.Text == "two"));
        source.LeaveOutOnce(source.Items.Single(item => item.Text == "three"));

        var proof = await rig.ProveAsync();

        Assert.Equal((ProofVerdict.Complete, "7=7+0+0+0+0"), (proof.Verdict, proof.Columns()));
    }

    [Fact]
    public async Task A_user_who_was_never_migrated_and_one_who_cannot_be_read_are_said_and_others_go_on()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        Fill(source, destination);
        rig.AddUser("erik");
        await rig.RunAsync();
        rig.AddUser("nora");
        rig.Services.Remove("Fabrikam", "erik@fabrikam.example");

        var proof = await rig.ProveAsync();

        Assert.Equal(ProofVerdict.NotComplete, proof.Verdict);
        Assert.Equal([UserProofState.Read, UserProofState.NotRead, UserProofState.NeverMigrated], proof.UserProofs.Select(user => user.State));
        Assert.Equal(ProofVerdict.Complete, proof.UserProofs[0].Verdict);
        Assert.Contains("Nobody has the address erik@fabrikam.example", Assert.Single(proof.UserProofs[1].Reasons), StringComparison.Ordinal);
        Assert.Equal((3, 1, 1), (proof.Users, proof.NeverMigrated, proof.NotRead));
        Assert.False((await rig.ProveAsync(new ProofRequest { Users = ["anna@contoso.example"] })).IsWholeProject);
    }

    [Fact]
    public async Task A_proof_is_refused_while_a_pass_runs_and_leaves_the_ledger_as_it_is()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        Fill(source, destination);
        await rig.RunAsync();
        var before = await rig.StatisticsAsync();
        var refused = new TaskCompletionSource<MigrationException>();
        source.AddItem(source.Folders[0], "late");
        destination.OnImport = async _ => refused.TrySetResult(await Assert.ThrowsAsync<MigrationException>(() => rig.ProveAsync()));

        await rig.RunAsync();

        var failure = await refused.Task;
        Assert.Equal(ErrorIds.StoreInUse, failure.ErrorId);
        Assert.Contains("Merger cannot be proved while the store is at work: Full pass of project Merger", failure.Message, StringComparison.Ordinal);
        var statistics = await rig.StatisticsAsync();
        await rig.ProveAsync();
        Assert.Equal(statistics.ToString(), (await rig.StatisticsAsync()).ToString());
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(rig.StorePath)!, "*.proof-*"));
        Assert.Equal(before.PassCount + 1, statistics.PassCount);
    }

    [Fact]
    public async Task A_proof_that_is_stopped_ends_at_once_and_leaves_nothing_behind()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        Fill(source, destination);
        await rig.RunAsync();
        using var stop = new CancellationTokenSource();
        source.OnList = stop.Cancel;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rig.ProveAsync(stop: stop.Token));

        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(rig.StorePath)!, "*.proof-*"));
        source.OnList = () => { };
        Assert.Equal(ProofVerdict.Complete, (await rig.ProveAsync()).Verdict);
    }

    [Fact]
    public async Task Of_many_findings_some_are_listed_and_all_are_counted()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        var inbox = source.AddFolder("Inbox");
        for (var number = 0; number < UserProof.MostFindingsOfAKind + 50; number++)
        {
            source.AddItem(inbox, $"item {number}");
        }

        await rig.RunAsync();
        foreach (var item in destination.Items)
        {
            destination.Remove(item);
        }

        var user = (await rig.ProveAsync()).UserProofs[0];

        Assert.Equal((UserProof.MostFindingsOfAKind, 50, UserProof.MostFindingsOfAKind + 50), (user.Findings.Count, user.FindingsNotListed, user.Unexplained));
    }

    private static void Fill(InMemoryMailbox source, InMemoryMailbox destination)
    {
        var inbox = source.AddFolder("Inbox");
        var year = source.AddFolder("2019", inbox);
        var calendar = source.AddFolder("Calendar", folderClass: "IPF.Appointment");
        destination.ClassOf = text => text == "meeting" ? "IPM.Appointment" : "IPM.Note";
        foreach (var text in (string[])["one", "two", "three", "four"])
        {
            source.AddItem(inbox, text);
        }

        source.AddItem(year, "five");
        source.AddItem(year, "six");
        source.AddItem(calendar, "meeting", itemClass: "IPM.Appointment");
    }
}
