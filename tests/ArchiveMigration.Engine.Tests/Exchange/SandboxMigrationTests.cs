using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Sandbox.Audits;
using ArchiveMigration.Sandbox.Exchange;
using ArchiveMigration.Sandbox.Items;
using ArchiveMigration.Sandbox.Mailboxes;

namespace ArchiveMigration.Engine.Tests.Exchange;

/// <summary>Whole ways through the sandbox: from one pretend tenant to the other.</summary>
public class SandboxMigrationTests
{
    [Fact]
    public async Task A_tenant_is_described_after_signing_in()
    {
        await using PretendTenants tenants = await PretendTenants.StartAsync();
        tenants.Scenario.SourceApplication.GrantedRoles.Add("Organization.Read.All");

        TenantDescription tenant = await tenants.SourceService.DescribeTenantAsync(default);

        Assert.Equal(tenants.Scenario.Source.Id.ToString(), tenant.TenantId);
        Assert.Equal("Contoso GmbH", tenant.DisplayName);
        Assert.Equal("EU", tenant.Region);
        Assert.Null(tenant.CredentialExpiresUtc);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Items_arrive_byte_for_byte(bool streamed)
    {
        await using PretendTenants tenants = await PretendTenants.StartAsync();
        tenants.Fill("Inbox/2019", 30);
        tenants.Fill("Inbox", 3, size: 700_000);

        await CopyAsync(await tenants.OpenSourceAsync(), await tenants.OpenDestinationAsync(), streamed);

        Assert.All(SandboxAudit.Compare(tenants.Source, tenants.Destination).Folders, folder => Assert.Equal(folder.SourceItems, folder.Intact));
        Assert.Equal(33, SandboxAudit.Compare(tenants.Source, tenants.Destination).Folders.Sum(folder => folder.DestinationItems));
    }

    [Fact]
    public async Task Items_without_a_search_key_have_the_same_second_key_after_they_arrived()
    {
        await using PretendTenants tenants = await PretendTenants.StartAsync();
        tenants.Source.Archive!.AddPath("Inbox").Items.Add(new RecipeItems(20, number => ItemRecipe.For(7, number, ItemShape.Mail, 4000) with { HasNoSearchKey = true }));
        IMailbox source = await tenants.OpenSourceAsync();
        IMailbox destination = await tenants.OpenDestinationAsync();

        await CopyAsync(source, destination, streamed: false);

        List<MailboxItem> from = await source.ItemsAsync(await source.FolderAsync("Inbox"));
        List<MailboxItem> to = await destination.ItemsAsync(await destination.FolderAsync("Inbox"));
        Assert.All(from, item => Assert.Null(item.SearchKey));
        Assert.Equal(20, from.Select(item => item.SecondKey).OfType<long>().Distinct().Count());
        Assert.Equal(from.Select(item => item.SecondKey).Order(), to.Select(item => item.SecondKey).Order());
    }

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    [InlineData(false, false, true)]
    [InlineData(true, true, true)]
    public async Task Expanded_folders_are_read_where_they_are_and_each_once(bool flat, bool folderOnly, bool keyForm)
    {
        await using PretendTenants tenants = await PretendTenants.StartAsync(new ExchangeBehaviour
        {
            TopFoldersIncludeDescendants = flat,
            RedirectsNameFolderOnly = folderOnly,
            RedirectsUseKeyForm = keyForm,
        });
        SandboxFolder grown = tenants.Fill("Inbox/Projects", 25);
        tenants.Fill("Inbox/Projects/Deep", 7);
        tenants.Fill("Inbox", 5);
        SandboxMailbox archive = tenants.Source.Archive!;
        archive.Expand(grown, archive.AddAuxiliary(Guid.NewGuid()));

        await CopyAsync(await tenants.OpenSourceAsync(), await tenants.OpenDestinationAsync(), streamed: false);

        IReadOnlyList<FolderAudit> folders = SandboxAudit.Compare(tenants.Source, tenants.Destination).Folders;
        Assert.All(folders, folder => Assert.Equal((folder.SourceItems, folder.SourceItems), (folder.Intact, folder.DestinationItems)));
        Assert.Equal(37, folders.Sum(folder => folder.DestinationItems));
    }

    [Fact]
    public async Task A_folder_known_only_by_the_id_that_a_shard_gave_is_found_again()
    {
        await using PretendTenants tenants = await PretendTenants.StartAsync();
        tenants.Fill("Inbox/Projects/Deep", 7);
        SandboxMailbox archive = tenants.Source.Archive!;
        archive.Expand(archive.FindPath("Inbox/Projects")!, archive.AddAuxiliary(Guid.NewGuid()));
        MailboxFolder deep = await (await tenants.OpenSourceAsync()).FolderAsync("Inbox/Projects/Deep");

        IMailbox later = await tenants.OpenSourceAsync();

        Assert.Equal(7, (await later.ItemsAsync(new MailboxFolder { Id = deep.Id, Name = "Deep", Path = "Deep" })).Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Items_of_an_expanded_folder_go_to_the_shard_that_holds_it(bool streamed)
    {
        await using PretendTenants tenants = await PretendTenants.StartAsync();
        tenants.Fill("Inbox", 4);
        SandboxMailbox archive = tenants.Destination.Archive!;
        IMailbox destination = await tenants.OpenDestinationAsync();
        MailboxFolder inbox = await destination.CreateFolderAsync(null, "Inbox", "IPF.Note", default);
        SandboxFolder there = archive.Expand(archive.FindPath("Inbox")!, archive.AddAuxiliary(Guid.NewGuid()));

        IMailbox source = await tenants.OpenSourceAsync();
        await CopyItemsAsync(source, await source.FolderAsync("Inbox"), destination, inbox, streamed);

        Assert.Equal(4, there.Items.Count);
    }

    private static async Task CopyAsync(IMailbox source, IMailbox destination, bool streamed)
    {
        var created = new Dictionary<string, MailboxFolder>();
        foreach (MailboxFolder folder in await source.FoldersAsync())
        {
            MailboxFolder? parent = folder.ParentId is null ? null : created[folder.ParentId];
            created[folder.Id] = await destination.CreateFolderAsync(parent, folder.Name, folder.FolderClass, default);
            Assert.Equal(folder.Path, created[folder.Id].Path);
            await CopyItemsAsync(source, folder, destination, created[folder.Id], streamed);
        }
    }

    private static async Task CopyItemsAsync(IMailbox source, MailboxFolder from, IMailbox destination, MailboxFolder to, bool streamed)
    {
        var left = new Queue<MailboxItem[]>((await source.ItemsAsync(from)).Chunk(MailboxLimits.MostItemsPerExport));
        while (left.TryDequeue(out MailboxItem[]? some))
        {
            await foreach (ExportedItem exported in source.ExportAsync(some, default))
            {
                Assert.Null(exported.Error);
                await using var content = new BufferedContent(await Reading.ReadAsync(exported.Content!), streamed);
                try
                {
                    ImportedItem imported = await destination.ImportAsync(to, content, default);
                    Assert.NotEmpty(imported.Id);
                }
                catch (MigrationException e) when (e.IsTransient && streamed)
                {
                    left.Enqueue([exported.Item]); // As IMailbox says: export it once more.
                }
            }
        }
    }
}
