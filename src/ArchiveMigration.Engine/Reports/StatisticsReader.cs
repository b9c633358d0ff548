using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Engine.Reports;

/// <summary>Makes the statistics of users from the catalog and the ledger's running counts.</summary>
/// <param name="catalog">Where the users are.</param>
/// <param name="ledger">Where their counts are.</param>
/// <param name="time">The clock, for passes that still run.</param>
/// <param name="isRunning">
/// Whether any process runs migrations on this store now. When none does, a pass without an end was cut off: it counts until the last thing
/// recorded in it, and its user is shown as Stopped. Null = somebody runs.
/// </param>
public sealed class StatisticsReader(IMigrationCatalog catalog, ILedger ledger, TimeProvider time, Func<bool>? isRunning = null)
{
    /// <summary>The statistics of a project's users, in the order they were added.</summary>
    /// <param name="project">The project.</param>
    /// <param name="filter">Which users.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="MigrationException">ProjectNotFound, StoreNotUsable.</exception>
    public async Task<IReadOnlyList<UserStatistics>> ReadAsync(string project, Func<MigrationUser, bool> filter, CancellationToken cancellationToken)
    {
        var running = isRunning?.Invoke() ?? true;
        List<UserStatistics> statistics = [];
        foreach (var user in catalog.GetUsers(project).Where(filter))
        {
            var tally = await ledger.ReadTallyAsync(user.Id, cancellationToken).ConfigureAwait(false);
            var row = Of(user, tally, time.GetUtcNow(), running);
            if (user.Status == MigrationStatus.WaitingForQuota && catalog.GetQuotaWait(user.Id) is { } wait)
            {
                row = row with { WaitingSinceUtc = wait.SinceUtc, NextProbeUtc = running ? wait.NextProbeUtc : null };
            }

            if (row.ExcludedItemCount > 0)
            {
                row = row with { ExcludedBy = await ledger.ReadExclusionsAsync(user.Id, cancellationToken).ConfigureAwait(false) };
            }

            statistics.Add(row);
        }

        return statistics;
    }

    /// <summary>The statistics of the source folders of a project's users: by user in the order they were added, in it by folder in the order they were found.</summary>
    /// <param name="project">The project.</param>
    /// <param name="filter">Which users.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="MigrationException">ProjectNotFound, StoreNotUsable.</exception>
    public async Task<IReadOnlyList<FolderStatistics>> ReadFoldersAsync(string project, Func<MigrationUser, bool> filter, CancellationToken cancellationToken)
    {
        List<FolderStatistics> statistics = [];
        foreach (var user in catalog.GetUsers(project).Where(filter))
        {
            statistics.AddRange((await ledger.ReadFolderTalliesAsync(user.Id, cancellationToken).ConfigureAwait(false)).Select(folder => new FolderStatistics
            {
                Project = user.Project,
                SourceAddress = user.SourceAddress,
                DestinationAddress = user.DestinationAddress,
                FolderPath = folder.Path,
                DestinationFolderPath = folder.DestinationPath,
                Categories = folder.Rows,
            }));
        }

        return statistics;
    }

    /// <summary>The statistics of one user.</summary>
    /// <param name="user">The user.</param>
    /// <param name="tally">Its counts.</param>
    /// <param name="now">The time, UTC.</param>
    /// <param name="running">Whether any process runs migrations on the store.</param>
    internal static UserStatistics Of(MigrationUser user, UserTally tally, DateTimeOffset now, bool running)
    {
        var wasCutOff = IsInProgress(user.Status) && !running;
        var status = wasCutOff ? MigrationStatus.Stopped : user.Status;
        var passes = tally.Passes;
        var duration = PassTimes.Sum(PassTimes.Of(passes, now, IsInProgress(status)));
        var last = passes.Count > 0 ? passes[^1] : null;
        var row = new UserStatistics
        {
            Project = user.Project,
            SourceAddress = user.SourceAddress,
            DestinationAddress = user.DestinationAddress,
            DisplayName = user.DisplayName,
            Status = status,
            StatusDetail = wasCutOff ? "The run was cut off: its process or machine ended. The next start continues where it was." : user.StatusDetail,
            FolderCount = tally.FolderCount,
            Categories = tally.Rows,
            MappedItemCount = tally.Mapping.MappedItems,
            MappedAddressCount = tally.Mapping.MappedAddresses,
            NotMappedItemCount = tally.Mapping.NotMappedItems,
            UnmappedAddressCount = tally.Mapping.LeftAddresses,
            UntaggedItemCount = tally.Mapping.UntaggedItems,
            BytesTransferred = tally.BytesTransferred,
            AverageBytesTransferredPerHour = duration > TimeSpan.Zero ? tally.BytesTransferred / duration.TotalHours : 0,
            TotalQueuedDuration = Positive((passes.Count > 0 ? passes[0].StartedUtc : now) - user.AddedUtc),
            TotalInProgressDuration = duration,
            ThrottledDuration = PassTimes.Sum(passes, static pace => pace.ThrottledTime),
            LimitDuration = PassTimes.Sum(passes, static pace => pace.LimitTime),
            QuotaDuration = PassTimes.WaitedForQuota(passes, now, status == MigrationStatus.WaitingForQuota),
            SourceActiveDuration = PassTimes.Sum(passes, static pace => pace.SourceTime),
            DestinationActiveDuration = PassTimes.Sum(passes, static pace => pace.DestinationTime),
            OwnDuration = PassTimes.Sum(passes, static pace => pace.OwnTime),
            RequestCount = passes.Sum(static pass => pass.Pace?.RequestCount ?? 0),
            ThrottledRequestCount = passes.Sum(static pass => pass.Pace?.ThrottledRequestCount ?? 0),
            CeilingShare = PassTimes.CeilingShare(passes),
            PassCount = passes.Count,
            LastPass = last?.Kind,
            FirstPassStartedUtc = passes.Count > 0 ? passes[0].StartedUtc : null,
            LastPassStartedUtc = last?.StartedUtc,
            LastPassEndedUtc = last?.EndedUtc,
            Passes = passes,
        };
        return WithOutlook(row);
    }

    /// <summary>Whether a user is at work.</summary>
    internal static bool IsInProgress(MigrationStatus status) => status is MigrationStatus.Validating or MigrationStatus.Syncing or MigrationStatus.Stopping;

    /// <summary>
    /// Rounded down, so that the last item shows. While a pass runs more may be found, so it is 99 at most; an empty mailbox is complete when its
    /// pass is.
    /// </summary>
    internal static int Percent(long total, long pending, MigrationStatus status)
    {
        var most = IsInProgress(status) || pending > 0 ? 99 : 100;
        return total > 0 ? (int)Math.Min(most, (total - pending) * 100 / total) : IsDone(status) ? 100 : 0;
    }

    private static UserStatistics WithOutlook(UserStatistics row)
    {
        var pendingBytes = row.ImportedItemSize > 0 && row.BytesTransferred > 0 ? (double)row.BytesTransferred / row.ImportedItemSize * row.PendingItemSize : row.PendingItemSize;
        var remaining = IsDone(row.Status) || row.Status == MigrationStatus.Failed ? (TimeSpan.Zero, TimeSpan.Zero)
            : IsListed(row) ? RemainingTime.Of(row.PendingItemCount, pendingBytes, row.Passes)
            : null;
        return row with
        {
            PercentComplete = Percent(row.TotalItemCount, row.PendingItemCount, row.Status),
            DataConsistencyScore = Score(row),
            EstimatedTotalTransferSize = row.BytesTransferred + (long)pendingBytes,
            EstimatedRemainingTime = remaining?.Estimated,
            LeastRemainingTime = remaining?.Least,
        };
    }

    // How much there is to do is known once the pass copies: until then it lists, and finds more.
    private static bool IsListed(UserStatistics row) => row.Status switch
    {
        MigrationStatus.Syncing or MigrationStatus.Stopping or MigrationStatus.Stopped => row.Passes is [.., { Pace: { } pace }] && pace.CopyTime > TimeSpan.Zero,
        _ => false,
    };

    private static DataConsistency? Score(UserStatistics row) => row switch
    {
        { Status: MigrationStatus.Failed } => DataConsistency.Poor,
        { PendingItemCount: 0 } when IsDone(row.Status) => ConsistencyScore.Of(row.TotalItemCount, row.FailedItemCount),
        _ => null,
    };

    private static bool IsDone(MigrationStatus status) => status is MigrationStatus.Completed or MigrationStatus.CompletedWithErrors;

    private static TimeSpan Positive(TimeSpan span) => span > TimeSpan.Zero ? span : TimeSpan.Zero;
}
