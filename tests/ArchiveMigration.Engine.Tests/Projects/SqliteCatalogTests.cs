using ArchiveMigration.Engine.Endpoints;
using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Tests.Ledger;

namespace ArchiveMigration.Engine.Tests.Projects;

public sealed class SqliteCatalogTests : IDisposable
{
    private readonly StoreFolder folder = new();

    [Fact]
    public void An_endpoint_comes_back_as_it_was_saved()
    {
        var saved = StoreFolder.Endpoint("Contoso") with
        {
            Cloud = new Cloud(CloudName.Custom, new Uri("https://localhost:4430/"), new Uri("https://localhost:4431/"), ["localhost:4432", "b:1"], "AB12"),
            SignIn = new SignIn.DeviceCode(),
            Region = "EU",
            VerifiedUtc = folder.Time.GetUtcNow(),
            CredentialExpiresUtc = folder.Time.GetUtcNow().AddTicks(7),
        };
        folder.Open().Catalog.AddEndpoint(saved);

        var read = folder.Open().Catalog.GetEndpoint("CONTOSO");

        Assert.Equal(["localhost:4432", "b:1"], read.Cloud.ImportHosts);
        Assert.Equal(saved, read with { Cloud = saved.Cloud });
        Assert.Equal(saved.Cloud, read.Cloud with { ImportHosts = saved.Cloud.ImportHosts });
    }

    [Fact]
    public void A_project_comes_back_with_all_its_options()
    {
        var catalog = folder.OpenWithProject().Catalog;
        var saved = StoreFolder.Project("Ärzte") with
        {
            Customer = "Contoso GmbH",
            Options = new ProjectOptions
            {
                DestinationMailbox = DestinationMailbox.Primary,
                TargetRootFolder = "Migrated",
                MaxConcurrentMigrations = 500,
                MaximumErrors = 0,
                LargeItemTransfer = LargeItemTransfer.ContentLength,
                RecipientMapping = ["@a.example->@b.example", "user@a.example->owner@b.example"],
                MapHeaders = true,
                RetentionTags = RetentionTags.Remove,
                ExcludeCategory = [ItemCategory.Journal, ItemCategory.Other],
                ReceivedAfter = new DateTimeOffset(2015, 1, 1, 0, 0, 0, TimeSpan.FromHours(1)),
                ReceivedBefore = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero),
                MaximumItemSize = 35L << 20,
                IncludeFolders = ["#Inbox#/*", "A\\/B"],
                ExcludeFolders = ["#DeletedItems#/*"],
                FolderFilter = ["^Junk(/|$)"],
                FolderMapping = ["^Old->New/$1"],
            },
        };
        catalog.AddProject(saved);

        var read = folder.Open().Catalog.GetProject("äRZTE");

        Assert.Equal(CatalogJson.Write(saved.Options), CatalogJson.Write(read.Options));
        Assert.Equal(saved with { CreatedUtc = folder.Time.GetUtcNow() }, read with { Options = saved.Options });
    }

    [Fact]
    public void Options_that_an_older_store_does_not_have_take_their_defaults()
    {
        var read = CatalogJson.ReadOptions("{}");

        Assert.Equal(CatalogJson.Write(new ProjectOptions()), CatalogJson.Write(read));
    }

    [Theory]
    [InlineData("@a.example=>@b.example")]
    [InlineData("@a.example->nobody")]
    [InlineData("@a.example->@b.example;@a.example->@c.example")]
    public void A_project_with_a_mapping_rule_that_cannot_be_is_refused_by_the_rule(string rules)
    {
        var catalog = folder.OpenWithProject().Catalog;

        var error = Assert.Throws<MigrationException>(() => catalog.AddProject(StoreFolder.Project("P") with { Options = new ProjectOptions { RecipientMapping = [rules] } }));

        Assert.Equal(ErrorIds.InvalidArgument, error.ErrorId);
        Assert.Contains("@a.example", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_differ_regardless_of_case_in_any_alphabet()
    {
        var catalog = folder.OpenWithProject().Catalog;
        catalog.AddEndpoint(StoreFolder.Endpoint("Müller"));

        var error = Assert.Throws<MigrationException>(() => catalog.AddEndpoint(StoreFolder.Endpoint("MÜLLER")));

        Assert.Equal(ErrorIds.EndpointExists, error.ErrorId);
        Assert.Equal(MigrationErrorKind.AlreadyExists, error.Kind);
        Assert.Equal(ErrorIds.ProjectExists, Assert.Throws<MigrationException>(() => catalog.AddProject(StoreFolder.Project("MERGER"))).ErrorId);
    }

    [Fact]
    public void An_unknown_name_is_answered_with_what_there_is()
    {
        var catalog = folder.OpenWithProject().Catalog;

        using var empty = SqliteStore.Open(Path.Combine(folder.Root, "empty.db"), folder.Time);
        var error = Assert.Throws<MigrationException>(() => catalog.GetEndpoint("Contosso"));

        Assert.Equal(ErrorIds.EndpointNotFound, error.ErrorId);
        Assert.Equal("There is: 'Contoso', 'Fabrikam'.", error.Remedy);
        Assert.Contains("New-MigrationEndpoint", Assert.Throws<MigrationException>(() => empty.Catalog.GetEndpoint("x")).Remedy, StringComparison.Ordinal);
        Assert.Equal(ErrorIds.ProjectNotFound, Assert.Throws<MigrationException>(() => catalog.GetUsers("Merge")).ErrorId);
    }

    [Fact]
    public void Of_many_names_the_nearest_are_shown()
    {
        var catalog = folder.OpenWithProject().Catalog;
        catalog.AddUsers("Merger", [.. Enumerable.Range(0, 50).Select(number => StoreFolder.User($"user{number:00}@contoso.com")), StoreFolder.User("karla@contoso.com")]);

        var error = Assert.Throws<MigrationException>(() => catalog.GetUser("Merger", "carla@contoso.com"));

        Assert.Equal(ErrorIds.UserNotFound, error.ErrorId);
        Assert.StartsWith("Nearest of 51: 'karla@contoso.com', ", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void An_endpoint_in_use_stays_and_the_projects_are_named()
    {
        var catalog = folder.OpenWithProject().Catalog;
        catalog.AddProject(StoreFolder.Project("Pilot", "Fabrikam", "Contoso"));

        var error = Assert.Throws<MigrationException>(() => catalog.RemoveEndpoint("contoso"));

        Assert.Equal(ErrorIds.EndpointInUse, error.ErrorId);
        Assert.Contains("'Merger', 'Pilot'", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, catalog.GetEndpoints().Count);

        catalog.RemoveProject("Merger");
        catalog.RemoveProject("Pilot");
        catalog.RemoveEndpoint("contoso");
        Assert.Equal("Fabrikam", Assert.Single(catalog.GetEndpoints()).Name);
    }

    [Fact]
    public void A_project_needs_two_endpoints_that_exist()
    {
        var catalog = folder.OpenWithProject().Catalog;

        Assert.Equal(ErrorIds.EndpointNotFound, Assert.Throws<MigrationException>(() => catalog.AddProject(StoreFolder.Project("P", "Contoso", "Nobody"))).ErrorId);
        Assert.Equal(ErrorIds.InvalidArgument, Assert.Throws<MigrationException>(() => catalog.AddProject(StoreFolder.Project("P", "Contoso", "CONTOSO"))).ErrorId);
        Assert.Equal(ErrorIds.ProjectIncomplete, Assert.Throws<MigrationException>(() => catalog.AddProject(StoreFolder.Project("P", "Contoso", ""))).ErrorId);
        Assert.Equal(ErrorIds.EndpointNotFound, Assert.Throws<MigrationException>(() => catalog.UpdateProject(StoreFolder.Project("Merger", "Contoso", "Nobody"))).ErrorId);
        Assert.Equal("Fabrikam", Assert.Single(catalog.GetProjects()).Destination);
    }

    [Theory]
    [InlineData(0, 100)]
    [InlineData(501, 100)]
    [InlineData(20, -1)]
    public void Options_out_of_range_are_refused(int concurrent, int errors)
    {
        var catalog = folder.OpenWithProject().Catalog;
        var options = new ProjectOptions { MaxConcurrentMigrations = concurrent, MaximumErrors = errors };

        var error = Assert.Throws<MigrationException>(() => catalog.AddProject(StoreFolder.Project("P") with { Options = options }));

        Assert.Equal(ErrorIds.InvalidArgument, error.ErrorId);
        Assert.Contains(error.Target!, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("a*")]
    [InlineData(" a")]
    [InlineData("a\tb")]
    public void Names_that_could_not_be_typed_again_are_refused(string name)
        => Assert.Equal(ErrorIds.InvalidArgument, Assert.Throws<MigrationException>(() => folder.Open().Catalog.AddEndpoint(StoreFolder.Endpoint(name))).ErrorId);

    [Fact]
    public void An_endpoint_that_could_never_sign_in_is_refused()
    {
        var catalog = folder.Open().Catalog;
        Assert.Equal("contoso", Assert.Throws<MigrationException>(() => catalog.AddEndpoint(StoreFolder.Endpoint("E") with { TenantId = "contoso" })).Target);
        Assert.Equal("app", Assert.Throws<MigrationException>(() => catalog.AddEndpoint(StoreFolder.Endpoint("E") with { ClientId = "app" })).Target);
        Assert.Empty(catalog.GetEndpoints());
    }

    [Fact]
    public void Updating_keeps_the_users_and_the_time_of_making()
    {
        var catalog = folder.OpenWithProject().Catalog;
        catalog.AddUsers("Merger", [StoreFolder.User("anna@contoso.com")]);
        var made = folder.Time.GetUtcNow();
        folder.Time.Advance(TimeSpan.FromDays(1));

        catalog.UpdateProject(StoreFolder.Project("merger") with { Customer = "New" });
        catalog.UpdateEndpoint(StoreFolder.Endpoint("contoso") with { Region = "NA" });

        var project = catalog.GetProject("Merger");
        Assert.Equal(("merger", "New", "contoso", made), (project.Name, project.Customer, project.Source, project.CreatedUtc));
        Assert.Single(catalog.GetUsers("Merger"));
        Assert.Equal(ErrorIds.ProjectNotFound, Assert.Throws<MigrationException>(() => catalog.UpdateProject(StoreFolder.Project("Nope"))).ErrorId);
        Assert.Equal(ErrorIds.EndpointNotFound, Assert.Throws<MigrationException>(() => catalog.UpdateEndpoint(StoreFolder.Endpoint("Nope"))).ErrorId);
    }

    [Fact]
    public void Endpoints_are_listed_by_name()
    {
        var catalog = folder.OpenWithProject().Catalog;
        catalog.AddEndpoint(StoreFolder.Endpoint("adatum"));

        Assert.Equal(["adatum", "Contoso", "Fabrikam"], catalog.GetEndpoints().Select(endpoint => endpoint.Name));
    }

    public void Dispose() => folder.Dispose();
}
