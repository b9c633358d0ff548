using System.Collections.Concurrent;
using ArchiveMigration.Engine.Progress;

namespace ArchiveMigration.Engine.Logging;

/// <summary>
/// Writes down what happens in a run, a JSON object a line, and passes it on. A log that cannot be written never stops a run: that is said once. Item contents and subjects
/// are never in it.
/// </summary>
internal sealed class RunLog : IProgress<MigrationEvent>, IAsyncDisposable
{
    private static readonly TimeSpan ProgressEvery = TimeSpan.FromMinutes(1);

    private readonly string runId = Guid.NewGuid().ToString("N")[..8];
    private readonly string project;
    private readonly IProgress<MigrationEvent> next;
    private readonly TimeProvider time;
    private readonly long started;
    private readonly LogFile file;
    private readonly ConcurrentDictionary<string, (long ShownAt, string? Detail)> progress = new(StringComparer.OrdinalIgnoreCase);

    private RunLog(string? asked, string storePath, string project, IProgress<MigrationEvent> next, TimeProvider time)
    {
        this.project = project;
        this.next = next;
        this.time = time;
        started = time.GetTimestamp();
        file = new LogFile(
            LogFolder.FileFor(asked, storePath, runId, time.GetUtcNow()), message => (Entry(LogLevel.Warning, "Log") with { Message = message }).ToLine(runId, project), GivenUp);
    }

    /// <summary>The file.</summary>
    public string Path => file.Path;

    /// <summary>Does work whose events are written down.</summary>
    /// <param name="asked">The file, or the folder for one; empty = the folder beside the store; null = nothing is written down.</param>
    /// <param name="storePath">The store.</param>
    /// <param name="project">The project, as the administrator named it.</param>
    /// <param name="what">What is done: the kind of pass, an undo.</param>
    /// <param name="progress">Receives the events too.</param>
    /// <param name="time">The clock.</param>
    /// <param name="work">The work; it is told where the log is, or null.</param>
    /// <param name="status">How it ended, in a word.</param>
    public static async Task<T> AroundAsync<T>(
        string? asked, string storePath, string project, string what, IProgress<MigrationEvent> progress, TimeProvider time, Func<IProgress<MigrationEvent>, string?, Task<T>> work, Func<T, string> status)
    {
        if (asked is null)
        {
            return await work(progress, null).ConfigureAwait(false);
        }

        await using var log = new RunLog(asked.Length == 0 ? null : asked, storePath, project, progress, time);
        log.Write(log.Entry(LogLevel.Information, "RunStarted") with { Message = what });
        try
        {
            var result = await work(log, log.Path).ConfigureAwait(false);
            log.Write(log.Entry(LogLevel.Information, "RunEnded") with { Status = status(result), Milliseconds = log.Elapsed });
            return result;
        }
        catch (MigrationException failure)
        {
            log.Write(log.Entry(LogLevel.Error, "RunFailed") with { Failure = failure, Milliseconds = log.Elapsed });
            throw;
        }
        catch (OperationCanceledException)
        {
            log.Write(log.Entry(LogLevel.Information, "RunEnded") with { Status = nameof(MigrationStatus.Stopped), Milliseconds = log.Elapsed });
            throw;
        }
    }

    /// <inheritdoc/>
    public void Report(MigrationEvent value)
    {
        if (Describe(value) is { } entry)
        {
            Write(entry);
        }

        next.Report(value);
    }

    public ValueTask DisposeAsync() => file.DisposeAsync();

    private double Elapsed => time.GetElapsedTime(started).TotalMilliseconds;

    private LogEntry? Describe(MigrationEvent value) => value switch
    {
        MigrationEvent.UserProgress shown => Describe(shown.Snapshot),
        MigrationEvent.ItemFailed failed => Entry(LogLevel.Error, "ItemFailed") with
        {
            Mailbox = failed.User, Folder = failed.Folder, ItemId = failed.ItemId, ItemClass = failed.ItemClass, Bytes = failed.Size, Failure = failed.Failure,
        },
        MigrationEvent.UserStarted user => Entry(LogLevel.Information, "UserStarted") with { Mailbox = user.User },
        MigrationEvent.UserEnded user => Entry(user.Status switch { MigrationStatus.Completed => LogLevel.Information, MigrationStatus.Failed => LogLevel.Error, _ => LogLevel.Warning }, "UserEnded") with
        {
            Mailbox = user.User, Status = user.Status.ToString(), Failure = user.Failure, Message = user.Detail,
        },
        MigrationEvent.UserWaiting user => Entry(LogLevel.Warning, "UserWaiting") with { Mailbox = user.User, Message = user.Detail },
        MigrationEvent.Warning warning => Entry(LogLevel.Warning, "Warning") with { Mailbox = warning.User, Message = warning.Message },
        MigrationEvent.Verbose verbose => Entry(LogLevel.Verbose, "Verbose") with { Mailbox = verbose.User, Message = verbose.Message },
        _ => null,
    };

    // Four a second are shown; written down is one a minute, and whatever is newly waited for.
    private LogEntry? Describe(UserSnapshot snapshot)
    {
        var now = time.GetTimestamp();
        var isNew = !progress.TryGetValue(snapshot.User, out var last);
        var waitsAnew = snapshot.Detail is not null && (isNew || last.Detail is null);
        if (!isNew && !waitsAnew && time.GetElapsedTime(last.ShownAt, now) < ProgressEvery)
        {
            progress[snapshot.User] = (last.ShownAt, snapshot.Detail);
            return null;
        }

        progress[snapshot.User] = (now, snapshot.Detail);
        return Entry(LogLevel.Verbose, "UserProgress") with
        {
            Mailbox = snapshot.User,
            Folder = snapshot.CurrentFolder,
            Status = snapshot.Status.ToString(),
            Items = snapshot.ItemsDone,
            ItemsTotal = snapshot.ItemsTotal,
            ItemsFailed = snapshot.ItemsFailed,
            Bytes = snapshot.BytesTransferred,
            Milliseconds = snapshot.Elapsed.TotalMilliseconds,
            Message = snapshot.Detail,
        };
    }

    private LogEntry Entry(LogLevel level, string name) => new(time.GetUtcNow(), level, name);

    private void Write(LogEntry entry) => file.Add(entry.ToLine(runId, project));

    private void GivenUp(Exception failure) => next.Report(new MigrationEvent.Warning(
        $"The log '{Path}' cannot be written: {failure.Message} The run goes on without it; what becomes of each item is kept in the store as always. Name another place with -LogPath the next time.", null));
}
