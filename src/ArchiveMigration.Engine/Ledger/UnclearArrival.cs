namespace ArchiveMigration.Engine.Ledger;

/// <summary>What is said of an item of which nobody can tell whether it arrived.</summary>
public static class UnclearArrival
{
    /// <summary>The message of an <see cref="ErrorIds.ImportUncertain"/> that looking at the destination did not resolve.</summary>
    public const string Message =
        "The answer to its import was lost, and it has no search key: something arrived in the folder since that may be it, or may not. "
        + "Look for it at the destination; if it is not there, retry the errors and it is copied again.";
}
