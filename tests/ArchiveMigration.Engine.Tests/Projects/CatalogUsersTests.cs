using System.Diagnostics;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Tests.Ledger;

namespace ArchiveMigration.Engine.Tests.Projects;

public sealed class CatalogUsersTests : IDisposable
{
    private readonly StoreFolder folder = new();
    private readonly IMigrationCatalog catalog;

    public CatalogUsersTests() => catalog = folder.OpenWithProject().Catalog;

    [Fact]
    public void Users_come_back_in_the_order_they_were_added()
    {
        catalog.AddUsers("merger", [StoreFolder.User("zoe@contoso.com") with { DisplayName = "Zoë" }, StoreFolder.User("anna@contoso.com")]);

        var users = catalog.GetUsers("Merger");

        Assert.Equal(["zoe@contoso.com", "anna@contoso.com"], users.Select(user => user.SourceAddress));
        Assert.Equal(("Zoë", "Merger", MigrationStatus.Queued, folder.Time.GetUtcNow()), (users[0].DisplayName, users[0].Project, users[0].Status, users[0].AddedUtc));
    }

    [Fact]
    public void Those_already_there_are_left_as_they_are()
    {
        var first = catalog.AddUsers("Merger", [StoreFolder.User("anna@contoso.com")])[0].User;
        catalog.SetUserStatus(first.Id, MigrationStatus.Completed, "done");

        var results = catalog.AddUsers("Merger", [StoreFolder.User("ANNA@contoso.com", "other@fabrikam.com"), StoreFolder.User("björn@contoso.com"), StoreFolder.User("BJÖRN@contoso.com")]);

        Assert.Equal([false, true, false], results.Select(result => result.Added));
        Assert.Equal(catalog.GetUser("Merger", "anna@contoso.com"), results[0].User);
        Assert.Equal(("anna@fabrikam.com", MigrationStatus.Completed, "done"), (results[0].User.DestinationAddress, results[0].User.Status, results[0].User.StatusDetail));
        Assert.Equal(results[1].User, results[2].User);
    }

    [Fact]
    public void A_user_is_found_by_either_address()
    {
        catalog.AddUsers("Merger", [StoreFolder.User("anna@contoso.com"), StoreFolder.User("a2@contoso.com", "shared@fabrikam.com"), StoreFolder.User("a3@contoso.com", "shared@fabrikam.com")]);

        Assert.Equal("anna@contoso.com", catalog.GetUser("Merger", "Anna@Contoso.com").SourceAddress);
        Assert.Equal("anna@contoso.com", catalog.GetUser("Merger", "ANNA@fabrikam.com").SourceAddress);
        var error = Assert.Throws<MigrationException>(() => catalog.GetUser("Merger", "shared@fabrikam.com"));
        Assert.Contains("a2@contoso.com, a3@contoso.com", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_users_own_options_are_kept()
    {
        var own = new UserOptions { DestinationMailbox = DestinationMailbox.Primary, TargetRootFolder = "" };
        catalog.AddUsers("Merger", [StoreFolder.User("anna@contoso.com") with { Options = own }, StoreFolder.User("bob@contoso.com")]);
        Assert.Equal([own, UserOptions.None], catalog.GetUsers("Merger").Select(user => user.Options));

        catalog.UpdateUser(catalog.GetUser("Merger", "anna@contoso.com") with { Options = UserOptions.None });
        Assert.Equal(UserOptions.None, catalog.GetUser("Merger", "anna@contoso.com").Options);
    }

    [Fact]
    public void Only_who_is_unmatched_has_no_destination_and_nobody_else_is_found_by_that()
    {
        var unmatched = StoreFolder.User("anna@contoso.com", "") with { Status = MigrationStatus.Unmatched };
        catalog.AddUsers("Merger", [unmatched, unmatched with { SourceAddress = "bob@contoso.com" }, StoreFolder.User("carla@contoso.com")]);

        Assert.Equal(["carla@contoso.com"], UserSelection.Of(catalog, "Merger", []).Select(user => user.SourceAddress));
        Assert.StartsWith("2 users of Merger have no destination", UserSelection.LeftOut(catalog, "Merger", []), StringComparison.Ordinal);
        Assert.Equal(["carla@contoso.com"], UserSelection.Of(catalog, "Merger", ["anna@contoso.com", "carla@contoso.com"]).Select(user => user.SourceAddress));
        Assert.StartsWith("1 user of Merger has no destination", UserSelection.LeftOut(catalog, "Merger", ["anna@contoso.com", "carla@contoso.com"]), StringComparison.Ordinal);
        Assert.Equal(ErrorIds.UserAddressMissing, Assert.Throws<MigrationException>(() => UserSelection.Of(catalog, "Merger", ["anna@contoso.com"])).ErrorId);
        Assert.Empty(catalog.GetUsersOfSharedDestinations("Merger"));
    }

    [Fact]
    public void Those_who_share_a_destination_come_together()
    {
        catalog.AddUsers("Merger", [StoreFolder.User("a1@contoso.com", "a@fabrikam.com"), StoreFolder.User("b@contoso.com"), StoreFolder.User("a2@contoso.com", "A@fabrikam.com")]);

        Assert.Equal(["a1@contoso.com", "a2@contoso.com"], catalog.GetUsersOfSharedDestinations("Merger").Select(user => user.SourceAddress));
    }

    [Fact]
    public void Of_many_changes_the_impossible_ones_are_refused_and_the_others_made()
    {
        var users = catalog.AddUsers("Merger", [StoreFolder.User("a@contoso.com"), StoreFolder.User("b@contoso.com"), StoreFolder.User("c@contoso.com")]).Select(result => result.User).ToList();

        var refusals = catalog.UpdateUsers([users[0] with { SourceAddress = "b@contoso.com" }, users[1] with { DestinationAddress = "nowhere" }, users[2] with { SourceAddress = "c@other.com" }]);

        Assert.Equal([ErrorIds.UserExists, ErrorIds.InvalidArgument, null], refusals.Select(refusal => refusal?.ErrorId));
        Assert.Equal(["a@contoso.com", "b@contoso.com", "c@other.com"], catalog.GetUsers("Merger").Select(user => user.SourceAddress));
        Assert.Equal("b@fabrikam.com", catalog.GetUser("Merger", "b@contoso.com").DestinationAddress);
    }

    [Fact]
    public void Users_are_found_by_the_beginning_of_their_address()
    {
        catalog.AddUsers("Merger", [StoreFolder.User("zoe@contoso.com"), StoreFolder.User("ännchen@contoso.com"), StoreFolder.User("Anna@contoso.com"), StoreFolder.User("andy@contoso.com"), StoreFolder.User("an@contoso.com")]);

        Assert.Equal(["an@contoso.com", "andy@contoso.com", "Anna@contoso.com"], catalog.FindUsers("merger", "AN", 10).Select(user => user.SourceAddress));
        Assert.Equal(["an@contoso.com", "andy@contoso.com"], catalog.FindUsers("Merger", "an", 2).Select(user => user.SourceAddress));
        Assert.Equal(["ännchen@contoso.com"], catalog.FindUsers("Merger", "Än", 10).Select(user => user.SourceAddress));
        Assert.Equal(5, catalog.FindUsers("Merger", "", 10).Count);
        Assert.Empty(catalog.FindUsers("Merger", "b", 10));
    }

    [Fact]
    public void One_bad_address_and_nobody_is_added()
    {
        var error = Assert.Throws<MigrationException>(() => catalog.AddUsers("Merger", [StoreFolder.User("anna@contoso.com"), StoreFolder.User("Anna <anna@contoso.com>")]));

        Assert.Equal(ErrorIds.InvalidArgument, error.ErrorId);
        Assert.Equal("Anna <anna@contoso.com>", error.Target);
        Assert.Empty(catalog.GetUsers("Merger"));
        Assert.Equal(ErrorIds.UserAddressMissing, Assert.Throws<MigrationException>(() => catalog.AddUsers("Merger", [StoreFolder.User("a@contoso.com", "")])).ErrorId);
        Assert.Equal(ErrorIds.ProjectNotFound, Assert.Throws<MigrationException>(() => catalog.AddUsers("Nope", [])).ErrorId);
    }

    [Theory]
    [InlineData("anna@contoso.com", true)]
    [InlineData("o'brien+x@sub.contoso-europe.co.uk", true)]
    [InlineData("john_gmail.com#EXT#@contoso.onmicrosoft.com", true)]
    [InlineData("björn@köln.example", true)]
    [InlineData("8a5e1f0c-22f8-4a63-a4c1-2f4f5f0c6b11", true)]
    [InlineData("anna", false)]
    [InlineData("anna@contoso", false)]
    [InlineData("@contoso.com", false)]
    [InlineData("anna@", false)]
    [InlineData("anna@contoso..com", false)]
    [InlineData("anna @contoso.com", false)]
    [InlineData("anna@contoso.com ", false)]
    [InlineData("anna@contoso.com;bert@contoso.com", false)]
    [InlineData("a@b@contoso.com", false)]
    [InlineData("smtp:anna@contoso.com", false)]
    [InlineData("anna@-contoso.com", false)]
    [InlineData("{8a5e1f0c-22f8-4a63-a4c1-2f4f5f0c6b11}", false)]
    public void An_address_must_be_an_smtp_address_a_upn_or_an_object_id(string address, bool good)
    {
        var error = Record.Exception(() => catalog.AddUsers("Merger", [StoreFolder.User(address)]));

        Assert.Equal(good, error is null);
    }

    [Fact]
    public void A_user_can_be_changed_but_not_into_another()
    {
        catalog.AddUsers("Merger", [StoreFolder.User("anna@contoso.com"), StoreFolder.User("bert@contoso.com")]);
        var anna = catalog.GetUser("Merger", "anna@contoso.com");

        catalog.UpdateUser(anna with { SourceAddress = "anna@contoso.onmicrosoft.com", DestinationAddress = "a@fabrikam.com", DisplayName = "Anna" });

        Assert.Equal("Anna", catalog.GetUser("Merger", "a@FABRIKAM.com").DisplayName);
        Assert.Equal(ErrorIds.UserExists, Assert.Throws<MigrationException>(() => catalog.UpdateUser(anna with { SourceAddress = "BERT@contoso.com" })).ErrorId);
        Assert.Equal(ErrorIds.InvalidArgument, Assert.Throws<MigrationException>(() => catalog.UpdateUser(anna with { Project = "Other" })).ErrorId);
        Assert.Equal(ErrorIds.UserNotFound, Assert.Throws<MigrationException>(() => catalog.UpdateUser(anna with { Id = 999 })).ErrorId);
        Assert.Equal(ErrorIds.UserNotFound, Assert.Throws<MigrationException>(() => catalog.SetUserStatus(999, MigrationStatus.Failed, null)).ErrorId);
        Assert.Equal("anna@contoso.onmicrosoft.com", catalog.GetUsers("Merger")[0].SourceAddress);
    }

    [Fact]
    public void Removing_a_user_or_a_project_leaves_the_others()
    {
        catalog.AddProject(StoreFolder.Project("Pilot"));
        catalog.AddUsers("Pilot", [StoreFolder.User("anna@contoso.com")]);
        catalog.AddUsers("Merger", [StoreFolder.User("anna@contoso.com"), StoreFolder.User("bert@contoso.com")]);

        catalog.RemoveUser(catalog.GetUser("Merger", "anna@contoso.com").Id);
        Assert.Equal("bert@contoso.com", Assert.Single(catalog.GetUsers("Merger")).SourceAddress);
        Assert.Equal(ErrorIds.UserNotFound, Assert.Throws<MigrationException>(() => catalog.RemoveUser(999)).ErrorId);

        catalog.RemoveProject("MERGER");
        Assert.Equal("Pilot", Assert.Single(catalog.GetProjects()).Name);
        Assert.Single(catalog.GetUsers("Pilot"));
        Assert.Equal(ErrorIds.ProjectNotFound, Assert.Throws<MigrationException>(() => catalog.RemoveProject("Merger")).ErrorId);
    }

    [Fact]
    public void A_user_is_not_removed_while_being_migrated()
    {
        var user = catalog.AddUsers("Merger", [StoreFolder.User("anna@contoso.com")])[0].User;
        catalog.SetUserStatus(user.Id, MigrationStatus.Syncing, null);
        using (folder.Open().HoldRunner("Full pass"))
        {
            Assert.Equal(ErrorIds.StoreInUse, Assert.Throws<MigrationException>(() => catalog.RemoveUser(user.Id)).ErrorId);
            Assert.Equal(ErrorIds.StoreInUse, Assert.Throws<MigrationException>(() => catalog.RemoveProject("Merger")).ErrorId);
            Assert.Single(catalog.GetUsers("Merger"));
        }

        catalog.RemoveUser(user.Id);
        Assert.Empty(catalog.GetUsers("Merger"));
    }

    [Fact]
    public void Fifty_thousand_users_are_added_within_a_minute_also_on_a_busy_machine()
    {
        MigrationUser[] users = [.. Enumerable.Range(0, 50_000).Select(number => StoreFolder.User($"user{number}@contoso.com"))];
        var watch = Stopwatch.StartNew();

        var results = catalog.AddUsers("Merger", users);

        Assert.True(watch.Elapsed < TimeSpan.FromMinutes(1), $"{watch.Elapsed}");
        Assert.All(results, result => Assert.True(result.Added));
        Assert.Equal(50_000, catalog.GetUsers("Merger").Count);
    }

    public void Dispose() => folder.Dispose();
}
