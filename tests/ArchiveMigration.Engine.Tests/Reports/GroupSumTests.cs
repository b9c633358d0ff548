using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Passes;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Reports;
using ArchiveMigration.Engine.Tests.Ledger;

namespace ArchiveMigration.Engine.Tests.Reports;

public sealed class GroupSumTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 18, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Counts_of_users_add_up_by_category_and_disposition()
    {
        var project = Project(
            User("anna", MigrationStatus.Completed) with { Categories = [Mail(Disposition.Imported, 10, 100), new TallyRow(ItemCategory.Task, Disposition.Imported, 1, 7)], FolderCount = 3, BytesTransferred = 50 },
            User("bert", MigrationStatus.CompletedWithErrors) with { Categories = [Mail(Disposition.Imported, 5, 20), Mail(Disposition.Failed, 2, 4)], FolderCount = 2, BytesTransferred = 25 });

        Assert.Equal((18, 131), (project.TotalItemCount, project.TotalItemSize));
        Assert.Equal((15, 120, 2, 4), (project.MailSuccessCount, project.MailSuccessSize, project.MailErrorCount, project.MailErrorSize));
        Assert.Equal((1, 7), (project.TaskSuccessCount, project.TaskSuccessSize));
        Assert.Equal((5, 75, 2, 1, 1), (project.FolderCount, project.BytesTransferred, project.UserCount, project.CompletedUserCount, project.CompletedWithErrorsUserCount));
        Assert.Equal(3, project.Categories.Count);
    }

    [Fact]
    public void Users_side_by_side_take_as_long_as_the_clock_says_and_their_own_times_are_added_up()
    {
        var project = Project(
            User("anna", MigrationStatus.Completed) with { Passes = [Pass(0, 4)], TotalInProgressDuration = TimeSpan.FromHours(4), BytesTransferred = 600 },
            User("bert", MigrationStatus.Completed) with { Passes = [Pass(1, 2), Pass(10, 12)], TotalInProgressDuration = TimeSpan.FromHours(3), BytesTransferred = 600 });

        Assert.Equal(TimeSpan.FromHours(6), project.OverallDuration);
        Assert.Equal(TimeSpan.FromHours(7), project.TotalInProgressDuration);
        Assert.Equal(200, project.AverageBytesTransferredPerHour);
    }

    [Theory]
    [InlineData(MigrationStatus.Completed, MigrationStatus.Completed, MigrationStatus.Completed)]
    [InlineData(MigrationStatus.Completed, MigrationStatus.CompletedWithErrors, MigrationStatus.CompletedWithErrors)]
    [InlineData(MigrationStatus.Completed, MigrationStatus.Failed, MigrationStatus.CompletedWithErrors)]
    [InlineData(MigrationStatus.Failed, MigrationStatus.Failed, MigrationStatus.Failed)]
    [InlineData(MigrationStatus.Completed, MigrationStatus.Queued, MigrationStatus.Queued)]
    [InlineData(MigrationStatus.Queued, MigrationStatus.Stopped, MigrationStatus.Stopped)]
    [InlineData(MigrationStatus.Stopped, MigrationStatus.WaitingForQuota, MigrationStatus.WaitingForQuota)]
    [InlineData(MigrationStatus.Validating, MigrationStatus.Syncing, MigrationStatus.Syncing)]
    public void A_group_stands_where_the_least_far_of_its_users_does(MigrationStatus one, MigrationStatus other, MigrationStatus together)
        => Assert.Equal(together, Project(User("anna", one), User("bert", other)).Status);

    [Fact]
    public void The_score_is_that_of_the_worst_user_and_unknown_while_one_is_undecided()
    {
        var good = User("anna", MigrationStatus.CompletedWithErrors) with { DataConsistencyScore = DataConsistency.Good };
        var perfect = User("bert", MigrationStatus.Completed) with { DataConsistencyScore = DataConsistency.Perfect };

        Assert.Equal(DataConsistency.Good, Project(perfect, good).DataConsistencyScore);
        Assert.Null(Project(perfect, good, User("carl", MigrationStatus.Queued)).DataConsistencyScore);
        Assert.Null(Project().DataConsistencyScore);
    }

    [Fact]
    public void The_remaining_time_is_shared_among_the_places_and_no_less_than_the_longest_user_takes()
    {
        UserStatistics Left(double hours) => User($"u{hours}", MigrationStatus.Syncing) with { EstimatedRemainingTime = TimeSpan.FromHours(hours), LeastRemainingTime = TimeSpan.FromHours(hours / 2) };

        Assert.Equal(TimeSpan.FromHours(5), Project(Left(1), Left(5), Left(2)).EstimatedRemainingTime); // 2 at a time: 8 hours of work in 4, but one takes 5.
        Assert.Equal(TimeSpan.FromHours(6), Project(Left(4), Left(4), Left(4)).EstimatedRemainingTime);
        Assert.Equal(TimeSpan.FromHours(3), Project(Left(4), Left(4), Left(4)).LeastRemainingTime);

        var unknown = Project(Left(4), User("new", MigrationStatus.Queued));
        Assert.Equal((null, null, 1), (unknown.EstimatedRemainingTime, unknown.LeastRemainingTime, unknown.UserCountWithoutEstimate));
    }

    [Fact]
    public void A_customers_projects_run_one_after_the_other()
    {
        UserStatistics[] users = [User("anna", MigrationStatus.Syncing) with { EstimatedRemainingTime = TimeSpan.FromHours(2), LeastRemainingTime = TimeSpan.Zero, BytesTransferred = 7 }];

        var customer = GroupSum.OfCustomer("Contoso GmbH", [(Project(users), users), (Project(users) with { Project = "Second" }, users)], Start);

        Assert.Equal(("Contoso GmbH", 2, 14), (customer.Customer, customer.UserCount, customer.BytesTransferred));
        Assert.Equal(["Merger", "Second"], customer.Projects);
        Assert.Equal(TimeSpan.FromHours(4), customer.EstimatedRemainingTime);
    }

    private static ProjectStatistics Project(params UserStatistics[] users)
        => GroupSum.OfProject(StoreFolder.Project("Merger") with { Options = new ProjectOptions { MaxConcurrentMigrations = 2 } }, users, Start);

    private static UserStatistics User(string name, MigrationStatus status) => new()
    {
        Project = "Merger",
        SourceAddress = $"{name}@contoso.com",
        DestinationAddress = $"{name}@fabrikam.com",
        Status = status,
    };

    private static TallyRow Mail(Disposition disposition, long count, long size) => new(ItemCategory.Mail, disposition, count, size);

    private static PassRecord Pass(int from, int to) => new(1, PassKind.Full, Start.AddHours(from), Start.AddHours(to), MigrationStatus.Completed, null);
}
