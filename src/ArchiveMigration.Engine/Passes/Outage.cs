using System.Collections.Concurrent;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Progress;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Engine.Passes;

/// <summary>
/// The network or the service is away: all users of a run wait for it together, one of them asking from time to time, instead of failing one after another.
/// </summary>
/// <param name="source">The source tenant; null when the run has nothing to do with it.</param>
/// <param name="destination">The destination tenant.</param>
/// <param name="atMost">How long it is waited for; zero = not at all. Only time in which the machine was awake and asking counts.</param>
/// <param name="progress">Who is told.</param>
/// <param name="time">The clock.</param>
/// <param name="run">The run; it is ended when the service stays away.</param>
internal sealed class Outage(
    IMailboxService? source, IMailboxService destination, TimeSpan atMost, IProgress<MigrationEvent> progress, TimeProvider time, CancellationTokenSource run)
{
    /// <summary>Requests are repeated by themselves for a moment like this, without anybody being told.</summary>
    private static readonly TimeSpan WorthSaying = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    // A question repeats itself for some minutes; what takes longer is a machine that slept.
    private static readonly TimeSpan LongestQuestion = TimeSpan.FromMinutes(5);
    private const int MostFruitless = 3;

    private readonly object gate = new();
    private readonly ConcurrentDictionary<long, (long Done, int Times)> fruitless = new();
    private Task<bool>? waiting;
    private bool isSaid;

    /// <summary>Whether it was away longer than it is waited for.</summary>
    public bool HasGivenUp { get; private set; }

    /// <summary>Whether a failure is that of the network or of the whole service.</summary>
    public static bool Is(MigrationException failure)
        => failure.IsTransient && failure.ErrorId is ErrorIds.ConnectionFailed or ErrorIds.ServiceUnavailable or ErrorIds.ImportUncertain or ErrorIds.EndpointAuthenticationFailed;

    /// <summary>Waits until the service answers again.</summary>
    /// <param name="user">Whose pass failed.</param>
    /// <param name="kind">Which of the user's mailboxes it goes to.</param>
    /// <param name="done">How many items of the user were imported so far, or removed.</param>
    /// <param name="cancellationToken">Ends the user's waiting.</param>
    /// <returns>Whether to go on; not when it stays away, or when it answers but the user failed several times without getting any further.</returns>
    public async Task<bool> WaitAsync(MigrationUser user, MailboxKind kind, long done, CancellationToken cancellationToken)
    {
        Task<bool> together;
        lock (gate)
        {
            together = waiting ??= AskAsync(user, kind);
        }

        var wasAway = await together.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (HasGivenUp)
        {
            return false;
        }

        var (before, times) = fruitless.GetValueOrDefault(user.Id);
        times = wasAway || before != done ? 1 : times + 1;
        fruitless[user.Id] = (done, times);
        return times <= MostFruitless;
    }

    /// <summary>What to show of everybody at work, as often as it is looked at: null while the service answers.</summary>
    public string? Look()
    {
        var now = time.GetUtcNow();
        DateTimeOffset? since = new[] { source?.UnreachableSinceUtc, destination.UnreachableSinceUtc }.Where(moment => moment <= now - WorthSaying).Min();
        bool isAway, isNews;
        lock (gate)
        {
            isAway = since is not null || waiting is not null;
            isNews = isAway != isSaid;
            isSaid = isAway;
        }

        if (isNews)
        {
            progress.Report(isAway
                ? new MigrationEvent.Warning($"{Notice} Users that are at work wait for it and then go on by themselves; what is done stays done.", null)
                : new MigrationEvent.Verbose("Microsoft 365 answers again: all go on.", null));
        }

        return isAway ? Notice : null;
    }

    /// <summary>What a user is told that was not waited for any longer.</summary>
    public string GivenUp => $"Microsoft 365 could not be reached for {Words(atMost)}, so the run ended. Nothing is lost: give the same command again when the network works, it goes on where it was.";

    private string Notice => $"Waiting for the network: Microsoft 365 cannot be reached. It is asked again every {LongestWait.TotalSeconds:N0} seconds, for {Words(atMost)} at most.";

    /// <returns>Whether it was really away: false when it answered at the first question.</returns>
    private async Task<bool> AskAsync(MigrationUser user, MailboxKind kind)
    {
        try
        {
            await Task.Yield();
            var counted = TimeSpan.Zero;
            for (var wait = FirstWait; counted < atMost; wait = wait * 2 < LongestWait ? wait * 2 : LongestWait)
            {
                await Task.Delay(wait, time, run.Token).ConfigureAwait(false);
                var began = time.GetTimestamp();
                try
                {
                    // Signing in and finding a mailbox: whoever answers these answers the rest.
                    if (source is not null)
                    {
                        await source.DescribeTenantAsync(run.Token).ConfigureAwait(false);
                        await source.OpenMailboxAsync(user.SourceAddress, MailboxKind.Archive, run.Token).ConfigureAwait(false);
                    }

                    await destination.DescribeTenantAsync(run.Token).ConfigureAwait(false);
                    await destination.OpenMailboxAsync(user.DestinationAddress, kind, run.Token).ConfigureAwait(false);
                    return wait != FirstWait;
                }
                catch (MigrationException still) when (Is(still))
                {
                    var asked = time.GetElapsedTime(began);
                    counted += wait + (asked < LongestQuestion ? asked : LongestQuestion);
                }
                catch (MigrationException)
                {
                    // A refusal is an answer; whom it concerns will hear it again.
                    return wait != FirstWait;
                }
            }

            HasGivenUp = true;
            if (atMost > TimeSpan.Zero)
            {
                // Nobody needs to be started any more.
                _ = run.CancelAsync();
            }

            return true;
        }
        finally
        {
            lock (gate)
            {
                waiting = null;
            }
        }
    }

    private static string Words(TimeSpan span) => span.TotalHours >= 1 ? $"{span.TotalHours:0.#} h" : $"{span.TotalMinutes:0.#} min";
}
