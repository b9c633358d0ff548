using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Progress;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Proof;
using ArchiveMigration.Engine.Tests.Mailboxes;
using ArchiveMigration.Engine.Tests.Proof;

namespace ArchiveMigration.Engine.Tests.Passes.Filters;

/// <summary>What rules leave out is counted by rule and never copied; what they left out before comes along when they are gone; the proof agrees.</summary>
public sealed class FilteredPassTests
{
    [Fact]
    public async Task Each_rule_leaves_out_what_it_says_and_is_named_with_its_counts()
    {
        await using var rig = new Rig(new ProjectOptions
        {
            ExcludeCategory = [ItemCategory.Task],
            ReceivedAfter = Day(2015),
            ReceivedBefore = Day(2020),
            MaximumItemSize = 1000,
            ExcludeFolders = ["Junk/*"],
        });
        var (source, destination) = rig.AddUser("anna");
        var inbox = source.AddFolder("Inbox");
        var junk = source.AddFolder("Junk");
        Dated(source, source.AddItem(inbox, "kept"), 2017);
        Dated(source, source.AddItem(inbox, "old"), 2014);
        Dated(source, source.AddItem(inbox, "first day"), 2015);
        Dated(source, source.AddItem(inbox, "new"), 2020);
        Dated(source, source.AddItem(inbox, "large", size: 1001), 2017);
        Dated(source, source.AddItem(inbox, "just small enough", size: 1000), 2017);
        Dated(source, source.AddItem(source.AddFolder("Tasks", folderClass: "IPF.Task"), "task", itemClass: "IPM.Task"), 2017);
        Dated(source, source.AddItem(junk, "spam"), 2017);
        Dated(source, source.AddItem(source.AddFolder("More", junk), "more spam"), 2017);

        var run = await rig.RunAsync();

        Assert.Equal((MigrationStatus.Completed, 0), (run.Status, run.ExitCode));
        Assert.Equal(["first day", "just small enough", "kept"], destination.Items.Select(item => item.Text).Order());
        Assert.Equal(["Inbox", "Tasks"], destination.Folders.Select(folder => folder.Path));
        var statistics = await rig.StatisticsAsync();
        Assert.Equal((9, 3, 6, 100), (statistics.TotalItemCount, statistics.SyncedItemCount, statistics.ExcludedItemCount, statistics.PercentComplete));
        Assert.Equal(
            ["ExcludeFolders: Junk/* 2", "ExcludeCategory: Task 1", "MaximumItemSize: 1.0 KB 1", "ReceivedAfter: 2015-01-01 1", "ReceivedBefore: 2020-01-01 1"],
            statistics.ExcludedBy.Select(rule => $"{rule.Rule} {rule.Count}"));
        Assert.Equal(1001, statistics.ExcludedBy.Single(rule => rule.Rule.StartsWith("Maximum", StringComparison.Ordinal)).Size);

        var proof = await rig.ProveAsync();
        Assert.Equal((ProofVerdict.Complete, "9=3+6+0+0+0"), (proof.Verdict, proof.Columns()));
        Assert.Equal(statistics.ExcludedBy.ToDictionary(rule => rule.Rule, rule => rule.Count), proof.UserProofs[0].ExcludedBy);

        // With contents compared each item is looked at; without, folders that come out even are set aside.
        var each = await rig.ProveAsync(new ProofRequest { ContentShare = 1 });
        Assert.Equal((proof.Verdict, proof.Columns()), (each.Verdict, each.Columns()));
        Assert.Equal(proof.UserProofs[0].ExcludedBy, each.UserProofs[0].ExcludedBy);
        Assert.Equal(proof.UserProofs[0].Folders.Select(row => $"{row.Path} {row.Columns()}"), each.UserProofs[0].Folders.Select(row => $"{row.Path} {row.Columns()}"));
    }

    [Fact]
    public async Task What_was_never_received_counts_by_its_last_change_and_what_has_no_date_is_not_left_out()
    {
        await using var rig = new Rig(new ProjectOptions { ReceivedBefore = Day(2020) });
        var (source, destination) = rig.AddUser("anna");
        var contacts = source.AddFolder("Contacts", folderClass: "IPF.Contact");
        source.Alter(source.AddItem(contacts, "late", itemClass: "IPM.Contact"), lastModified: Day(2021));
        source.Alter(source.AddItem(contacts, "early", itemClass: "IPM.Contact"), lastModified: Day(2019));

        await rig.RunAsync();

        Assert.Equal(["early"], destination.Items.Select(item => item.Text));
        Assert.Null(ArchiveMigration.Engine.Passes.Filters.ProjectFilter.Of(new ProjectOptions { ReceivedBefore = Day(2020) }).ExcludedBy(ItemCategory.Mail, 1, null));
    }

    [Fact]
    public async Task A_rule_that_is_gone_lets_the_next_pass_copy_what_it_left_out()
    {
        await using var rig = new Rig(new ProjectOptions { ExcludeFolders = ["Junk"], MaximumItemSize = 1000 });
        var (source, destination) = rig.AddUser("anna");
        source.AddItem(source.AddFolder("Junk"), "spam");
        source.AddItem(source.AddFolder("Inbox"), "large", size: 1001);
        await rig.RunAsync();
        Assert.Empty(destination.Items);

        Change(rig, options => options with { ExcludeFolders = [] });
        var before = await rig.ProveAsync();
        Assert.Equal("2=0+1+0+0+1", before.Columns());
        Assert.Equal(["FolderMissing Junk:"], before.Named());
        await rig.RunAsync();

        Assert.Equal(["spam"], destination.Items.Select(item => item.Text));
        Assert.Equal("2=1+1+0+0+0", (await rig.ProveAsync()).Columns());

        Change(rig, options => options with { MaximumItemSize = null });
        before = await rig.ProveAsync();
        Assert.Equal("A rule left it out that the project has no more (MaximumItemSize: 1.0 KB); the next pass copies it.", before.UserProofs[0].Findings.Single().Detail);
        await rig.RunAsync();
        Assert.Equal(["large", "spam"], destination.Items.Select(item => item.Text).Order());
        Assert.Equal((ProofVerdict.Complete, 0), ((await rig.ProveAsync()).Verdict, (await rig.StatisticsAsync()).ExcludedItemCount));
    }

    [Fact]
    public async Task A_rule_that_comes_later_leaves_alone_what_was_copied_and_takes_what_failed()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        var junk = source.AddFolder("Junk");
        source.AddItem(junk, "copied");
        var broken = source.AddItem(junk, "broken");
        source.OnExport = item => item.Id == broken.Item.Id ? new MigrationException(ErrorIds.ItemCorrupt, MigrationErrorKind.InvalidData, "Corrupt.") : null;
        await rig.RunAsync();

        Change(rig, options => options with { ExcludeFolders = ["Junk/*"] });
        source.AddItem(junk, "late");
        var run = await rig.RunAsync();

        Assert.Equal(MigrationStatus.Completed, run.Status);
        Assert.Equal(["copied"], destination.Items.Select(item => item.Text));
        var statistics = await rig.StatisticsAsync();
        Assert.Equal((1, 2, 0), (statistics.SyncedItemCount, statistics.ExcludedItemCount, statistics.FailedItemCount));
        Assert.Equal("3=1+2+0+0+0", (await rig.ProveAsync()).Columns());

        destination.Remove(destination.Items[0]);
        Assert.Equal("3=0+2+0+0+1", (await rig.ProveAsync()).Columns());
    }

    [Fact]
    public async Task With_the_store_lost_what_is_there_stays_there_also_when_a_rule_would_leave_it_out_now()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        source.AddItem(source.AddFolder("Junk"), "copied");
        await rig.RunAsync();

        await using var other = new Rig(new ProjectOptions { ExcludeFolders = ["Junk"] });
        var (again, there) = other.AddUser("anna");
        var junk = again.AddFolder("Junk");
        again.AddItem(junk, "copied");
        again.AddItem(junk, "other");
        there.AddItem(there.AddFolder("Junk"), "copied");
        await other.RunAsync();

        var statistics = await other.StatisticsAsync();
        Assert.Equal((1, 1), (statistics.AlreadyPresentItemCount, statistics.ExcludedItemCount));
        Assert.Equal("2=1+1+0+0+0", (await other.ProveAsync()).Columns());
        Assert.Single(destination.Items);
    }

    [Fact]
    public async Task Folders_mapped_to_one_are_counted_once_each_and_copies_in_them_stay_copies()
    {
        await using var rig = new Rig(new ProjectOptions { FolderMapping = ["^(2018|2019)$->Old/All"], ExcludeFolders = ["2020"] });
        var (source, destination) = rig.AddUser("anna");
        var (one, two) = (source.AddFolder("2018"), source.AddFolder("2019"));
        source.AddItem(one, "same");
        source.AddItem(two, "same");
        source.AddItem(one, "left");
        source.AddItem(two, "right");
        source.AddItem(source.AddFolder("2020"), "out");

        await rig.RunAsync();
        await rig.RunAsync();

        Assert.Equal(["Old", "Old/All"], destination.Folders.Select(folder => folder.Path));
        Assert.Equal(["left", "right", "same", "same"], destination.Items.Select(item => item.Text).Order());
        Assert.Equal((5, 4), ((await rig.StatisticsAsync()).TotalItemCount, (await rig.StatisticsAsync()).SyncedItemCount));
        var proof = await rig.ProveAsync();
        Assert.Equal((ProofVerdict.Complete, "5=4+1+0+0+0"), (proof.Verdict, proof.Columns()));
        Assert.Equal(["2018 Old/All 2=2+0+0+0+0", "2019 Old/All 2=2+0+0+0+0", "2020  1=0+1+0+0+0"], proof.UserProofs[0].Folders.Select(folder => $"{folder.Path} {folder.DestinationPath} {folder.Columns()}"));

        destination.Remove(destination.Items.First(item => item.Text == "same"));
        Assert.Equal("5=3+1+0+0+1", (await rig.ProveAsync()).Columns());
    }

    [Fact]
    public async Task A_token_that_nothing_answers_to_is_warned_of()
    {
        await using var rig = new Rig(new ProjectOptions { ExcludeFolders = ["#DeletedItems#/*"] });
        var (source, _) = rig.AddUser("anna");
        source.AddItem(source.AddFolder("Papierkorb"), "one");

        await rig.RunAsync();

        Assert.Contains(rig.Events, happened => happened is MigrationEvent.Warning warning && warning.Message.Contains("#DeletedItems#", StringComparison.Ordinal));
    }

    private static DateTimeOffset Day(int year) => new(year, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static void Dated(InMemoryMailbox mailbox, InMemoryMailbox.StoredItem item, int year) => mailbox.Alter(item, dated: Day(year));

    private static void Change(Rig rig, Func<ProjectOptions, ProjectOptions> change)
    {
        var project = rig.Engine.Catalog.GetProject("Merger");
        rig.Engine.Catalog.UpdateProject(project with { Options = change(project.Options) });
    }
}
