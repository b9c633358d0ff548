using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Passes;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Reports;
using ArchiveMigration.Engine.Tests.Ledger;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.FastTransfer.Mapping;

namespace ArchiveMigration.Engine.Tests.Reports;

public sealed class LegacyAddressMatchingTests : IDisposable
{
    private readonly StoreFolder folder = new();
    private readonly SqliteStore store;

    public LegacyAddressMatchingTests()
    {
        store = folder.OpenWithProject();
        var project = store.Catalog.GetProject("Merger");
        store.Catalog.UpdateProject(project with { Options = project.Options with { RecipientMapping = ["@contoso.com->@fabrikam.com"] } });
        store.Catalog.AddUsers("Merger", [StoreFolder.User("anna@contoso.com", "a.berg@fabrikam.com")]);
        store.Catalog.AddRecipients("Merger", [new MigrationRecipient { Project = "Merger", LegacyExchangeDN = "/o=X/cn=anna-old", PrimarySmtpAddress = "Anna@contoso.com" }]);
    }

    [Theory]
    [InlineData("/o=X/cn=1", "ANNA@contoso.com", "ANNA@contoso.com", "a.berg@fabrikam.com", LegacyAddressMatchKind.User)]
    [InlineData("/O=x/cn=Anna-Old", null, "Anna@contoso.com", "a.berg@fabrikam.com", LegacyAddressMatchKind.User)]
    [InlineData("/o=X/cn=1", "a.berg@fabrikam.com", "a.berg@fabrikam.com", "a.berg@fabrikam.com", LegacyAddressMatchKind.User)]
    [InlineData("/o=X/cn=1", "bert@contoso.com", "bert@contoso.com", "bert@fabrikam.com", LegacyAddressMatchKind.Rule)]
    [InlineData("/o=X/cn=1", "p@partner.com", "p@partner.com", null, LegacyAddressMatchKind.None)]
    [InlineData("/o=X/cn=1", null, null, null, LegacyAddressMatchKind.None)]
    public void A_name_is_matched_through_its_address(string name, string? met, string? smtp, string? destination, LegacyAddressMatchKind kind)
    {
        var match = new LegacyAddressMatching(store.Catalog, store.Catalog.GetProject("Merger")).Match(new LegacyAddressStatistics(name, 3, 2, met, 1));

        Assert.Equal((smtp, destination, kind), (match.SmtpAddress, match.DestinationAddress, match.MatchedBy));
        Assert.Equal(($"X500:{name}", 3, 2, 1), (match.X500Address, match.Count, match.UnmappedCount, match.ItemCount));
    }

    [Fact]
    public async Task Names_can_be_asked_for_of_some_users()
    {
        var bert = store.Catalog.AddUsers("Merger", [StoreFolder.User("bert@contoso.com")])[0].User;
        var anna = store.Catalog.GetUser("Merger", "anna@contoso.com");
        await MeetAsync(anna.Id, new LegacyAddress("/o=X/cn=both", 1, 1, null), new LegacyAddress("/o=X/cn=anna", 1, 1, null));
        await MeetAsync(bert.Id, new LegacyAddress("/o=X/cn=both", 2, 0, "bert@contoso.com"));
        store.Dispose();
        await using var engine = new MigrationEngine(folder.StorePath);

        var all = await engine.MatchLegacyAddressesAsync("merger", [], default);
        var some = await engine.MatchLegacyAddressesAsync("Merger", ["bert@contoso.com"], default);

        Assert.Equal([("/o=X/cn=both", 3), ("/o=X/cn=anna", 1)], all.Select(match => (match.LegacyExchangeDN, match.Count)));
        Assert.Equal([("/o=X/cn=both", 2)], some.Select(match => (match.LegacyExchangeDN, match.Count)));
        Assert.Equal(ErrorIds.ProjectNotFound, (await Assert.ThrowsAsync<MigrationException>(() => engine.MatchLegacyAddressesAsync("Other", [], default))).ErrorId);
    }

    public void Dispose() => folder.Dispose();

    private async Task MeetAsync(long user, params LegacyAddress[] addresses)
    {
        var pass = await store.Ledger.BeginPassAsync(user, PassKind.Full, default);
        var place = await store.Ledger.RecordFolderAsync(pass, new MailboxFolder { Id = "f", Name = "f", Path = "f" }, default);
        await store.Ledger.RecordSourceItemsAsync(pass, place.Key, [new MailboxItem { Id = "a", ShardId = "main", ItemClass = "IPM.Note" }], default);
        var item = (await store.Ledger.ReadPendingAsync(user, 0, 1, default))[0];
        await store.Ledger.RecordOutcomeAsync(new ItemOutcome { ItemKey = item.Key, PassId = pass, Disposition = Disposition.Imported, Mapping = ItemMapping.Nothing, LegacyAddresses = addresses }, default);
        await store.Ledger.FlushAsync(default);
    }
}
