using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Sandbox.Audits;
using ArchiveMigration.Sandbox.Exchange;
using ArchiveMigration.Sandbox.Faults;
using ArchiveMigration.Sandbox.Hosting;
using ArchiveMigration.Sandbox.Mailboxes;

namespace ArchiveMigration.Engine.Tests.Exchange;

/// <summary>Trouble over real connections.</summary>
public class SandboxTroubleTests
{
    [Theory]
    [InlineData(FaultKind.Throttle, 2)]
    [InlineData(FaultKind.ThrottleSilently, 2)]
    [InlineData(FaultKind.ThrottleThenEmptyPage, 2)]
    [InlineData(FaultKind.InternalServerError, 2)]
    [InlineData(FaultKind.BadGateway, 2)]
    [InlineData(FaultKind.ServiceUnavailable, 2)]
    [InlineData(FaultKind.GatewayTimeout, 2)]
    [InlineData(FaultKind.DropBeforeAnswer, 2)]
    [InlineData(FaultKind.DropMidAnswer, 2)]
    [InlineData(FaultKind.TruncatedJson, 2)]
    [InlineData(FaultKind.EmptyPage, 1)]
    public async Task Listings_are_whole_after_any_trouble(FaultKind kind, int times)
    {
        await using PretendTenants tenants = await PretendTenants.StartAsync();
        tenants.Fill("Inbox", 600);
        IMailbox mailbox = await tenants.OpenSourceAsync();
        MailboxFolder inbox = await mailbox.FolderAsync("Inbox");
        tenants.Host.Faults.Add(new SandboxFault(kind) { Operation = SandboxOperation.ListItems, Count = times, Skip = 1 });

        List<MailboxItem> items = await mailbox.ItemsAsync(inbox);

        Assert.Equal((600, 600), (items.Count, items.Select(item => item.Id).Distinct().Count()));
        Assert.NotEmpty(tenants.Host.Faults.Happened);
    }

    [Theory]
    [InlineData(FaultKind.ThrottleThenEmptyPage)]
    [InlineData(FaultKind.DropMidAnswer)]
    [InlineData(FaultKind.TruncatedJson)]
    [InlineData(FaultKind.EmptyPage)]
    public async Task Sweeps_are_whole_after_any_trouble_and_say_the_same_as_listings(FaultKind kind)
    {
        await using PretendTenants tenants = await PretendTenants.StartAsync();
        tenants.Fill("Inbox", 2_500);
        IMailbox mailbox = await tenants.OpenSourceAsync();
        MailboxFolder inbox = await mailbox.FolderAsync("Inbox");
        List<MailboxItem> items = await mailbox.ItemsAsync(inbox);
        tenants.Host.Faults.Add(new SandboxFault(kind) { Operation = SandboxOperation.ListItems, Count = 1, Skip = 1 });

        List<ItemVersion> versions = await mailbox.VersionsAsync(inbox);

        Assert.Equal(items.Select(item => new ItemVersion(item.Id, item.ShardId, item.ChangeKey)), versions);
        Assert.NotEmpty(tenants.Host.Faults.Happened);
    }

    [Fact]
    public async Task Only_what_was_changed_after_a_time_is_listed_when_that_is_asked_for()
    {
        await using PretendTenants tenants = await PretendTenants.StartAsync();
        tenants.Fill("Inbox", 100);
        IMailbox mailbox = await tenants.OpenSourceAsync();
        MailboxFolder inbox = await mailbox.FolderAsync("Inbox");
        List<MailboxItem> items = await mailbox.ItemsAsync(inbox);

        List<MailboxItem> later = await mailbox.ItemsAsync(inbox, items[79].LastModifiedUtc);

        // Told to the second, compared with its fractions: one of the same second comes again.
        Assert.InRange(later.Count, 20, 21);
    }

    [Theory]
    [InlineData(FaultKind.Throttle, true)]
    [InlineData(FaultKind.InternalServerError, true)]
    [InlineData(FaultKind.ServiceUnavailable, true)]
    [InlineData(FaultKind.DropBeforeAnswer, true)]
    [InlineData(FaultKind.DropMidAnswer, null)]
    [InlineData(FaultKind.TruncatedJson, null)]
    [InlineData(FaultKind.MissingItems, true)]
    [InlineData(FaultKind.CorruptItems, false)]
    public async Task Every_item_is_answered_once_after_any_trouble(FaultKind kind, bool? allExported)
    {
        await using PretendTenants tenants = await PretendTenants.StartAsync();
        SandboxFolder folder = tenants.Fill("Inbox", 8);
        IMailbox mailbox = await tenants.OpenSourceAsync();
        List<MailboxItem> items = await mailbox.ItemsAsync(await mailbox.FolderAsync("Inbox"));
        tenants.Host.Faults.Add(new SandboxFault(kind) { Operation = SandboxOperation.ExportItems, Count = 1, AfterBytes = 5000 });

        var answers = await mailbox.ExportAllAsync([.. items]);

        Assert.Equal(items.Select(item => item.Id).Order(), answers.Select(answer => answer.Item.Id).Order());
        bool allAreThere = answers.TrueForAll(answer => answer.Content is not null);
        Assert.Equal(allExported ?? allAreThere, allAreThere);
        foreach (var (item, content, error) in answers)
        {
            if (content is not null)
            {
                int serial = items.FindIndex(listed => listed.Id == item.Id);
                Assert.Equal(Convert.ToHexString(folder.Items.Find(serial)!.ComputeHash()), Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(Convert.FromBase64String(System.Text.Encoding.ASCII.GetString(content)))));
            }
            else
            {
                Assert.True(error!.IsTransient || error.ErrorId == ErrorIds.ItemCorrupt);
            }
        }
    }

    [Theory]
    [InlineData(FaultKind.Throttle, null)]
    [InlineData(FaultKind.ExpiredSession, null)]
    [InlineData(FaultKind.LostResponse, ErrorIds.ImportUncertain)]
    [InlineData(FaultKind.DropMidAnswer, ErrorIds.ImportUncertain)]
    [InlineData(FaultKind.ErrorAfterCommit, ErrorIds.ImportUncertain)]
    public async Task An_item_is_never_imported_twice(FaultKind kind, string? expected)
    {
        await using PretendTenants tenants = await PretendTenants.StartAsync();
        tenants.Fill("Inbox", 1);
        tenants.Host.Faults.Add(new SandboxFault(kind) { Operation = SandboxOperation.ImportItem, Count = 1 });

        var failure = await Record.ExceptionAsync(() => ImportOneAsync(tenants, streamed: false)) as MigrationException;

        Assert.Equal(expected, failure?.ErrorId);
        Assert.Equal(1, SandboxAudit.Compare(tenants.Source, tenants.Destination).DestinationItems);
    }

    [Theory]
    [InlineData(FaultKind.Throttle)]
    [InlineData(FaultKind.ExpiredSession)]
    public async Task Content_that_streams_once_is_not_spent_on_a_refusal_that_comes_before_it_is_wanted(FaultKind kind)
    {
        await using PretendTenants tenants = await PretendTenants.StartAsync();
        tenants.Fill("Inbox", 1);
        tenants.Host.Faults.Add(new SandboxFault(kind) { Operation = SandboxOperation.ImportItem, Count = 1 });

        await ImportOneAsync(tenants, streamed: true);

        Assert.Equal(1, SandboxAudit.Compare(tenants.Source, tenants.Destination).Intact);
    }

    [Theory]
    [InlineData(413)]
    [InlineData(500)]
    [InlineData(507)]
    public async Task A_full_archive_is_told_from_a_sick_one(int status)
    {
        await using PretendTenants tenants = await PretendTenants.StartAsync(new ExchangeBehaviour { QuotaStatus = status });
        tenants.Fill("Inbox", 1);
        tenants.Destination.Archive!.QuotaBytes = 10;

        var failure = await Assert.ThrowsAnyAsync<MigrationException>(() => ImportOneAsync(tenants, streamed: false));

        Assert.Equal(ErrorIds.QuotaExceeded, failure.ErrorId);
    }

    [Fact]
    public async Task A_folder_that_holds_as_many_items_as_it_may_is_told_from_a_full_archive()
    {
        await using PretendTenants tenants = await PretendTenants.StartAsync();
        tenants.Fill("Inbox", 1);
        tenants.Destination.Archive!.AddPath("Inbox").Items.Add(new UniformItems(7, 1_000_000, 1000));

        var failure = await Assert.ThrowsAnyAsync<MigrationException>(() => ImportOneAsync(tenants, streamed: false));

        Assert.Equal(ErrorIds.FolderFull, failure.ErrorId);
        Assert.False(failure.IsTransient);
        Assert.Contains("Inbox", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tokens_that_are_taken_back_are_renewed_on_the_way()
    {
        await using PretendTenants tenants = await PretendTenants.StartAsync();
        tenants.Fill("Inbox", 3);
        IMailbox mailbox = await tenants.OpenSourceAsync();
        MailboxFolder inbox = await mailbox.FolderAsync("Inbox");
        tenants.Host.RevokeTokens();

        Assert.Equal(3, (await mailbox.ItemsAsync(inbox)).Count);
    }

    [Fact]
    public async Task Any_number_of_callers_never_meet_the_limit_of_four()
    {
        await using PretendTenants tenants = await PretendTenants.StartAsync();
        tenants.Fill("Inbox", 60);
        IMailbox source = await tenants.OpenSourceAsync();
        List<MailboxItem> items = await source.ItemsAsync(await source.FolderAsync("Inbox"));

        await Task.WhenAll(items.Chunk(3).Select(some => source.ExportAllAsync(some)));

        Assert.DoesNotContain("ApplicationThrottled", tenants.Host.Traffic.Refusals.Keys);
    }

    [Fact]
    public async Task A_folders_wrong_count_neither_hides_nor_invents_items()
    {
        await using PretendTenants tenants = await PretendTenants.StartAsync();
        tenants.Fill("Inbox", 300);
        IMailbox mailbox = await tenants.OpenSourceAsync();
        tenants.Host.Faults.Add(new SandboxFault(FaultKind.WrongCounts) { Operation = SandboxOperation.ListFolders });

        MailboxFolder inbox = await mailbox.FolderAsync("Inbox");

        Assert.Equal(303, inbox.ItemCount);
        Assert.Equal(300, (await mailbox.ItemsAsync(inbox)).Count);
        Assert.Equal(300, (await mailbox.VersionsAsync(inbox)).Count);
    }

    [Fact]
    public async Task What_a_shifting_listing_leaves_out_shows_in_a_sweep()
    {
        await using PretendTenants tenants = await PretendTenants.StartAsync();
        tenants.Fill("Inbox", 600);
        IMailbox mailbox = await tenants.OpenSourceAsync();
        MailboxFolder inbox = await mailbox.FolderAsync("Inbox");
        tenants.Host.Faults.Add(new SandboxFault(FaultKind.SkippedEntry) { Operation = SandboxOperation.ListItems, Count = 1, Skip = 1 });

        List<MailboxItem> items = await mailbox.ItemsAsync(inbox);

        Assert.Equal(599, items.Count);
        Assert.Single((await mailbox.VersionsAsync(inbox)).Select(version => version.Id).Except(items.Select(item => item.Id)));
    }

    [Fact]
    public async Task An_item_over_the_limit_is_refused_as_such()
    {
        await using PretendTenants tenants = await PretendTenants.StartAsync(new ExchangeBehaviour { MaximumItemBytes = 1500 });
        tenants.Fill("Inbox", 1);

        var failure = await Assert.ThrowsAnyAsync<MigrationException>(() => ImportOneAsync(tenants, streamed: false));

        Assert.Equal(ErrorIds.ItemTooLarge, failure.ErrorId);
    }

    [Fact]
    public async Task Folder_names_with_a_slash_and_names_that_are_there_make_no_second_folder()
    {
        await using PretendTenants tenants = await PretendTenants.StartAsync();
        tenants.Destination.Archive!.Root.AddFolder("Offers and/or Contracts");
        IMailbox destination = await tenants.OpenDestinationAsync();

        MailboxFolder there = await destination.CreateFolderAsync(null, "OFFERS and/or Contracts", "IPF.Note", default);
        MailboxFolder made = await destination.CreateFolderAsync(there, "A/B", "IPF.Note", default);
        MailboxFolder again = await (await tenants.OpenDestinationAsync()).CreateFolderAsync(there, "a/b", "IPF.Note", default);

        Assert.Equal(made.Id, again.Id);
        Assert.Equal(@"Offers and\/or Contracts/A\/B", (await destination.FoldersAsync()).Single(folder => folder.Id == made.Id).Path);
    }

    [Fact]
    public async Task An_update_takes_the_place_of_that_version_only()
    {
        await using PretendTenants tenants = await PretendTenants.StartAsync();
        tenants.Fill("Inbox", 2);
        IMailbox source = await tenants.OpenSourceAsync();
        IMailbox destination = await tenants.OpenDestinationAsync();
        List<MailboxItem> items = await source.ItemsAsync(await source.FolderAsync("Inbox"));
        MailboxFolder inbox = await destination.CreateFolderAsync(null, "Inbox", "IPF.Note", default);
        byte[] first = (await source.ExportAllAsync(items[0])).Single().Content!;
        byte[] second = (await source.ExportAllAsync(items[1])).Single().Content!;
        ImportedItem there = await destination.ImportAsync(inbox, new BufferedContent(first, false), default);

        ImportedItem updated = await destination.UpdateAsync(inbox, there, new BufferedContent(second, false), default);
        var refused = await Assert.ThrowsAnyAsync<MigrationException>(() => destination.UpdateAsync(inbox, there, new BufferedContent(first, false), default));

        Assert.Equal(ErrorIds.DestinationItemChanged, refused.ErrorId);
        MailboxItem only = Assert.Single(await destination.ItemsAsync(inbox));
        Assert.Equal((updated.Id, updated.ChangeKey), (only.Id, only.ChangeKey));
        Assert.Equal(items[1].SearchKey, only.SearchKey);
    }

    private static async Task ImportOneAsync(PretendTenants tenants, bool streamed)
    {
        IMailbox source = await tenants.OpenSourceAsync();
        IMailbox destination = await tenants.OpenDestinationAsync();
        MailboxItem item = (await source.ItemsAsync(await source.FolderAsync("Inbox"))).Single();
        MailboxFolder inbox = await destination.CreateFolderAsync(null, "Inbox", "IPF.Note", default);
        byte[] content = (await source.ExportAllAsync(item)).Single().Content!;
        await using var again = new BufferedContent(content, streamed);
        await destination.ImportAsync(inbox, again, default);
    }
}
