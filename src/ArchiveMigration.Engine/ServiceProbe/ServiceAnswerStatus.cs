namespace ArchiveMigration.Engine.ServiceProbe;

/// <summary>What came of a question to the service.</summary>
public enum ServiceAnswerStatus
{
    /// <summary>It was answered.</summary>
    Answered,

    /// <summary>It could not be asked; the reason says why.</summary>
    NotRun,

    /// <summary>It was asked, and the answer says neither yes nor no.</summary>
    Unclear,
}
