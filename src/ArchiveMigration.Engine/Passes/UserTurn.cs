using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Progress;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Engine.Passes;

/// <summary>
/// A user's turn in a run: opens the mailboxes, runs the pass and writes down how it ended. One user's failure never reaches another;
/// only a failure of the store ends the whole run.
/// </summary>
internal sealed class UserTurn(RunContext run, UsersAtWork atWork, MigrationUser user, ProjectOptions options)
{
    private readonly UserMeter meter = new(user.SourceAddress, run.Progress, run.Time);
    private readonly bool waitsForRoom = run.Quota.IsWaiting(user);
    private long? passId;
    private UserPass? pass;
    private MigrationException? cause;

    /// <summary>Takes it. Cancelling ends it as Stopped, without an exception.</summary>
    /// <returns>The time after which the user wants another turn, because its destination is full, the service was away or it is quiet; null when it is done.</returns>
    /// <exception cref="MigrationException">The store cannot be written.</exception>
    public async Task<TimeSpan?> RunAsync(CancellationToken cancellationToken)
    {
        await using var stopping = cancellationToken.UnsafeRegister(_ => meter.Enter(MigrationStatus.Stopping), null).ConfigureAwait(false);
        try
        {
            if (!waitsForRoom)
            {
                await BeginPassAsync(MigrationStatus.Validating).ConfigureAwait(false);
            }

            var (status, detail) = await TryAsync(cancellationToken).ConfigureAwait(false);
            await run.Ledger.FlushAsync(CancellationToken.None).ConfigureAwait(false);
            return await EndAsync(status, detail, cancellationToken).ConfigureAwait(false);
        }
        catch (MigrationException removed) when (removed.ErrorId == ErrorIds.UserNotFound)
        {
            run.Progress.Report(new MigrationEvent.UserEnded(user.SourceAddress, MigrationStatus.Failed, $"{removed.Message} {removed.Remedy}"));
            return null;
        }
    }

    private async Task<(MigrationStatus Status, string? Detail)> TryAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await PassAsync(cancellationToken).ConfigureAwait(false);
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
            cause = failure;
            return RunVerdict.Of(failure);
        }
    }

    private async Task<(MigrationStatus Status, string? Detail)> PassAsync(CancellationToken cancellationToken)
    {
        var context = await OpenAsync(cancellationToken).ConfigureAwait(false);
        var answer = waitsForRoom ? await run.Quota.TryAsync(context, cancellationToken).ConfigureAwait(false) : QuotaAnswer.Unknown;
        if (answer == QuotaAnswer.Full)
        {
            return (MigrationStatus.WaitingForQuota, null);
        }

        if (waitsForRoom)
        {
            context = context with { PassId = await BeginPassAsync(MigrationStatus.Syncing).ConfigureAwait(false) };
        }
        else
        {
            Enter(MigrationStatus.Syncing);
        }

        if (answer == QuotaAnswer.Unknown)
        {
            await run.Quota.LetArriveAsync(context, cancellationToken).ConfigureAwait(false);
        }

        var resumes = run.Settled.Contains(user);
        run.Settled.Set(user, false);
        pass = new UserPass(context, run.Request.Kind == PassKind.RetryErrors ? new RetryChoice(context, run.Request.ErrorId, goesOn: !run.RetriesBegun.TryAdd(user.Id, true)) : null);
        var tally = await pass.RunAsync(run.Request.Kind, resumes, cancellationToken).ConfigureAwait(false);
        return pass.IsPaused ? (MigrationStatus.Stopped, run.Schedule.Notice ?? "Paused for quiet hours.") : RunVerdict.Of(user, run.Request.Kind, tally);
    }

    private async Task<PassContext> OpenAsync(CancellationToken cancellationToken)
    {
        var from = await run.Source.OpenMailboxAsync(user.SourceAddress, MailboxKind.Archive, cancellationToken).ConfigureAwait(false);
        var to = await run.Destination.OpenMailboxAsync(user.DestinationAddress, options.DestinationKind, cancellationToken).ConfigureAwait(false);
        meter.Open(from, to);
        return new PassContext
        {
            // Whether there is room is tried as a part of the last pass: one that moves nothing is none.
            PassId = passId ?? (await run.Ledger.ReadTallyAsync(user.Id, cancellationToken).ConfigureAwait(false)).Passes[^1].Id,
            User = user,
            Options = options,
            Source = from,
            Destination = to,
            Ledger = run.Ledger,
            Budget = run.Budget,
            Mapping = run.Mapping.For(options),
            Subjects = run.Subjects,
            Meter = meter,
            Scope = new PassScope(run.Request.Before),
            IsQuiet = () => run.Schedule.IsQuiet,
            UpdateChanged = run.Request.UpdateChanged,
            SettleTime = run.Request.SettleTime,
            Time = run.Time,
        };
    }

    private async Task<TimeSpan?> EndAsync(MigrationStatus status, string? detail, CancellationToken cancellationToken)
    {
        TimeSpan? again = null;
        var wasAway = cause is not null && Outage.Is(cause);
        if (wasAway)
        {
            again = await IsBackAsync(cancellationToken).ConfigureAwait(false) ? TimeSpan.Zero : null;
            detail = run.Outage.HasGivenUp && run.Request.MaximumOutage > TimeSpan.Zero ? $"{run.Outage.GivenUp} ({detail})" : detail;
        }

        if (status == MigrationStatus.WaitingForQuota)
        {
            (detail, again) = await run.Quota.EnterAsync(user, options, pass?.IsSettled).ConfigureAwait(false);
        }
        else if (status is not MigrationStatus.Stopped)
        {
            run.Quota.Leave(user);
        }

        await EndPassAsync(status, detail).ConfigureAwait(false);
        if (wasAway && again is not null)
        {
            run.Catalog.SetUserStatus(user.Id, MigrationStatus.Syncing, null);
            return again;
        }

        if (pass?.IsPaused == true && status == MigrationStatus.Stopped && !cancellationToken.IsCancellationRequested)
        {
            run.Settled.Set(user, pass.IsSettled);
            run.Catalog.SetUserStatus(user.Id, MigrationStatus.Syncing, detail);
            run.Progress.Report(new MigrationEvent.UserPaused(user.SourceAddress, detail!));
            return run.Schedule.Pause(user);
        }

        Enter(status, detail);
        if (again is { } wait)
        {
            run.Quota.Tell(user, detail!, wait);
        }
        else
        {
            run.Progress.Report(new MigrationEvent.UserEnded(user.SourceAddress, status, detail) { Failure = cause });
        }

        return again;
    }

    // The state says what is waited for as long as it lasts; when all is settled by then, the next turn need not list before it copies.
    private async Task<bool> IsBackAsync(CancellationToken cancellationToken)
    {
        var tally = await run.Ledger.ReadTallyAsync(user.Id, CancellationToken.None).ConfigureAwait(false);
        try
        {
            if (!await run.Outage.WaitAsync(user, options.DestinationKind, tally.CountOf(Disposition.Imported), cancellationToken).ConfigureAwait(false))
            {
                return false;
            }

            run.Settled.Set(user, pass is not null && await pass.LookAgainAsync(cancellationToken).ConfigureAwait(false));
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

    private async Task<long> BeginPassAsync(MigrationStatus first)
    {
        run.Progress.Report(new MigrationEvent.UserStarted(user.SourceAddress));
        var begun = await run.Ledger.BeginPassAsync(user.Id, run.Request.Kind, CancellationToken.None).ConfigureAwait(false);
        passId = begun;
        Enter(first);
        atWork.Add(user, meter, begun);
        return begun;
    }

    private async Task EndPassAsync(MigrationStatus status, string? detail)
    {
        if (passId is { } begun)
        {
            if (meter.Pace is { } pace)
            {
                await run.Ledger.RecordPaceAsync(begun, pace, CancellationToken.None).ConfigureAwait(false);
            }

            await run.Ledger.EndPassAsync(begun, status, detail, CancellationToken.None).ConfigureAwait(false);
        }

        atWork.Remove(user, meter);
    }

    private void Enter(MigrationStatus status, string? detail = null)
    {
        run.Catalog.SetUserStatus(user.Id, status, detail);
        meter.Enter(status);
    }
}
