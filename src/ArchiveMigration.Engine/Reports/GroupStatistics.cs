namespace ArchiveMigration.Engine.Reports;

/// <summary>The statistics of several users together.</summary>
public abstract record GroupStatistics : MigrationStatistics
{
    /// <summary>Users.</summary>
    public int UserCount { get; init; }

    /// <summary>Users at work at this moment.</summary>
    public int ActiveUserCount { get; init; }

    /// <summary>Users all of whose items are at the destination or excluded.</summary>
    public int CompletedUserCount { get; init; }

    /// <summary>Users that are done but for items that failed.</summary>
    public int CompletedWithErrorsUserCount { get; init; }

    /// <summary>Users that could not be migrated.</summary>
    public int FailedUserCount { get; init; }

    /// <summary>Users that were stopped before the end.</summary>
    public int StoppedUserCount { get; init; }

    /// <summary>Users that wait for room at a full destination.</summary>
    public int WaitingUserCount { get; init; }

    /// <summary>Users that were never run.</summary>
    public int QueuedUserCount { get; init; }

    /// <summary>Users that are not done and whose remaining time is not known; while there are any, that of all is not known either.</summary>
    public int UserCountWithoutEstimate { get; init; }

    /// <summary>Time in which at least one user's pass ran: what it took by the clock.</summary>
    public TimeSpan OverallDuration { get; init; }
}
