using System.Collections.Concurrent;
using System.Globalization;
using ArchiveMigration.Engine.Progress;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Engine.Passes.Schedule;

/// <summary>When a run copies: not before its time, and not in quiet hours. The wall clock decides, looked at from time to time, for a machine may sleep meanwhile.</summary>
internal sealed class RunSchedule(RunRequest request, IProgress<MigrationEvent> progress, TimeProvider time)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<long, MigrationUser> paused = new();
    private string? told;
    private volatile bool isWaitingForStart;

    /// <summary>Whether it is quiet now.</summary>
    public bool IsQuiet => QuietUntil is not null;

    /// <summary>What people are told now; null = nothing is waited for.</summary>
    public string? Notice => QuietUntil is { } end ? request.QuietHours!.Notice(end) : null;

    private DateTimeOffset? QuietUntil => request.Kind == PassKind.Verify ? null : request.QuietHours?.EndUtc(time.GetUtcNow());

    /// <summary>Waits for the time at which the run is to start.</summary>
    public async Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        isWaitingForStart = true;
        while (request.StartAfter is { } start && start - time.GetUtcNow() is var left && left > TimeSpan.Zero)
        {
            Tell(string.Create(CultureInfo.InvariantCulture, $"Starts at {start.ToLocalTime():yyyy-MM-dd HH:mm}. Until then nothing is done; Ctrl+C or Stop-ArchiveMigration ends the waiting."));
            await Task.Delay(left < LookEvery ? left : LookEvery, time, cancellationToken).ConfigureAwait(false);
        }

        isWaitingForStart = false;
        Tell(null);
    }

    /// <summary>A user's turn has come.</summary>
    /// <returns>The time after which it wants another one, because it is quiet now; null = it may begin.</returns>
    public TimeSpan? Begin(MigrationUser user)
    {
        var wait = Wait();
        if (wait is null)
        {
            paused.TryRemove(user.Id, out _);
        }

        return wait;
    }

    /// <summary>A user's turn was ended by quiet hours.</summary>
    /// <returns>The time after which it wants another one.</returns>
    public TimeSpan Pause(MigrationUser user)
    {
        paused[user.Id] = user;
        return Wait() ?? TimeSpan.Zero;
    }

    /// <summary>Users who were paused when the run ended.</summary>
    public IEnumerable<MigrationUser> Paused => paused.Values;

    /// <summary>Shows that quiet hours have begun or ended.</summary>
    public void Look()
    {
        if (!isWaitingForStart)
        {
            Tell(Notice);
        }
    }

    private TimeSpan? Wait() => QuietUntil is { } end ? TimeSpan.FromTicks(Math.Min((end - time.GetUtcNow()).Ticks, LookEvery.Ticks)) : null;

    private void Tell(string? notice)
    {
        if (Interlocked.Exchange(ref told, notice) != notice)
        {
            progress.Report(new MigrationEvent.RunWaiting(notice));
        }
    }
}
