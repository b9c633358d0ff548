using ArchiveMigration.Engine.Exchange;
using ArchiveMigration.Engine.Passes;
using ArchiveMigration.Engine.Progress;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Proof;
using ArchiveMigration.Engine.Tests.Exchange;
using ArchiveMigration.FastTransfer;
using ArchiveMigration.FastTransfer.Items;
using ArchiveMigration.Sandbox.Audits;
using ArchiveMigration.Sandbox.Items;
using ArchiveMigration.Sandbox.Mailboxes;

namespace ArchiveMigration.Engine.Tests.Passes.Mapping;

/// <summary>Whole runs over the pretend service, with retention tags kept and removed, judged by what lies in its mailboxes and by a proof with contents.</summary>
public sealed class RetentionTagSandboxTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("am-tags-").FullName;

    [Theory]
    [InlineData(RetentionTags.Keep, false)]
    [InlineData(RetentionTags.Keep, true)]
    [InlineData(RetentionTags.Remove, false)]
    [InlineData(RetentionTags.Remove, true)]
    public async Task Items_keep_or_lose_them_and_nothing_else_a_second_run_with_a_lost_store_copies_nothing_and_the_proof_is_complete(RetentionTags tags, bool maps)
    {
        await using var tenants = await PretendTenants.StartAsync();
        var shapes = Enum.GetValues<ItemShape>();
        var inbox = tenants.Source.Archive!.AddPath("Inbox/2019");
        inbox.Items.Add(new RecipeItems(48, number => ItemRecipe.For(3, number, shapes[number % shapes.Length], 9_000 + (number * 500)) with { IsUnderRetention = true }));
        inbox.Items.Add(new RecipeItems(4, number => ItemRecipe.For(4, number, ItemShape.MailWithAttachments, 3_300_000) with { IsUnderRetention = true }));
        var options = new ProjectOptions { RetentionTags = tags, RecipientMapping = maps ? [Mails.Rule] : [] };

        var first = await MigrateAsync(tenants, "first", options);
        var second = await MigrateAsync(tenants, "second", options);

        Assert.Equal((ProofVerdict.Complete, 52L, 0L), (first.Verdict, first.Content!.Compared, first.Content.Differing));
        Assert.Equal((ProofVerdict.Complete, 52L, 0L), (second.Verdict, second.Content!.Compared, second.Content.Differing));
        Assert.Equal(tags, first.RetentionTags);
        Assert.Equal(tags == RetentionTags.Remove, first.Basis.Contains("removes retention tags", StringComparison.Ordinal));

        var (from, to) = (ItemsOf(inbox), ItemsOf(tenants.Destination.Archive!.FindPath("Inbox/2019")!));
        Assert.Equal(from.Keys.Order(), to.Keys.Order());
        Assert.InRange(from.Values.Count(item => TagsOf(item).Any()), 10, 42);
        Assert.Equal(tags == RetentionTags.Keep ? from.Values.Sum(item => TagsOf(item).Count()) : 0, to.Values.Sum(item => TagsOf(item).Count()));
        Assert.All(from, pair => Assert.Equal(ShapeOf(pair.Value, tags), ShapeOf(to[pair.Key], RetentionTags.Keep)));
        if (!maps)
        {
            Assert.All(from, pair => Assert.Equal(ContentOf(pair.Value.Message, tags), ContentOf(to[pair.Key].Message, RetentionTags.Keep)));
            var audit = SandboxAudit.Compare(tenants.Source, tenants.Destination);
            Assert.Equal((0, tags == RetentionTags.Keep), (audit.Lost + audit.Duplicated, audit.Altered == 0));
        }
    }

    public void Dispose() => Directory.Delete(directory, recursive: true);

    private async Task<ArchiveProof> MigrateAsync(PretendTenants tenants, string store, ProjectOptions options)
    {
        await using var engine = new MigrationEngine(Path.Combine(directory, store, "migrations.db"), new MicrosoftMailboxServices(new ImpatientTimeProvider()));
        engine.Catalog.AddEndpoint(tenants.SourceEndpoint);
        engine.Catalog.AddEndpoint(tenants.DestinationEndpoint);
        engine.Catalog.AddProject(new MigrationProject { Name = "Merger", Source = "Contoso", Destination = "Fabrikam", Options = options });
        engine.Catalog.AddUsers("Merger", [new MigrationUser { Project = "Merger", SourceAddress = tenants.Source.UserPrincipalName, DestinationAddress = tenants.Destination.UserPrincipalName }]);

        var result = await engine.RunAsync("Merger", new RunRequest(), new Progress<MigrationEvent>(), default);

        Assert.Equal(MigrationStatus.Completed, result.Status);
        return await engine.ProveAsync("Merger", new ProofRequest { ContentShare = 1 }, new Progress<MigrationEvent>(), default);
    }

    private static Dictionary<string, FastTransferItem> ItemsOf(SandboxFolder folder) => folder.Items.Serials().Select(folder.Items.Find).OfType<FolderItem>().ToDictionary(
        item => Convert.ToHexString(item.Facts.SearchKey!.Value.Span),
        item =>
        {
            using var content = new MemoryStream();
            item.Write(content);
            return FastTransferItem.Read(content.ToArray());
        });

    private static IEnumerable<ItemProperty> TagsOf(FastTransferItem item) => item.Message.Properties.Where(static property => IsOfRetention(property.Tag));

    private static bool IsOfRetention(PropertyTag tag) => tag.Id is >= 0x3018 and <= 0x301F;

    /// <summary>The item's own properties in their order.</summary>
    private static IEnumerable<string> ShapeOf(FastTransferItem item, RetentionTags tags)
        => item.Message.Properties.Where(property => tags == RetentionTags.Keep || !IsOfRetention(property.Tag)).Select(static property => property.ToString());

    /// <summary>All there is in a message; those attached keep their tags whatever happens.</summary>
    private static IEnumerable<string> ContentOf(ItemMessage message, RetentionTags tags = RetentionTags.Keep) =>
    [
        .. ValuesOf(message).Where((_, index) => tags == RetentionTags.Keep || !IsOfRetention(message.Properties[index].Tag)),
        .. message.Recipients.SelectMany(static recipient => ValuesOf(recipient).Prepend("recipient")),
        .. message.Attachments.SelectMany(static attachment => ValuesOf(attachment).Prepend("attachment").Concat(attachment.EmbeddedMessage is { } inside ? ContentOf(inside) : [])),
    ];

    private static IEnumerable<string> ValuesOf(ItemPart part) => part.Properties.Select(static property => $"{property}: {string.Join(' ', property.Values.Select(static value => Convert.ToHexString(value.Span)))}");
}
