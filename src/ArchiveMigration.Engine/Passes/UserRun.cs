using System.Collections.Concurrent;
using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Passes.Mapping;
using ArchiveMigration.Engine.Passes.Schedule;
using ArchiveMigration.Engine.Progress;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Engine.Passes;

/// <summary>
/// A user's turn in a run: opens the mailboxes, runs the pass and writes down how it ended. One user's failure never reaches another;
/// only a failure of the store ends the whole run.
/// </summary>
internal sealed class UserRun(
    IMigrationCatalog catalog, ILedger ledger, ByteBudget budget, RunMapping mapping, QuotaWaiting quota, Outage outage, RunSchedule schedule, SettledUsers settled, FailedSubjects subjects,
    IProgress<MigrationEvent> progress, TimeProvider time)
{
    private readonly ConcurrentDictionary<long, (UserMeter Meter, long PassId)> atWork = new();

    /// <summary>Gives one user a turn. Cancelling ends it as Stopped, without an exception.</summary>
    /// <returns>The time after which it wants another turn, because its destination is full or the service was away; null when it is done.</returns>
    /// <exception cref="MigrationException">The store cannot be written.</exception>
    public async Task<TimeSpan?> RunAsync(MigrationUser user, ProjectOptions options, IMailboxService source, IMailboxService destination, RunRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await TakeTurnAsync(user, options, source, destination, request, cancellationToken).ConfigureAwait(false);
        }
        catch (MigrationException removed) when (removed.ErrorId == ErrorIds.UserNotFound)
        {
            progress.Report(new MigrationEvent.UserEnded(user.SourceAddress, MigrationStatus.Failed, $"{removed.Message} {removed.Remedy}"));
            return null;
        }
    }

    private async Task<TimeSpan?> TakeTurnAsync(MigrationUser user, ProjectOptions options, IMailboxService source, IMailboxService destination, RunRequest request, CancellationToken cancellationToken)
    {
        var meter = new UserMeter(user.SourceAddress, progress, time);
        await using var stopping = cancellationToken.UnsafeRegister(_ => meter.Enter(MigrationStatus.Stopping), null).ConfigureAwait(false);
        var isWaiting = quota.IsWaiting(user);
        long? passId = null;
        UserPass? pass = null;
        TimeSpan? again = null;
        MigrationException? away = null;
        MigrationException? cause = null;
        if (!isWaiting)
        {
            await BeginAsync(MigrationStatus.Validating).ConfigureAwait(false);
        }

        var (status, detail) = await TryAsync().ConfigureAwait(false);

        await ledger.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        if (away is not null)
        {
            again = await IsBackAsync().ConfigureAwait(false) ? TimeSpan.Zero : null;
            detail = outage.HasGivenUp && request.MaximumOutage > TimeSpan.Zero ? $"{outage.GivenUp} ({detail})" : detail;
        }

        if (status == MigrationStatus.WaitingForQuota)
        {
            (detail, again) = await quota.EnterAsync(user, options, pass?.IsSettled).ConfigureAwait(false);
        }
        else if (status is not MigrationStatus.Stopped)
        {
            quota.Leave(user);
        }

        if (passId is { } begun)
        {
            if (meter.Pace is { } pace)
            {
                await ledger.RecordPaceAsync(begun, pace, CancellationToken.None).ConfigureAwait(false);
            }

            await ledger.EndPassAsync(begun, status, detail, CancellationToken.None).ConfigureAwait(false);
        }

        lock (meter)
        {
            atWork.TryRemove(user.Id, out _);
        }

        if (away is not null && again is not null)
        {
            catalog.SetUserStatus(user.Id, MigrationStatus.Syncing, null);
            return again;
        }

        if (pass?.IsPaused == true && status == MigrationStatus.Stopped && !cancellationToken.IsCancellationRequested)
        {
            settled.Set(user, pass.IsSettled);
            catalog.SetUserStatus(user.Id, MigrationStatus.Syncing, detail);
            progress.Report(new MigrationEvent.UserPaused(user.SourceAddress, detail!));
            return schedule.Pause(user);
        }

        catalog.SetUserStatus(user.Id, status, detail);
        meter.Enter(status);
        if (again is { } wait)
        {
            quota.Tell(user, detail!, wait);
        }
        else
        {
            progress.Report(new MigrationEvent.UserEnded(user.SourceAddress, status, detail) { Failure = cause });
        }

        return again;

        async Task<(MigrationStatus Status, string? Detail)> TryAsync()
        {
            try
            {
                var from = await source.OpenMailboxAsync(user.SourceAddress, MailboxKind.Archive, cancellationToken).ConfigureAwait(false);
                var to = await destination.OpenMailboxAsync(user.DestinationAddress, options.DestinationKind, cancellationToken).ConfigureAwait(false);
                meter.Open(from, to);
                var context = new PassContext
                {
                    PassId = passId ?? await LastPassAsync().ConfigureAwait(false),
                    User = user,
                    Options = options,
                    Source = from,
                    Destination = to,
                    Ledger = ledger,
                    Budget = budget,
                    Mapping = mapping.For(options),
                    Subjects = subjects,
                    Meter = meter,
                    Scope = new PassScope(request.Before),
                    IsQuiet = () => schedule.IsQuiet,
                    UpdateChanged = request.UpdateChanged,
                    SettleTime = request.SettleTime,
                    Time = time,
                };
                var answer = isWaiting ? await quota.TryAsync(context, cancellationToken).ConfigureAwait(false) : QuotaAnswer.Unknown;
                if (answer == QuotaAnswer.Full)
                {
                    return (MigrationStatus.WaitingForQuota, null);
                }

                if (isWaiting)
                {
                    context = context with { PassId = await BeginAsync(MigrationStatus.Syncing).ConfigureAwait(false) };
                }
                else
                {
                    Enter(MigrationStatus.Syncing);
                }

                if (answer == QuotaAnswer.Unknown)
                {
                    await quota.LetArriveAsync(context, cancellationToken).ConfigureAwait(false);
                }

                var resumes = settled.Contains(user);
                settled.Set(user, false);
                pass = new UserPass(context, request.ErrorId);
                var tally = await pass.RunAsync(request.Kind, resumes, cancellationToken).ConfigureAwait(false);
                return pass.IsPaused ? (MigrationStatus.Stopped, schedule.Notice ?? "Paused for quiet hours.") : Judge(user, request.Kind, tally);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return (MigrationStatus.Stopped, "Stopped. Start again to go on where it was.");
            }
            catch (MigrationException full) when (full.ErrorId == ErrorIds.QuotaExceeded)
            {
                return (MigrationStatus.WaitingForQuota, null);
            }
            catch (MigrationException passing) when (passing.IsTransient && passId is null)
            {
                // It was only to be found out whether there is room; that can wait.
                return (MigrationStatus.WaitingForQuota, null);
            }
            catch (MigrationException failure) when (failure.Kind != MigrationErrorKind.Store && failure.ErrorId != ErrorIds.UserNotFound)
            {
                away = Outage.Is(failure) ? failure : null;
                cause = failure;
                return Explain(failure);
            }
        }

        // The state says what is waited for as long as it lasts; when all is settled by then, the next turn need not list before it copies.
        async Task<bool> IsBackAsync()
        {
            var tally = await ledger.ReadTallyAsync(user.Id, CancellationToken.None).ConfigureAwait(false);
            try
            {
                if (!await outage.WaitAsync(user, options.DestinationKind, tally.CountOf(Disposition.Imported), cancellationToken).ConfigureAwait(false))
                {
                    return false;
                }

                settled.Set(user, pass is not null && await pass.LookAgainAsync(cancellationToken).ConfigureAwait(false));
                return true;
            }
            catch (MigrationException failedAgain) when (Outage.Is(failedAgain))
            {
                return true;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return false;
            }
        }

        async Task<long> BeginAsync(MigrationStatus first)
        {
            progress.Report(new MigrationEvent.UserStarted(user.SourceAddress));
            passId = await ledger.BeginPassAsync(user.Id, request.Kind, CancellationToken.None).ConfigureAwait(false);
            Enter(first);
            atWork[user.Id] = (meter, passId.Value);
            return passId.Value;
        }

        async Task<long> LastPassAsync() => (await ledger.ReadTallyAsync(user.Id, cancellationToken).ConfigureAwait(false)).Passes[^1].Id;

        void Enter(MigrationStatus next)
        {
            catalog.SetUserStatus(user.Id, next, null);
            meter.Enter(next);
        }
    }

    /// <summary>The run ends in quiet hours: who was paused is stopped.</summary>
    public void EndPauses()
    {
        foreach (var user in schedule.Paused)
        {
            const string detail = "Stopped in quiet hours. Start again to go on where it was.";
            catalog.SetUserStatus(user.Id, MigrationStatus.Stopped, detail);
            progress.Report(new MigrationEvent.UserEnded(user.SourceAddress, MigrationStatus.Stopped, detail));
        }
    }

    /// <summary>Shows of everybody at work that the service cannot be reached; null = that it can.</summary>
    public void Show(string? notice)
    {
        foreach (var (userId, (meter, _)) in atWork)
        {
            // Whoever ends its turn meanwhile waits, so that its own last word stays.
            lock (meter)
            {
                if (atWork.ContainsKey(userId) && meter.Away(notice))
                {
                    catalog.SetUserStatus(userId, MigrationStatus.Syncing, notice);
                }
            }
        }
    }

    /// <summary>Records of everybody at work where the time went so far, for whoever looks from another session and should this process be killed.</summary>
    public async Task KeepPaceAsync()
    {
        foreach (var (meter, passId) in atWork.Values)
        {
            if (meter.Pace is { } pace)
            {
                await ledger.RecordPaceAsync(passId, pace, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Notes that a user was taken out of the run before its turn. One that has ended its turn keeps what it came to.</summary>
    public void Leave(MigrationUser user, string askedBy)
    {
        var now = catalog.GetUser(user.Project, user.SourceAddress);
        if (now.Status is MigrationStatus.Queued or MigrationStatus.Stopped or MigrationStatus.Failed)
        {
            catalog.SetUserStatus(user.Id, MigrationStatus.Stopped, $"{askedBy} stopped it before its turn came. Start again to go on where it was.");
        }
    }

    private static (MigrationStatus Status, string? Detail) Judge(MigrationUser user, PassKind kind, UserTally tally)
    {
        var failed = tally.CountOf(Disposition.Failed);
        var waiting = tally.CountOf(Disposition.Pending);
        var isPart = waiting > 0 || kind == PassKind.Trial;
        var waits = !isPart ? null : kind == PassKind.Trial ? $"A trial: {tally.CountOf(Disposition.Imported) + tally.CountOf(Disposition.AlreadyPresent):N0} items are at the destination. Start-ArchiveMigration {user.Project} migrates all." : $"{waiting:N0} {(waiting == 1 ? "item waits" : "items wait")} for a later pass: Start-ArchiveMigration {user.Project}.";
        return failed == 0
            ? (isPart ? MigrationStatus.Synced : MigrationStatus.Completed, waits)
            : (MigrationStatus.CompletedWithErrors, $"{failed:N0} {(failed == 1 ? "item" : "items")} failed: see Get-ArchiveMigrationItem -Disposition Failed.{(waits is null ? string.Empty : $" {waits}")}");
    }

    private static (MigrationStatus Status, string? Detail) Explain(MigrationException failure)
    {
        var detail = failure.WithTicket(string.IsNullOrEmpty(failure.Remedy) ? failure.Message : $"{failure.Message} {failure.Remedy}");
        var goesOnByItself = failure.IsTransient || failure.ErrorId is ErrorIds.FolderNotFound;
        return (goesOnByItself ? MigrationStatus.Stopped : MigrationStatus.Failed, detail);
    }
}
