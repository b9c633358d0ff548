using ArchiveMigration.Engine.Exchange;
using ArchiveMigration.Engine.Passes;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Tests.Exchange;
using ArchiveMigration.Sandbox.Audits;
using ArchiveMigration.Sandbox.Items;

namespace ArchiveMigration.Engine.Tests.Passes.Mapping;

/// <summary>Whole runs over the pretend service, judged by its own idea of what mapping has to come to.</summary>
public sealed class MappedSandboxTests
{
    [Theory]
    [InlineData(LargeItemTransfer.Chunked)]
    [InlineData(LargeItemTransfer.ContentLength)]
    public async Task Items_arrive_with_all_addresses_changed_and_nothing_else_and_a_run_with_a_lost_store_copies_none_again(LargeItemTransfer transfer)
    {
        await using var tenants = await PretendTenants.StartAsync();
        var shapes = Enum.GetValues<ItemShape>();
        var inbox = tenants.Source.Archive!.AddPath("Inbox/2019");
        inbox.Items.Add(new RecipeItems(48, number => ItemRecipe.For(3, number, shapes[number % shapes.Length], 2_000 + (number * 500))));
        inbox.Items.Add(new RecipeItems(2, number => ItemRecipe.For(4, number, ItemShape.MailWithAttachments, 3_300_000)));
        using var directory = new TemporaryStores();

        await MigrateAsync(tenants, directory.Next(), transfer);
        var first = Audit(tenants);
        await MigrateAsync(tenants, directory.Next(), transfer);
        var second = Audit(tenants);

        Assert.Equal((50, 50, 0, 0), (first.SourceItems, first.DestinationItems, first.Unmapped, first.Altered - first.Mapped));
        Assert.True(first.IsComplete && first.Mapped > 40, first.ToString());
        Assert.Equal(first.ToString(), second.ToString());
    }

    private static UserAudit Audit(PretendTenants tenants) =>
        SandboxAudit.Compare(tenants.Source, tenants.Destination, addresses: new AddressChange("contoso.example", "fabrikam.example"));

    private static async Task MigrateAsync(PretendTenants tenants, string store, LargeItemTransfer transfer)
    {
        await using var engine = new MigrationEngine(store, new MicrosoftMailboxServices(new ImpatientTimeProvider()));
        engine.Catalog.AddEndpoint(tenants.SourceEndpoint);
        engine.Catalog.AddEndpoint(tenants.DestinationEndpoint);
        engine.Catalog.AddProject(new MigrationProject
        {
            Name = "Merger",
            Source = tenants.SourceEndpoint.Name,
            Destination = tenants.DestinationEndpoint.Name,
            Options = new ProjectOptions { RecipientMapping = [Mails.Rule], LargeItemTransfer = transfer },
        });
        engine.Catalog.AddUsers("Merger", [new MigrationUser { Project = "Merger", SourceAddress = tenants.Source.UserPrincipalName, DestinationAddress = tenants.Destination.UserPrincipalName }]);

        var result = await engine.RunAsync("Merger", new RunRequest(), new Progress<Engine.Progress.MigrationEvent>(), default);

        Assert.Equal(MigrationStatus.Completed, result.Status);
    }

    private sealed class TemporaryStores : IDisposable
    {
        private readonly string root = Directory.CreateTempSubdirectory("am-mapped-").FullName;
        private int count;

        public string Next() => Path.Combine(root, $"{++count}", "migrations.db");

        public void Dispose() => Directory.Delete(root, recursive: true);
    }
}
