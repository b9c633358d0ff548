using ArchiveMigration.Engine.Passes.Schedule;

namespace ArchiveMigration.Engine.Passes;

/// <summary>What a run shall do.</summary>
public sealed record RunRequest
{
    /// <summary>The pass over each user.</summary>
    public PassKind Kind { get; init; } = PassKind.Full;

    /// <summary>Only these users (source or destination addresses); empty = all of the project.</summary>
    public IReadOnlyList<string> Users { get; init; } = [];

    /// <summary>
    /// Only items dated before this time (UTC), as rules about dates count it; newer ones stay Pending for a later pass. Null = all. For Full passes.
    /// </summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>Only items that failed with this error id; null = all that failed. For RetryErrors passes.</summary>
    public string? ErrorId { get; init; }

    /// <summary>
    /// Whether copies of items that were changed at the source after they were copied are updated, after everything else is copied. A copy that was changed too is left
    /// as it is, and said so.
    /// </summary>
    public bool UpdateChanged { get; init; }

    /// <summary>
    /// How long an import whose answer was lost, or that a killed run left on its way, gets to arrive and to show in a listing before it is looked for:
    /// what is not found then is sent again. Not published by Microsoft; a service known to be quicker may be given less.
    /// </summary>
    public TimeSpan SettleTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether to wait for users whose destination is full until Exchange has made room, for days if need be; otherwise they go on with the next run.</summary>
    public bool WaitForQuota { get; init; }

    /// <summary>The run does nothing before this time (UTC); null = it starts at once.</summary>
    public DateTimeOffset? StartAfter { get; init; }

    /// <summary>Hours in which nothing is copied: what is in hand is finished, and the run goes on by itself when they end. Null = none.</summary>
    public QuietHours? QuietHours { get; init; }

    /// <summary>
    /// How long the run waits for a network or service that is away, before it ends as stopped; zero = not at all. Time in which the machine sleeps does not count.
    /// </summary>
    public TimeSpan MaximumOutage { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Where the log of the run goes: a file, or a folder that gets a file for each run; empty = the folder "logs" beside the store; null = no log.</summary>
    public string? LogPath { get; init; }

    /// <summary>Shows a person what to do to sign in (device code); null = such sign-in fails with a clear error.</summary>
    public Action<string>? ShowSignInMessage { get; init; }
}
