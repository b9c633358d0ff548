namespace ArchiveMigration.Engine.Readiness;

/// <summary>One thing that was found out about a user.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Verdict">How much it weighs; Ready is a note.</param>
/// <param name="Side">Source or Destination.</param>
/// <param name="Message">What it is, of whom.</param>
/// <param name="Remedy">What to do; null when there is nothing to do.</param>
/// <param name="ServiceCode">The service's code, when it gave one.</param>
/// <param name="RequestId">The service's request id, for a ticket.</param>
public sealed record ReadinessFinding(
    ReadinessFindingKind Kind,
    ReadinessVerdict Verdict,
    string Side,
    string Message,
    string? Remedy = null,
    string? ServiceCode = null,
    string? RequestId = null);
