namespace ArchiveMigration.Engine.Logging;

/// <summary>How much attention a line wants.</summary>
internal enum LogLevel
{
    /// <summary>What is being done.</summary>
    Verbose,

    /// <summary>Milestones.</summary>
    Information,

    /// <summary>Needs attention, but is not a failure.</summary>
    Warning,

    /// <summary>Something failed.</summary>
    Error,
}
