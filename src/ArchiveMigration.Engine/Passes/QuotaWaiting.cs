using System.Collections.Concurrent;
using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Progress;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Engine.Passes;

/// <summary>The users of one run whose destination is full: what is remembered of them, when they are tried again, what is said of it.</summary>
/// <param name="catalog">Where it is remembered.</param>
/// <param name="ledger">Their counts.</param>
/// <param name="settled">Who can go on without a listing.</param>
/// <param name="progress">Who is told.</param>
/// <param name="time">The clock.</param>
/// <param name="isWaitedFor">Whether the run waits until there is room.</param>
internal sealed class QuotaWaiting(IMigrationCatalog catalog, ILedger ledger, SettledUsers settled, IProgress<MigrationEvent> progress, TimeProvider time, bool isWaitedFor)
{
    /// <summary>After so many items the room was a real one, and the next time it is full is a new beginning.</summary>
    private const long ItemsOfRealRoom = 1000;

    private readonly ConcurrentDictionary<long, long> importedAtResume = new();
    private readonly ConcurrentDictionary<long, bool> told = new();

    /// <summary>Whether the user waits for room and can be tried.</summary>
    public bool IsWaiting(MigrationUser user) => catalog.GetQuotaWait(user.Id) is { IsSettled: true };

    /// <summary>Tries whether there is room.</summary>
    /// <param name="context">The user's last pass, which the item that is tried belongs to.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<QuotaAnswer> TryAsync(PassContext context, CancellationToken cancellationToken)
    {
        var userId = context.User.Id;
        var wait = catalog.GetQuotaWait(userId)!;

        // Written first: should this process die while the item is on its way, the next one looks at the destination before it tries again.
        catalog.SetQuotaWait(userId, wait with { IsSettled = false });
        var wasSettledHere = settled.Contains(context.User);
        settled.Set(context.User, false);
        var answer = await new QuotaProbe(context).RunAsync(cancellationToken).ConfigureAwait(false);
        if (answer == QuotaAnswer.Full)
        {
            catalog.SetQuotaWait(userId, wait);
        }

        settled.Set(context.User, wasSettledHere && answer != QuotaAnswer.Unknown);

        if (answer != QuotaAnswer.Full)
        {
            importedAtResume[userId] = (await ledger.ReadTallyAsync(userId, cancellationToken).ConfigureAwait(false)).CountOf(Disposition.Imported);
        }

        return answer;
    }

    /// <summary>Where an item that was tried may still be on its way - its answer was lost, or its process died - gives it the time to arrive before anybody looks.</summary>
    public async Task LetArriveAsync(PassContext context, CancellationToken cancellationToken)
    {
        if (catalog.GetQuotaWait(context.User.Id) is { IsSettled: false } && !settled.Contains(context.User))
        {
            await Task.Delay(context.SettleTime, time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The destination is full: remembers it and gives what to say.</summary>
    /// <param name="user">Whose.</param>
    /// <param name="options">The project's options.</param>
    /// <param name="isSettled">Whether every Pending item is known not to be there; null = that has not changed.</param>
    public async Task<(string Detail, TimeSpan? Again)> EnterAsync(MigrationUser user, ProjectOptions options, bool? isSettled)
    {
        var tally = await ledger.ReadTallyAsync(user.Id, CancellationToken.None).ConfigureAwait(false);
        var now = time.GetUtcNow();
        var before = catalog.GetQuotaWait(user.Id);
        var wasRealRoom = importedAtResume.TryRemove(user.Id, out var imported) && tally.CountOf(Disposition.Imported) - imported >= ItemsOfRealRoom;
        var wait = before is null || wasRealRoom ? new QuotaWait { SinceUtc = now } : before with { ProbeCount = before.ProbeCount + 1 };
        TimeSpan? again = isWaitedFor ? QuotaSchedule.After(wait.ProbeCount, user.Id) : null;
        catalog.SetQuotaWait(user.Id, wait with { NextProbeUtc = now + again, IsSettled = isSettled ?? wait.IsSettled });
        if (isSettled is { } known)
        {
            settled.Set(user, known);
        }

        return (QuotaNotice.Of(options.DestinationKind, tally, isWaitedFor), again);
    }

    /// <summary>Tells that a user waits; as news only once in a run.</summary>
    public void Tell(MigrationUser user, string detail, TimeSpan again)
        => progress.Report(new MigrationEvent.UserWaiting(user.SourceAddress, detail, told.TryAdd(user.Id, true), time.GetUtcNow() + again));

    /// <summary>There is room, or the pass ended otherwise.</summary>
    public void Leave(MigrationUser user)
    {
        settled.Set(user, false);
        catalog.SetQuotaWait(user.Id, null);
    }

    /// <summary>The run ends: who still waits, waits for the next one.</summary>
    public async Task EndAsync(string project, ProjectOptions options)
    {
        foreach (var user in catalog.GetUsers(project).Where(user => user.Status == MigrationStatus.WaitingForQuota && told.ContainsKey(user.Id)))
        {
            var tally = await ledger.ReadTallyAsync(user.Id, CancellationToken.None).ConfigureAwait(false);
            catalog.SetUserStatus(user.Id, user.Status, QuotaNotice.Of(user.Options.Over(options).DestinationKind, tally, isWaitedFor: false));
            if (catalog.GetQuotaWait(user.Id) is { } wait)
            {
                catalog.SetQuotaWait(user.Id, wait with { NextProbeUtc = null });
            }
        }
    }
}
