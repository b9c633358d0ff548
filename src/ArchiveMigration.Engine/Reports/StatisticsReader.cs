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

    /// <summary>The statistics of one user.</summary>
    /// <param name="user">The user.</param>
    /// <param name="tally">Its counts.</param>
    /// <param name="now">The time, UTC.</param>
    /// <param name="running">Whether any process runs migrations on the store.</param>
    internal static UserStatistics Of(MigrationUser user, UserTally tally, DateTimeOffset now, bool running)
    {
        var inProgress = IsInProgress(user.Status);
        var wasCutOff = inProgress && !running;
        var status = wasCutOff ? MigrationStatus.Stopped : user.Status;
        var duration = Duration(tally.Passes, now, inProgress && running);
        var last = tally.Passes.Count > 0 ? tally.Passes[^1] : null;
        var total = Sum(tally, static disposition => disposition is not Disposition.Vanished);
        var synced = Sum(tally, static disposition => disposition is Disposition.Imported or Disposition.AlreadyPresent);
        var failed = Sum(tally, static disposition => disposition is Disposition.Failed);
        var pending = Sum(tally, static disposition => disposition is Disposition.Pending).Count;
        return new UserStatistics
        {
            Project = user.Project,
            SourceAddress = user.SourceAddress,
            DestinationAddress = user.DestinationAddress,
            Status = status,
            StatusDetail = wasCutOff ? "The run was cut off: its process or machine ended. The next start continues where it was." : user.StatusDetail,
            FolderCount = tally.FolderCount,
            TotalItemCount = total.Count,
            TotalItemSize = total.Size,
            SyncedItemCount = synced.Count,
            SyncedItemSize = synced.Size,
            AlreadyPresentItemCount = Sum(tally, static disposition => disposition is Disposition.AlreadyPresent).Count,
            ExcludedItemCount = Sum(tally, static disposition => disposition is Disposition.Excluded).Count,
            FailedItemCount = failed.Count,
            FailedItemSize = failed.Size,
            VanishedItemCount = Sum(tally, static disposition => disposition is Disposition.Vanished).Count,
            PendingItemCount = pending,
            MappedItemCount = tally.Mapping.MappedItems,
            MappedAddressCount = tally.Mapping.MappedAddresses,
            NotMappedItemCount = tally.Mapping.NotMappedItems,
            UnmappedAddressCount = tally.Mapping.LeftAddresses,
            PercentComplete = Percent(total.Count, pending, status),
            BytesTransferred = tally.BytesTransferred,
            AverageBytesTransferredPerHour = duration > TimeSpan.Zero ? tally.BytesTransferred / duration.TotalHours : 0,
            TotalInProgressDuration = duration,
            ThrottledDuration = Sum(tally.Passes, static pace => pace.ThrottledTime),
            LimitDuration = Sum(tally.Passes, static pace => pace.LimitTime),
            QuotaDuration = QuotaDuration(tally.Passes, now, status == MigrationStatus.WaitingForQuota),
            SourceDuration = Sum(tally.Passes, static pace => pace.SourceTime),
            DestinationDuration = Sum(tally.Passes, static pace => pace.DestinationTime),
            OwnDuration = Sum(tally.Passes, static pace => pace.OwnTime),
            RequestCount = tally.Passes.Sum(static pass => pass.Pace?.RequestCount ?? 0),
            ThrottledRequestCount = tally.Passes.Sum(static pass => pass.Pace?.ThrottledRequestCount ?? 0),
            CeilingShare = CeilingShare(tally.Passes),
            PassCount = tally.Passes.Count,
            LastPass = last?.Kind,
            LastPassStartedUtc = last?.StartedUtc,
            LastPassEndedUtc = last?.EndedUtc,
            Categories = tally.Rows,
        };
    }

    /// <summary>
    /// Rounded down, so that the last item shows. While a pass runs more may be found, so it is 99 at most; an empty mailbox is complete when its
    /// pass is.
    /// </summary>
    private static int Percent(long total, long pending, MigrationStatus status)
    {
        var most = IsInProgress(status) || pending > 0 ? 99 : 100;
        return total > 0
            ? (int)Math.Min(most, (total - pending) * 100 / total)
            : status is MigrationStatus.Completed or MigrationStatus.CompletedWithErrors ? 100 : 0;
    }

    private static TimeSpan Duration(IReadOnlyList<PassRecord> passes, DateTimeOffset now, bool lastIsRunning)
    {
        var sum = TimeSpan.Zero;
        for (var index = 0; index < passes.Count; index++)
        {
            var pass = passes[index];
            var runs = pass.EndedUtc is null && lastIsRunning && index == passes.Count - 1;
            var end = runs ? now : pass.EndedUtc ?? pass.LastActivityUtc ?? pass.StartedUtc;
            sum += end > pass.StartedUtc ? end - pass.StartedUtc : TimeSpan.Zero;
        }

        return sum;
    }

    // From the end of a pass that found the destination full to the begin of the next one.
    private static TimeSpan QuotaDuration(IReadOnlyList<PassRecord> passes, DateTimeOffset now, bool isWaiting)
    {
        var sum = TimeSpan.Zero;
        for (var index = 0; index < passes.Count; index++)
        {
            if (passes[index] is { Status: MigrationStatus.WaitingForQuota, EndedUtc: { } full })
            {
                var next = index + 1 < passes.Count ? passes[index + 1].StartedUtc : isWaiting ? now : full;
                sum += next > full ? next - full : TimeSpan.Zero;
            }
        }

        return sum;
    }

    private static TimeSpan Sum(IReadOnlyList<PassRecord> passes, Func<PassPace, TimeSpan> which) =>
        TimeSpan.FromTicks(passes.Sum(pass => pass.Pace is { } pace ? which(pace).Ticks : 0));

    /// <summary>Percent over all passes, each weighing as long as it copied.</summary>
    private static double? CeilingShare(IReadOnlyList<PassRecord> passes)
    {
        var copied = Sum(passes, static pace => pace.CopyTime);
        return copied > TimeSpan.Zero ? passes.Sum(pass => pass.Pace is { } pace ? pace.CeilingShare * (pace.CopyTime / copied) : 0) * 100 : null;
    }

    private static (long Count, long Size) Sum(UserTally tally, Func<Disposition, bool> which)
    {
        var (count, size) = (0L, 0L);
        foreach (var row in tally.Rows)
        {
            if (which(row.Disposition))
            {
                count += row.Count;
                size += row.Size;
            }
        }

        return (count, size);
    }

    private static bool IsInProgress(MigrationStatus status) => status is MigrationStatus.Validating or MigrationStatus.Syncing or MigrationStatus.Stopping;
}
