using ArchiveMigration.Engine.Passes;
using ArchiveMigration.Engine.Passes.Planning;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Engine.Tests.Passes;

/// <summary>A dry run says what the pass then does, and does nothing.</summary>
public sealed class ForecastTests
{
    [Theory]
    [InlineData(PassKind.Full, null)]
    [InlineData(PassKind.Full, 2018)]
    [InlineData(PassKind.Trial, null)]
    public async Task What_is_forecast_is_what_the_pass_copies(PassKind kind, int? before)
    {
        await using var rig = new Rig(new ProjectOptions { MaximumItemSize = 1000, ExcludeFolders = ["Junk"], FolderMapping = ["^Inbox->Post"] });
        var (source, destination) = rig.AddUser("anna");
        var inbox = source.AddFolder("Inbox");
        for (var number = 0; number < 12; number++)
        {
            source.Alter(source.AddItem(inbox, $"mail {number}"), dated: Day(2010 + number));
        }

        source.AddItem(inbox, "large", size: 1001);
        source.AddItem(source.AddFolder("Junk"), "spam");
        var request = new RunRequest { Kind = kind, Before = before is { } year ? Day(year) : null };

        var forecast = await ForecastAsync(rig, request);

        Assert.Empty(destination.Folders);
        Assert.Empty((await rig.StatisticsAsync()).Categories);
        Assert.Equal(0, (await rig.StatisticsAsync()).PassCount);
        var user = Assert.Single(forecast.Users);
        Assert.Equal((2, 14), (user.FolderCount, user.ItemCount));
        Assert.Equal(["ExcludeFolders: Junk 1", "MaximumItemSize: 1.0 KB 1"], forecast.ExcludedBy.Select(rule => $"{rule.Rule} {rule.Count}").Order());
        Assert.Equal(12, user.CopyItemCount + user.LaterItemCount);
        Assert.Equal(["Inbox>Post", "Junk>Junk"], user.Folders.Select(folder => $"{folder.Path}>{folder.DestinationPath}"));

        await rig.RunAsync(request);

        Assert.Equal(user.CopyItemCount, destination.Items.Count);
        Assert.Equal((0, destination.Items.Count), ((await ForecastAsync(rig, request)).CopyItemCount, (await ForecastAsync(rig, request)).Users[0].SyncedItemCount));
    }

    [Fact]
    public async Task A_retry_is_forecast_from_what_failed_without_asking_anybody()
    {
        await using var rig = new Rig();
        var (source, _) = rig.AddUser("anna");
        source.AddItem(source.AddFolder("Inbox"), "broken", size: 500);
        source.OnExport = _ => new MigrationException(ErrorIds.ItemCorrupt, MigrationErrorKind.InvalidData, "No.");
        await rig.RunAsync();
        var listings = source.ListingCount;

        var retry = await ForecastAsync(rig, new RunRequest { Kind = PassKind.RetryErrors });
        var other = await ForecastAsync(rig, new RunRequest { Kind = PassKind.RetryErrors, ErrorId = ErrorIds.ItemTooLarge });
        var full = await ForecastAsync(rig, new RunRequest());

        Assert.Equal((1, 500, 0), (retry.CopyItemCount, retry.CopyItemSize, retry.Users[0].LaterItemCount));
        Assert.Equal((0, 1), (other.CopyItemCount, other.Users[0].LaterItemCount));
        Assert.Equal((0, 1), (full.CopyItemCount, full.Users[0].FailedItemCount));
        Assert.Equal(listings + 2, source.ListingCount);
    }

    [Fact]
    public async Task The_time_is_that_of_all_users_so_many_at_once_and_one_that_cannot_be_listed_is_told()
    {
        await using var rig = new Rig(new ProjectOptions { MaxConcurrentMigrations = 2 });
        foreach (var name in new[] { "anna", "bo", "carla" })
        {
            var (source, _) = rig.AddUser(name);
            source.AddItem(source.AddFolder("Inbox"), "mail", size: name == "carla" ? 10L << 30 : 5L << 30);
        }

        rig.Engine.Catalog.AddUsers("Merger", [new MigrationUser { Project = "Merger", SourceAddress = "nobody@contoso.example", DestinationAddress = "nobody@fabrikam.example" }]);

        var forecast = await ForecastAsync(rig, new RunRequest());

        Assert.Equal("carla@contoso.example", forecast.Longest!.SourceAddress);
        Assert.InRange(forecast.TimeAtBest / forecast.Longest.TimeAtBest, 1.49, 1.51);
        Assert.InRange(forecast.Longest.TimeAtBest.TotalHours, 7.9, 8.1);
        Assert.Equal((1, ErrorIds.MailboxNotFound), (forecast.FailedUserCount, forecast.Users[3].ErrorId));
    }

    private static Task<ProjectForecast> ForecastAsync(Rig rig, RunRequest request) => rig.Engine.ForecastAsync("Merger", request, rig, default);

    private static DateTimeOffset Day(int year) => new(year, 1, 1, 0, 0, 0, TimeSpan.Zero);
}
