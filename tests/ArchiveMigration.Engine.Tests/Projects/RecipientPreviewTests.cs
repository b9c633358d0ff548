using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Tests.Ledger;

namespace ArchiveMigration.Engine.Tests.Projects;

public sealed class RecipientPreviewTests : IDisposable
{
    private const string Anna = "/o=ExchangeLabs/cn=Recipients/cn=anna";

    private readonly StoreFolder folder = new();
    private readonly IMigrationCatalog catalog;

    public RecipientPreviewTests()
    {
        catalog = folder.OpenWithProject().Catalog;
        var project = catalog.GetProject("Merger");
        catalog.UpdateProject(project with { Options = project.Options with { RecipientMapping = ["@contoso.com->@fabrikam.com"] } });
    }

    [Theory]
    [InlineData("anna@contoso.com", "anna@fabrikam.com", RecipientMappingOutcome.Mapped)]
    [InlineData("Anna@Contoso.com", "Anna@fabrikam.com", RecipientMappingOutcome.Mapped)]
    [InlineData("x@elsewhere.com", "x@elsewhere.com", RecipientMappingOutcome.NoRule)]
    [InlineData("/o=nobody", "/o=nobody", RecipientMappingOutcome.UnknownName)]
    [InlineData("Anna Berg <anna@contoso.com>", "Anna Berg <anna@contoso.com>", RecipientMappingOutcome.NotAnAddress)]
    [InlineData("anna", "anna", RecipientMappingOutcome.NotAnAddress)]
    public void An_address_shows_what_becomes_of_it(string address, string mapped, RecipientMappingOutcome outcome)
    {
        var row = new RecipientPreview(catalog, "merger").Of(address);

        Assert.Equal((address, mapped, outcome), (row.Address, row.MappedAddress, row.Outcome));
        Assert.Equal(outcome == RecipientMappingOutcome.Mapped ? "@contoso.com->@fabrikam.com" : null, row.Rule);
    }

    [Fact]
    public void A_name_is_looked_up_among_the_recipients()
    {
        catalog.AddRecipients("Merger", [new MigrationRecipient { Project = "Merger", LegacyExchangeDN = Anna, PrimarySmtpAddress = "anna@contoso.com" }]);

        Assert.Equal("anna@fabrikam.com", new RecipientPreview(catalog, "Merger").Of($"EX:{Anna.ToUpperInvariant()}").MappedAddress);
        Assert.Equal(RecipientMappingOutcome.UnknownName, new RecipientPreview(["@contoso.com->@fabrikam.com"]).Of(Anna).Outcome);
    }

    [Theory]
    [InlineData("anna@contoso.com", "anna@fabrikam.com", true, RecipientMappingOutcome.Mapped)]
    [InlineData("anna@contoso.com", "a.berg@fabrikam.com", false, RecipientMappingOutcome.DestinationDiffers)]
    [InlineData("anna@other.example", "anna@fabrikam.com", false, RecipientMappingOutcome.NoRule)]
    [InlineData("anna@shared.example", "Anna@shared.example", true, RecipientMappingOutcome.NoRule)]
    [InlineData("anna@contoso.com", "8a5e1f0c-22f8-4a63-a4c1-2f4f5f0c6b11", null, RecipientMappingOutcome.Mapped)]
    public void A_users_address_is_held_against_where_the_user_moves(string source, string destination, bool? matches, RecipientMappingOutcome outcome)
    {
        catalog.AddUsers("Merger", [StoreFolder.User(source, destination)]);

        var row = Assert.Single(new RecipientPreview(catalog, "Merger").Users());

        Assert.Equal((destination, matches, outcome), (row.DestinationAddress, row.MatchesDestination, row.Outcome));
        Assert.Equal(matches is false, row.Message is not null);
    }

    [Fact]
    public void Other_rules_can_be_tried_on_a_project()
    {
        var row = new RecipientPreview(catalog, "Merger", ["@contoso.com->@new.example"]).Of("anna@contoso.com");

        Assert.Equal("anna@new.example", row.MappedAddress);
        Assert.Equal("@x", Assert.Throws<MigrationException>(() => new RecipientPreview(catalog, "Merger", ["@x"])).Target);
        Assert.Equal(ErrorIds.ProjectNotFound, Assert.Throws<MigrationException>(() => new RecipientPreview(catalog, "Other")).ErrorId);
    }

    public void Dispose() => folder.Dispose();
}
