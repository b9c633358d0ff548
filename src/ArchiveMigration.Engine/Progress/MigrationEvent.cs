namespace ArchiveMigration.Engine.Progress;

/// <summary>
/// Something that happened in a run, for whoever shows it. Events come from many threads; only the shell's layer may write to its streams, on its own thread.
/// </summary>
public abstract record MigrationEvent
{
    private MigrationEvent()
    {
    }

    /// <summary>A user's pass began.</summary>
    public sealed record UserStarted(string User) : MigrationEvent;

    /// <summary>How far a user is; at most four a second and user.</summary>
    public sealed record UserProgress(UserSnapshot Snapshot) : MigrationEvent;

    /// <summary>A user's pass ended.</summary>
    public sealed record UserEnded(string User, MigrationStatus Status, string? Detail) : MigrationEvent
    {
        /// <summary>What ended it, when that was a failure.</summary>
        public MigrationException? Failure { get; init; }
    }

    /// <summary>A user waits for room at the destination and gave its place to the next; it starts again by itself.</summary>
    /// <param name="User">Source address.</param>
    /// <param name="Detail">Why and for how long, in words.</param>
    /// <param name="IsNew">Whether this is the first time in this run; later ones only say that there is still no room.</param>
    /// <param name="NextProbeUtc">When it is tried again, UTC.</param>
    public sealed record UserWaiting(string User, string Detail, bool IsNew, DateTimeOffset NextProbeUtc) : MigrationEvent;

    /// <summary>An item failed and is given up for this run.</summary>
    /// <param name="User">Source address.</param>
    /// <param name="Folder">The item's folder.</param>
    /// <param name="ItemId">Its id in that mailbox.</param>
    /// <param name="ItemClass">Its message class.</param>
    /// <param name="Size">Bytes as the source reports them.</param>
    /// <param name="Failure">Why.</param>
    public sealed record ItemFailed(string User, string Folder, string ItemId, string ItemClass, long Size, MigrationException Failure) : MigrationEvent;

    /// <summary>A user's pass was ended by quiet hours; it goes on by itself.</summary>
    public sealed record UserPaused(string User, string Detail) : MigrationEvent;

    /// <summary>The whole run waits, for its time to start or for the end of quiet hours, in words; null = it goes on.</summary>
    public sealed record RunWaiting(string? Notice) : MigrationEvent;

    /// <summary>Something that needs attention but is not a failure; says what will happen next.</summary>
    public sealed record Warning(string Message, string? User) : MigrationEvent;

    /// <summary>What is being done, for those who ask.</summary>
    public sealed record Verbose(string Message, string? User) : MigrationEvent;
}
