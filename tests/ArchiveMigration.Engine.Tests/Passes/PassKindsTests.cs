using ArchiveMigration.Engine.Passes;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Proof;
using ArchiveMigration.Engine.Tests.Mailboxes;
using ArchiveMigration.Engine.Tests.Proof;

namespace ArchiveMigration.Engine.Tests.Passes;

/// <summary>What each kind of pass copies, what it leaves for a later one, and what it says of the user.</summary>
public sealed class PassKindsTests
{
    [Fact]
    public async Task Verify_counts_and_moves_nothing_and_the_proof_does_not_take_it_for_a_migration()
    {
        await using var rig = new Rig(new ProjectOptions { ExcludeFolders = ["Junk"] });
        var (source, destination) = rig.AddUser("anna");
        source.AddItem(source.AddFolder("Inbox", itemCount: 1204), "one");
        source.AddFolder("Junk", itemCount: 3);

        var run = await rig.RunAsync(PassKind.Verify);

        Assert.Equal((MigrationStatus.Completed, 0), (run.Status, run.ExitCode));
        Assert.Empty(destination.Folders);
        var user = rig.Engine.Catalog.GetUsers("Merger")[0];
        Assert.Equal(MigrationStatus.Queued, user.Status);
        Assert.Equal("Verified: 2 folders with 1,207 items at the source, as Exchange counts them, 1 of the folders left out by a rule; the destination takes imports.", user.StatusDetail);
        Assert.Equal((PassKind.Verify, 0), ((await rig.StatisticsAsync()).LastPass, (await rig.StatisticsAsync()).TotalItemCount));
        Assert.Equal(UserProofState.NeverMigrated, (await rig.ProveAsync()).UserProofs[0].State);
    }

    [Fact]
    public async Task Verify_says_who_cannot_be_migrated_and_leaves_a_migrated_user_as_it_was()
    {
        await using var rig = new Rig();
        var (source, _) = rig.AddUser("anna");
        source.AddItem(source.AddFolder("Inbox"), "one");
        await rig.RunAsync();
        rig.Engine.Catalog.AddUsers("Merger", [new MigrationUser { Project = "Merger", SourceAddress = "nobody@contoso.example", DestinationAddress = "nobody@fabrikam.example" }]);

        var run = await rig.RunAsync(PassKind.Verify);

        Assert.Equal((MigrationStatus.CompletedWithErrors, 2), (run.Status, run.ExitCode));
        Assert.Equal([MigrationStatus.Completed, MigrationStatus.Failed], rig.Engine.Catalog.GetUsers("Merger").Select(user => user.Status));

        rig.Services.Add("Contoso", "nobody@contoso.example");
        rig.Services.Add("Fabrikam", "nobody@fabrikam.example");
        await rig.RunAsync(PassKind.Verify);
        Assert.Equal([MigrationStatus.Completed, MigrationStatus.Queued], rig.Engine.Catalog.GetUsers("Merger").Select(user => user.Status));
    }

    [Fact]
    public async Task A_trial_makes_all_folders_and_copies_ten_items_of_each_the_same_ones_again()
    {
        await using var rig = new Rig(new ProjectOptions { MaximumItemSize = 1000 });
        var (source, destination) = rig.AddUser("anna");
        var inbox = source.AddFolder("Inbox");
        source.AddFolder("Empty", inbox);
        source.AddItem(inbox, "left out", size: 1001);
        Fill(source, inbox, 25, "mail");
        Fill(source, source.AddFolder("Few"), 2, "few");

        var run = await rig.RunAsync(PassKind.Trial);
        await rig.RunAsync(PassKind.Trial);

        Assert.Equal((MigrationStatus.Synced, 0), (run.Status, run.ExitCode));
        Assert.Equal("A trial: 12 items are at the destination. Start-ArchiveMigration Merger migrates all.", run.Users[0].StatusDetail);
        Assert.Equal(["Inbox", "Inbox/Empty", "Few"], destination.Folders.Select(folder => folder.Path));
        Assert.Equal(12, destination.Items.Count);
        Assert.DoesNotContain("left out", destination.Items.Select(item => item.Text));
        Assert.True(run.Users[0].PercentComplete < 100);

        run = await rig.RunAsync();

        Assert.Equal(MigrationStatus.Completed, run.Status);
        Assert.Equal(27, destination.Items.Count);
        Assert.Equal("28=27+1+0+0+0", (await rig.ProveAsync()).Columns());
    }

    [Fact]
    public async Task A_trial_copies_five_megabytes_at_most()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        var inbox = source.AddFolder("Inbox");
        for (var number = 0; number < 4; number++)
        {
            source.AddItem(inbox, $"large {number}", size: 2 << 20);
        }

        source.AddItem(inbox, "small", size: 100);

        await rig.RunAsync(PassKind.Trial);

        Assert.Equal(["large 0", "large 1", "small"], destination.Items.Select(item => item.Text).Order());
    }

    [Fact]
    public async Task A_pass_over_old_items_leaves_newer_ones_for_a_later_pass()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        var inbox = source.AddFolder("Inbox");
        source.Alter(source.AddItem(inbox, "old"), dated: Day(2014));
        source.Alter(source.AddItem(inbox, "new"), dated: Day(2020));
        source.Alter(source.AddItem(inbox, "changed late"), lastModified: Day(2021));

        var run = await rig.RunAsync(new RunRequest { Before = Day(2020) });

        Assert.Equal((MigrationStatus.Synced, 0), (run.Status, run.ExitCode));
        Assert.Equal("2 items wait for a later pass: Start-ArchiveMigration Merger.", run.Users[0].StatusDetail);
        Assert.Equal(["old"], destination.Items.Select(item => item.Text));
        Assert.Equal((2, 0, 33), (run.Users[0].PendingItemCount, run.Users[0].ExcludedItemCount, run.Users[0].PercentComplete));
        Assert.Equal((ProofVerdict.NotComplete, "3=1+0+0+0+2"), ((await rig.ProveAsync()).Verdict, (await rig.ProveAsync()).Columns()));

        Assert.Equal(MigrationStatus.Completed, (await rig.RunAsync()).Status);
        Assert.Equal(3, destination.Items.Count);
    }

    [Fact]
    public async Task Retrying_takes_what_failed_and_nothing_that_waits_for_another_pass()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        var inbox = source.AddFolder("Inbox");
        source.Alter(source.AddItem(inbox, "broken"), dated: Day(2014));
        source.Alter(source.AddItem(inbox, "new"), dated: Day(2020));
        source.OnExport = _ => new MigrationException(ErrorIds.ItemCorrupt, MigrationErrorKind.InvalidData, "Corrupt.");
        var run = await rig.RunAsync(new RunRequest { Before = Day(2020) });
        Assert.Equal(MigrationStatus.CompletedWithErrors, run.Status);

        source.OnExport = _ => null;
        run = await rig.RunAsync(PassKind.RetryErrors);

        Assert.Equal(MigrationStatus.Synced, run.Status);
        Assert.Equal(["broken"], destination.Items.Select(item => item.Text));
    }

    [Fact]
    public async Task Errors_of_one_kind_are_retried_alone()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        var inbox = source.AddFolder("Inbox");
        var corrupt = source.AddItem(inbox, "corrupt");
        source.AddItem(inbox, "large");
        source.OnExport = item => new MigrationException(item.Id == corrupt.Item.Id ? ErrorIds.ItemCorrupt : ErrorIds.ItemTooLarge, MigrationErrorKind.InvalidData, "No.");
        await rig.RunAsync();

        source.OnExport = _ => null;
        var run = await rig.RunAsync(new RunRequest { Kind = PassKind.RetryErrors, ErrorId = "itemtoolarge" });

        Assert.Equal((MigrationStatus.CompletedWithErrors, 1), (run.Status, run.Users[0].FailedItemCount));
        Assert.Equal(["large"], destination.Items.Select(item => item.Text));
        Assert.Equal(MigrationStatus.Completed, (await rig.RunAsync(PassKind.RetryErrors)).Status);
    }

    [Fact]
    public async Task A_users_own_window_of_time_goes_before_the_projects_and_what_it_left_out_comes_when_it_is_taken_away()
    {
        await using var rig = new Rig(new ProjectOptions { ReceivedAfter = Day(2010) });
        var (source, destination) = rig.AddUser("anna");
        var inbox = source.AddFolder("Inbox");
        source.Alter(source.AddItem(inbox, "old"), dated: Day(2014));
        source.Alter(source.AddItem(inbox, "new"), dated: Day(2020));
        var anna = rig.Engine.Catalog.GetUsers("Merger")[0];
        rig.Engine.Catalog.UpdateUsers([anna with { Options = new UserOptions { ReceivedAfter = Day(2018) } }]);

        var run = await rig.RunAsync();

        Assert.Equal((MigrationStatus.Completed, 1), (run.Status, run.Users[0].ExcludedItemCount));
        Assert.Equal(["new"], destination.Items.Select(item => item.Text));
        Assert.Equal("ReceivedAfter: 2018-01-01", Assert.Single(run.Users[0].ExcludedBy).Rule);
        Assert.Equal("2=1+1+0+0+0", (await rig.ProveAsync()).Columns());

        rig.Engine.Catalog.UpdateUsers([anna]);
        await rig.RunAsync();
        Assert.Equal(2, destination.Items.Count);
    }

    private static DateTimeOffset Day(int year) => new(year, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static void Fill(InMemoryMailbox mailbox, Engine.Mailboxes.MailboxFolder folder, int count, string text)
    {
        for (var number = 0; number < count; number++)
        {
            mailbox.AddItem(folder, $"{text} {number:00}");
        }
    }
}
