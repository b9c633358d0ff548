namespace ArchiveMigration.Engine.Companions;

/// <summary>How copying a user's settings ended.</summary>
public enum SettingCopyStatus
{
    /// <summary>All rules and categories are at the destination.</summary>
    Completed,

    /// <summary>Some are not: see the findings.</summary>
    CompletedWithErrors,

    /// <summary>Only looked at.</summary>
    Previewed,

    /// <summary>The settings could not be read, or not be written at all.</summary>
    Failed,
}
