namespace ArchiveMigration.Engine.Readiness;

/// <summary>Whether a user can be migrated, the better first.</summary>
public enum ReadinessVerdict
{
    /// <summary>Nothing speaks against it.</summary>
    Ready,

    /// <summary>It can begin; something wants to be known beforehand.</summary>
    Warning,

    /// <summary>It cannot begin, or cannot end, before somebody changes something.</summary>
    Blocked,
}
