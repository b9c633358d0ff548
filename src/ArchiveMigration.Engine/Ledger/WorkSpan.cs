namespace ArchiveMigration.Engine.Ledger;

/// <summary>A stretch of time in which a pass over any user of a project ran.</summary>
/// <param name="StartUtc">Its begin, UTC.</param>
/// <param name="EndUtc">Its end, UTC.</param>
public sealed record WorkSpan(DateTimeOffset StartUtc, DateTimeOffset EndUtc)
{
    /// <summary>How long it is.</summary>
    public TimeSpan Duration => EndUtc - StartUtc;
}
