using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Engine.Reports;

/// <summary>Adds the statistics of users up to those of a project or a customer.</summary>
internal static class GroupSum
{
    /// <summary>Where several users stand together: at the first of these that any of them is at.</summary>
    private static readonly MigrationStatus[] LeastFarFirst =
    [
        MigrationStatus.Stopping, MigrationStatus.Syncing, MigrationStatus.Validating, MigrationStatus.WaitingForQuota, MigrationStatus.Stopped, MigrationStatus.Queued, MigrationStatus.Unmatched,
    ];

    /// <summary>The statistics of a project.</summary>
    /// <param name="project">The project.</param>
    /// <param name="users">Its users, or those of them that are meant.</param>
    /// <param name="now">The time, UTC.</param>
    public static ProjectStatistics OfProject(MigrationProject project, IReadOnlyList<UserStatistics> users, DateTimeOffset now)
    {
        var row = new ProjectStatistics { Project = project.Name, Customer = project.Customer, Source = project.Source, Destination = project.Destination };
        return (ProjectStatistics)Fill(row, users, now) with
        {
            EstimatedRemainingTime = InTurns(users, project.Options.MaxConcurrentMigrations, static user => user.EstimatedRemainingTime),
            LeastRemainingTime = InTurns(users, project.Options.MaxConcurrentMigrations, static user => user.LeastRemainingTime),
        };
    }

    /// <summary>The statistics of a customer.</summary>
    /// <param name="customer">The customer's name; null = the projects without one.</param>
    /// <param name="projects">Its projects, each with its users.</param>
    /// <param name="now">The time, UTC.</param>
    public static CustomerStatistics OfCustomer(string? customer, IReadOnlyList<(ProjectStatistics Project, IReadOnlyList<UserStatistics> Users)> projects, DateTimeOffset now)
    {
        var row = new CustomerStatistics { Customer = customer, Projects = [.. projects.Select(project => project.Project.Project)] };
        return (CustomerStatistics)Fill(row, [.. projects.SelectMany(project => project.Users)], now) with
        {
            // A store runs one project at a time.
            EstimatedRemainingTime = projects.Aggregate((TimeSpan?)TimeSpan.Zero, static (sum, project) => sum + project.Project.EstimatedRemainingTime),
            LeastRemainingTime = projects.Aggregate((TimeSpan?)TimeSpan.Zero, static (sum, project) => sum + project.Project.LeastRemainingTime),
        };
    }

    private static GroupStatistics Fill(GroupStatistics row, IReadOnlyList<UserStatistics> users, DateTimeOffset now)
    {
        var status = StatusOf(users);
        var isActive = StatisticsReader.IsInProgress(status);
        var categories = ItemStatistics.Sum(users.SelectMany(user => user.Categories));
        var last = users.Where(user => user.LastPassStartedUtc is not null).MaxBy(user => user.LastPassStartedUtc);
        var overall = PassTimes.Union(users.SelectMany(user => PassTimes.Of(user.Passes, now, StatisticsReader.IsInProgress(user.Status))));
        var bytes = users.Sum(user => user.BytesTransferred);
        row = row with
        {
            Status = status,
            Categories = categories,
            UserCount = users.Count,
            ActiveUserCount = users.Count(user => StatisticsReader.IsInProgress(user.Status)),
            CompletedUserCount = CountOf(MigrationStatus.Completed),
            CompletedWithErrorsUserCount = CountOf(MigrationStatus.CompletedWithErrors),
            FailedUserCount = CountOf(MigrationStatus.Failed),
            StoppedUserCount = CountOf(MigrationStatus.Stopped),
            WaitingUserCount = CountOf(MigrationStatus.WaitingForQuota),
            QueuedUserCount = CountOf(MigrationStatus.Queued),
            UserCountWithoutEstimate = users.Count(user => user.EstimatedRemainingTime is null),
            FolderCount = users.Sum(user => user.FolderCount),
            ExcludedBy =
            [
                .. users.SelectMany(user => user.ExcludedBy).GroupBy(rule => rule.Rule, StringComparer.Ordinal)
                    .Select(rule => new ExclusionTally(rule.Key, rule.Sum(one => one.Count), rule.Sum(one => one.Size))).OrderByDescending(rule => rule.Count),
            ],
            MappedItemCount = users.Sum(user => user.MappedItemCount),
            MappedAddressCount = users.Sum(user => user.MappedAddressCount),
            NotMappedItemCount = users.Sum(user => user.NotMappedItemCount),
            UnmappedAddressCount = users.Sum(user => user.UnmappedAddressCount),
            UntaggedItemCount = users.Sum(user => user.UntaggedItemCount),
            DataConsistencyScore = users.Count == 0 || users.Any(user => user.DataConsistencyScore is null) ? null : users.Max(user => user.DataConsistencyScore),
            BytesTransferred = bytes,
            EstimatedTotalTransferSize = users.Sum(user => user.EstimatedTotalTransferSize),
            AverageBytesTransferredPerHour = overall > TimeSpan.Zero ? bytes / overall.TotalHours : 0,
            OverallDuration = overall,
            TotalQueuedDuration = Sum(user => user.TotalQueuedDuration),
            TotalInProgressDuration = Sum(user => user.TotalInProgressDuration),
            ThrottledDuration = Sum(user => user.ThrottledDuration),
            LimitDuration = Sum(user => user.LimitDuration),
            QuotaDuration = Sum(user => user.QuotaDuration),
            SourceActiveDuration = Sum(user => user.SourceActiveDuration),
            DestinationActiveDuration = Sum(user => user.DestinationActiveDuration),
            OwnDuration = Sum(user => user.OwnDuration),
            RequestCount = users.Sum(user => user.RequestCount),
            ThrottledRequestCount = users.Sum(user => user.ThrottledRequestCount),
            CeilingShare = PassTimes.CeilingShare([.. users.SelectMany(user => user.Passes)]),
            PassCount = users.Sum(user => user.PassCount),
            LastPass = last?.LastPass,
            FirstPassStartedUtc = users.Min(user => user.FirstPassStartedUtc),
            LastPassStartedUtc = last?.LastPassStartedUtc,
            LastPassEndedUtc = isActive ? null : users.Max(user => user.LastPassEndedUtc),
        };
        return row with { PercentComplete = StatisticsReader.Percent(row.TotalItemCount, row.PendingItemCount, status) };

        int CountOf(MigrationStatus which) => users.Count(user => user.Status == which);

        TimeSpan Sum(Func<UserStatistics, TimeSpan> which) => TimeSpan.FromTicks(users.Sum(user => which(user).Ticks));
    }

    // So many users at a time: no sooner than the longest of them, nor than all one after the other shared among the places.
    private static TimeSpan? InTurns(IReadOnlyList<UserStatistics> users, int places, Func<UserStatistics, TimeSpan?> which)
    {
        var (longest, sum) = (TimeSpan.Zero, TimeSpan.Zero);
        foreach (var user in users)
        {
            if (which(user) is not { } time)
            {
                return null;
            }

            longest = time > longest ? time : longest;
            sum += time;
        }

        return sum / places > longest ? sum / places : longest;
    }

    private static MigrationStatus StatusOf(IReadOnlyList<UserStatistics> users)
    {
        foreach (var status in LeastFarFirst)
        {
            if (users.Any(user => user.Status == status))
            {
                return status;
            }
        }

        return users.Count == 0 ? MigrationStatus.Queued
            : users.All(user => user.Status == MigrationStatus.Completed) ? MigrationStatus.Completed
            : users.All(user => user.Status == MigrationStatus.Failed) ? MigrationStatus.Failed
            : MigrationStatus.CompletedWithErrors;
    }
}
