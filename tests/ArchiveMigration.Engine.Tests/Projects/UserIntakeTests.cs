using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Engine.Tests.Projects;

public sealed class UserIntakeTests
{
    [Fact]
    public void A_destination_that_is_given_goes_before_the_domain_and_the_domain_before_the_rules()
    {
        var byRules = new UserIntake(Project("@contoso.com->@fabrikam.com"), null);
        var byDomain = new UserIntake(Project("@contoso.com->@fabrikam.com"), "other.com");

        Assert.Equal("a@x.com", byDomain.Describe("anna@contoso.com", "a@x.com", null, UserOptions.None).DestinationAddress);
        Assert.Equal("anna@other.com", byDomain.Describe("anna@contoso.com", null, null, UserOptions.None).DestinationAddress);
        Assert.Equal("anna@fabrikam.com", byRules.Describe("anna@contoso.com", null, null, UserOptions.None).DestinationAddress);
    }

    [Fact]
    public void Who_no_rule_is_for_is_unmatched_until_a_destination_is_set()
    {
        var user = new UserIntake(Project("@contoso.com->@fabrikam.com"), null).Describe("anna@emea.contoso.com", null, null, UserOptions.None);

        Assert.Equal((MigrationStatus.Unmatched, ""), (user.Status, user.DestinationAddress));
        Assert.Contains("no mapping rule", user.StatusDetail, StringComparison.Ordinal);
        var matched = user.To("anna@fabrikam.com");
        Assert.Equal((MigrationStatus.Queued, "anna@fabrikam.com", null), (matched.Status, matched.DestinationAddress, matched.StatusDetail));
    }

    [Theory]
    [InlineData(null, null, ErrorIds.UserAddressMissing)]
    [InlineData("bob", null, ErrorIds.InvalidArgument)]
    [InlineData("bob@contoso.com", "bob@", ErrorIds.InvalidArgument)]
    public void What_is_no_address_is_refused(string? source, string? destination, string errorId)
        => Assert.Equal(errorId, Assert.Throws<MigrationException>(() => new UserIntake(Project(), "fabrikam.com").Describe(source, destination, null, UserOptions.None)).ErrorId);

    [Fact]
    public void A_users_own_options_stand_in_place_of_the_projects()
    {
        var project = new ProjectOptions { TargetRootFolder = "From Contoso", MaximumErrors = 7 };

        Assert.Equal(project, UserOptions.None.Over(project));
        Assert.Equal(
            project with { DestinationMailbox = DestinationMailbox.Primary, TargetRootFolder = null },
            new UserOptions { DestinationMailbox = DestinationMailbox.Primary, TargetRootFolder = "" }.Over(project));
        Assert.Equal("Old", new UserOptions { TargetRootFolder = "Old" }.Over(project).TargetRootFolder);
    }

    [Fact]
    public void A_users_own_window_of_time_stands_in_place_of_the_projects_and_must_leave_something()
    {
        var project = new ProjectOptions { ReceivedAfter = Year(2015), ReceivedBefore = Year(2020) };

        var both = new UserOptions { ReceivedAfter = Year(2012) }.Over(project);

        Assert.Equal((Year(2012), Year(2020)), (both.ReceivedAfter, both.ReceivedBefore));
        Assert.Equal("2021", Assert.Throws<MigrationException>(() => new UserOptions { ReceivedAfter = Year(2021) }.Check(project)).Message.Split("ReceivedAfter is ")[1][..4]);
        new UserOptions { ReceivedAfter = Year(2021), ReceivedBefore = Year(2022) }.Check(project);
        Assert.Equal("TargetRootFolder=Old; ReceivedBefore=2020-01-01", new UserOptions { TargetRootFolder = "Old", ReceivedBefore = Year(2020) }.ToString());
    }

    private static DateTimeOffset Year(int year) => new(year, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static MigrationProject Project(params string[] rules)
        => new() { Name = "Merger", Source = "Contoso", Destination = "Fabrikam", Options = new ProjectOptions { RecipientMapping = rules } };
}
